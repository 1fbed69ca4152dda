/** Many writers, a chair who locks and unlocks, and bad lines: nothing gets in between a lock and its unlock, nothing gets lost. */
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { CLOSE } from '../../../shared/protocol/close-codes.ts'
import { readDocument } from '../../../shared/document/ydoc.ts'
import { stageAfter } from '../../support/server-history.ts'
import { startServer, type Caller, type TestServer } from '../../support/server-app.ts'
import { playedSeeds } from '../../support/played-seeds.ts'
import { chanceOf, type Chance } from '../../support/server-chance.ts'
import { textsOf } from '../../support/server-engine.ts'
import { change, openLine, type Line } from '../../support/server-line.ts'
import { signedInSocket, stockClient, type SocketClass } from '../../support/server-stock.ts'
import { until } from '../../support/until.ts'

const sleep = (ms: number) => new Promise((resolve) => void setTimeout(resolve, ms))
const firstItem = (doc: Y.Doc) => textsOf(doc, 'item')[0]!
const DELEGATES = ['demo-delegate-ken', 'demo-delegate-sen', 'demo-delegate-gha', 'demo-delegate-cmr']

/** One writer; after a refusal it throws its copy away and begins anew, as a client does that keeps the refused words as a draft. */
class Writer {
  readonly acked = new Set<string>()
  readonly refused = new Set<string>()
  readonly unanswered = new Set<string>()
  private typed = 0
  private line: Line | null = null
  private readonly name: string
  private readonly caller: Caller
  private readonly server: TestServer
  private readonly chair: Chair

  constructor({ server, chair }: Table, caller: Caller, name: string) {
    this.server = server
    this.chair = chair
    this.caller = caller
    this.name = name
  }

  /** Words that were turned down so far, also on the line that is open. */
  get nacks(): number {
    return this.refused.size + (this.line?.heard.nacks.length ?? 0)
  }

  async typeWhile(proposal: string, goesOn: () => boolean): Promise<void> {
    while (goesOn()) {
      const line = openLine({ address: this.server.address, proposal, cookie: this.caller.cookie })
      await line.synced()
      this.line = line
      await this.typeUntilRefused(line, goesOn)
      this.line = null
      line.close()
      await sleep(5)
    }
  }

  private async typeUntilRefused(line: Line, goesOn: () => boolean): Promise<void> {
    const words: string[] = []
    while (goesOn() && line.heard.nacks.length === 0) {
      const word = `<${this.name}-${this.typed++}>`
      words.push(word)
      line.send(change(line.doc, () => firstItem(line.doc).insert(0, word)))
      // In bursts: between them the chair has a moment in which the text is the one that was read, however slow the machine is.
      if (this.typed % 12 > 0) await sleep(1)
      else await Promise.all([sleep(120), until(() => !this.chair.isInVain)])
    }
    await line.until(({ acked, close }) => acked === words.length || close)
    // Unlocked between a refused word and the next: that one has a gap, is not answered, and stays with its author.
    if (line.heard.close) expect(line.heard.close.code).toBe(CLOSE.gap)
    const refused = new Map(line.heard.nacks.map(({ frame, nack }) => [frame, nack]))
    words.forEach((word, index) => {
      const nack = refused.get(index + 1)
      if (nack) expect(nack).toMatchObject({ code: 'wrong-stage', parked: expect.any(String) as string })
      if (nack) this.refused.add(word)
      else if (index < line.heard.acked) this.acked.add(word)
      else this.unanswered.add(word)
    })
  }

  async parkedWords(proposal: string): Promise<string> {
    return JSON.stringify(await this.caller.parked(proposal))
  }
}

/** Locks at the digest that it has just read; somebody's word may come in between, then it looks again. */
class Chair {
  private readonly caller: Caller
  private readonly proposal: string
  private failed = 0

  constructor(caller: Caller, proposal: string) {
    this.caller = caller
    this.proposal = proposal
  }

  /** Again and again somebody's word came in between: whoever is at the end of a burst lets the chair go first. */
  get isInVain(): boolean {
    return this.failed >= 5
  }

  /** Every other time the lock lasts until a word was refused. */
  async lockAndUnlock(times: number, refused: () => number): Promise<void> {
    for (let done = 0; done < times; done++) {
      await this.lock()
      const before = refused()
      if (done % 2) await sleep(25)
      else await until(() => refused() > before)
      expect((await this.caller.command(this.proposal, { type: 'unlock', reason: 'go on' })).status).toBe(200)
      await sleep(25)
    }
  }

  private async lock(): Promise<void> {
    for (this.failed = 0; ; this.failed++) {
      const { digest } = await this.caller.view(this.proposal)
      const { status } = await this.caller.command(this.proposal, { type: 'lock', digest, reason: 'the time is up' })
      if (status === 200) break
    }
    this.failed = 0
  }
}

