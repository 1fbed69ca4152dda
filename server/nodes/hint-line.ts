/**
 * A connection to PostgreSQL of its own, apart from the storage thread's: nothing that is written waits for it, and whether it
 * stands decides nothing. It opens itself again for as long as it is wanted.
 */
import type { Client } from 'pg'
import { connectToPrimary } from '../store/postgres/primary.ts'

/** A database that says nothing for so long is asked on a new connection. */
const PATIENCE_MS = 5_000
/** Drawn anew each time, so that the nodes do not all come back at one moment. */
const PAUSE_MS = { least: 100, most: 800 }

export type Rows = readonly Record<string, unknown>[]
export type HintLineEvents = {
  readonly heard: (message: string) => void
  /** What was said while there was no connection was not heard. */
  readonly opened: () => void
}
type Settings = { readonly url: string; readonly channel: string; readonly listens: boolean }

export class HintLine {
  private client: Client | null = null
  private isClosed = false
  private turn: Promise<unknown> = Promise.resolve()
  private again: NodeJS.Timeout | undefined
  private readonly settings: Settings
  private readonly events: HintLineEvents

  constructor(settings: Settings, events: HintLineEvents) {
    this.settings = settings
    this.events = events
  }

  /** Rejects where the first attempt fails; from then on it is tried again. */
  async open(): Promise<void> {
    const { url, channel, listens } = this.settings
    const settings = { query_timeout: PATIENCE_MS, keepAlive: true, application_name: 'common-proposals hints' }
    const client = await connectToPrimary(url, settings, (fresh) => this.hearFrom(fresh))
    try {
      if (listens) await client.query(`LISTEN ${channel}`)
    } catch (error) {
      client.end().catch(() => {})
      throw error
    }
    if (this.isClosed) return void client.end().catch(() => {})
    this.client = client
    this.events.opened()
  }

  private hearFrom(client: Client): void {
    client.on('error', () => this.lost(client))
    client.on('end', () => this.lost(client))
    client.on('notification', ({ payload }) => void (payload && this.events.heard(payload)))
  }

  /** One question after the other. Rejects where there is no connection. */
  ask(text: string, values: readonly unknown[]): Promise<Rows> {
    const answer = this.turn.then(() => this.askNow(text, values))
    this.turn = answer.catch(() => {})
    return answer
  }

  private async askNow(text: string, values: readonly unknown[]): Promise<Rows> {
    const { client } = this
    if (!client) throw new Error('there is no connection to PostgreSQL')
    try {
      const { rows } = await client.query<Record<string, unknown>>(text, [...values])
      return rows
    } catch (error) {
      // Whatever it was: a fresh connection is cheap, and a silent one cannot be told from a dead one.
      this.lost(client)
      throw error
    }
  }

  /** Lost where there is no connection. */
  say(message: string): void {
    if (!this.settings.listens || !this.client) return
    this.ask('SELECT pg_notify($1, $2)', [this.settings.channel, message]).catch(() => {})
  }

  close(): void {
    this.isClosed = true
    clearTimeout(this.again)
    this.client?.end().catch(() => {})
    this.client = null
  }

  private lost(client: Client): void {
    if (this.client !== client) return
    this.client = null
    client.end().catch(() => {})
    this.openSoon()
  }

  private openSoon(): void {
    if (this.isClosed) return
    const pause = PAUSE_MS.least + Math.random() * (PAUSE_MS.most - PAUSE_MS.least)
    this.again = setTimeout(() => void this.open().catch(() => this.openSoon()), pause)
    this.again.unref()
  }
}
