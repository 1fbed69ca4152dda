/** Sessions of the browser at the server of `sync-server.ts`, with a device in memory. */
import { afterEach, beforeEach } from 'vitest'
import type { Environment } from '../../../client/sync/environment.ts'
import { openProposalSession, type ProposalSession } from '../../../client/sync/proposal-session.ts'
import { plainText } from '../../../shared/document/blocks.ts'
import { fragmentOf, readDocument } from '../../../shared/document/ydoc.ts'
import { personId } from '../../../shared/ids.ts'
import { memoryOutboxStore } from './memory-outbox-store.ts'
import { startSyncServer, type SyncServer } from './sync-server.ts'
import { until } from '../../support/until.ts'

export const KEN = personId('ken')
export const SEN = personId('sen')
export let server: SyncServer
export let memory: ReturnType<typeof memoryOutboxStore>
const sessions: ProposalSession[] = []

/** A server and a device of its own for each test of the file that says this. */
export function aWorldForEachTest(): void {
  beforeEach(async () => {
    server = await startSyncServer()
    memory = memoryOutboxStore()
  })
  afterEach(async () => {
    sessions.splice(0).forEach((session) => session.close())
    await server.stop()
  })
}

export function open(person = KEN, changed: Partial<Environment> = {}): ProposalSession {
  const environment: Environment = {
    url: server.url,
    WebSocket: globalThis.WebSocket,
    store: memory.store,
    now: Date.now,
    random: Math.random,
    leastWait: 20,
    mostWait: 100,
    ...changed,
  }
  const session = openProposalSession({ proposal: 'p', person }, environment)
  sessions.push(session)
  return session
}

export const saveOf = (session: ProposalSession) => session.snapshot().save
export const isSaved = (session: ProposalSession) => saveOf(session).state === 'saved'
/** Nothing is under way, and the server did not take all of it. */
export const isNotTaken = (session: ProposalSession) => saveOf(session).state === 'not-taken'
export const textIn = (session: ProposalSession) => readDocument(session.doc).text.map(plainText).join('|')
export const textOnServer = () => readDocument(server.doc).text.map(plainText).join('|')
const firstBlock = (session: ProposalSession) => fragmentOf(session.doc, 'text').get('b1')!
export const type = (session: ProposalSession, words: string) =>
  firstBlock(session).insert(firstBlock(session).length, words)

export async function openSaved(person = KEN, changed: Partial<Environment> = {}): Promise<ProposalSession> {
  const session = open(person, changed)
  await until(() => isSaved(session) && session.snapshot().isClean)
  return session
}

/** The server goes away, and the session has noticed. */
export async function lose(session: ProposalSession): Promise<void> {
  await server.goAway()
  await until(() => session.snapshot().connection === 'offline')
}