type Table = { readonly server: TestServer; readonly chair: Chair }

describe('while four people type in bursts at full speed and the chair locks and unlocks', () => {
  it('no word comes in after a lock, each is in the text or in its author’s drafts', async () => {
    const server = await startServer()
    const proposal = await server.startProposal()
    const caller = await server.signIn('demo-chair-tza')
    const chair = new Chair(caller, proposal)
    const callers = await Promise.all(DELEGATES.map((person) => server.signIn(person)))
    const writers = callers.map((each, at) => new Writer({ server, chair }, each, `w${at}`))
    let isOver = false
    const typing = writers.map((writer) => writer.typeWhile(proposal, () => !isOver))
    await chair.lockAndUnlock(12, () => writers.reduce((sum, { nacks }) => sum + nacks, 0))
    isOver = true
    await Promise.all(typing)
    const { body } = await caller.call<{ entries: readonly never[]; verified: boolean }>(
      'GET',
      `/api/proposals/${proposal}/history`,
    )
    expect(body.verified).toBe(true)
    expect(stageAfter(body.entries)).toMatchObject({ textsWhileLocked: [], gaps: [], locks: 12 })
    const { body: text } = await caller.call(
      'GET',
      `/api/proposals/${proposal}/text/${(await caller.view(proposal)).state.textSeq}`,
    )
    const official = JSON.stringify(text)
    for (const writer of writers) {
      const parked = await writer.parkedWords(proposal)
      for (const word of writer.acked) expect(official).toContain(word)
      for (const word of writer.unanswered) expect(official).not.toContain(word)
      for (const word of writer.refused) {
        expect(official).not.toContain(word)
        expect(parked).toContain(word)
      }
    }
    expect(writers.reduce((sum, { refused }) => sum + refused.size, 0)).toBeGreaterThan(0)
    expect(writers.reduce((sum, { acked }) => sum + acked.size, 0)).toBeGreaterThan(20)
  })
})

/** Frames are lost (with the line, as on a real socket), late and sent twice, in both directions. */
function badSocket(cookie: string, chance: Chance): SocketClass {
  return class extends signedInSocket(cookie) {
    private last = 0
    override send(data: never): void {
      if (chance.is(0.04)) return void setTimeout(() => this.terminate(), 1)
      this.last = Math.max(this.last, Date.now() + chance.number(8))
      const times = chance.is(0.1) ? 2 : 1
      for (let count = 0; count < times; count++)
        setTimeout(() => this.readyState === WebSocket.OPEN && super.send(data), Math.max(1, this.last - Date.now()))
    }
  }
}

describe('two stock clients on a bad network', () => {
  it.each(playedSeeds({ usual: 3, oneIn: 50 }))(
    'converge, and the server has the same text (seed %i)',
    { timeout: 20_000 },
    async (seed) => {
      const chance = chanceOf(seed)
      const server = await startServer({ MAX_CONNECTIONS: '50' })
      const proposal = await server.startProposal()
      const clients = await Promise.all(
        DELEGATES.slice(0, 2).map(async (person) => {
          const { cookie } = await server.signIn(person)
          return stockClient({ address: server.address, proposal, cookie, Socket: badSocket(cookie, chance) })
        }),
      )
      await until(() => clients.every(({ doc }) => textsOf(doc, 'item').length > 0))
      let breaks = 0
      for (const { provider } of clients) provider.on('connection-close', () => breaks++)
      for (let turn = 0; turn < 120; turn++) {
        const { doc } = chance.one(clients)
        const text = chance.one(textsOf(doc, 'item').slice(0, 3))
        if (chance.is(0.25) && text.length > 20) text.delete(chance.number(10), 5)
        else text.insert(chance.number(Math.min(text.length, 30) + 1), `${turn} `)
        await sleep(chance.number(10))
      }
      const witness = openLine({
        address: server.address,
        proposal,
        cookie: (await server.signIn('demo-chair-tza')).cookie,
      })
      await witness.synced()
      const texts = () => [...clients, witness].map(({ doc }) => JSON.stringify(readDocument(doc)))
      const settled = async () => {
        clients.forEach(({ provider }) => provider.ws?.close())
        await sleep(400)
        return new Set(texts()).size === 1
      }
      let agree = false
      for (let attempt = 0; attempt < 15 && !agree; attempt++) agree = await settled()
      expect(new Set(texts()).size).toBe(1)
      expect(breaks, 'the network was not bad').toBeGreaterThan(2)
      for (const { doc } of clients) {
        const written = Y.getState(doc.store, doc.clientID)
        expect(written).toBeGreaterThan(20)
        expect(Y.getState(witness.doc.store, doc.clientID)).toBe(written)
      }
    },
  )
})
