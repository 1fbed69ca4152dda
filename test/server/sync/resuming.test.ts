/** Joining and coming back: by whichever way somebody comes, the text is that of the log, and nothing committed meanwhile is missed. */
import { describe, expect, it } from 'vitest'
import { WebSocket as NodeSocket } from 'ws'
import * as Y from 'yjs'
import type { SocketClass } from '../../../client/sync/environment.ts'
import { isQuestion, updateFrameOf } from '../../../client/sync/update-frames.ts'
import { readDocument } from '../../../shared/document/ydoc.ts'
import { FRAME, type Reached } from '../../../shared/protocol/sync.ts'
import { sessionAt } from '../../support/client-environment.ts'
import { playedSeeds } from '../../support/played-seeds.ts'
import { chanceOf, type Chance } from '../../support/server-chance.ts'
import { startServer, type TestServer } from '../../support/server-app.ts'
import { textsOf } from '../../support/server-engine.ts'
import { change, openLine, type Line } from '../../support/server-line.ts'
import { stockClient } from '../../support/server-stock.ts'
import { until } from '../../support/until.ts'

const SEEDS = playedSeeds({ usual: 1, oneIn: 20 })
const KENYA = 'demo-delegate-ken'
const SENEGAL = 'demo-delegate-sen'
/** No more than ten lines each. */
const JOINERS = [SENEGAL, 'demo-delegate-gha', 'demo-head-of-delegation-ken', 'demo-coordinator-nga']

async function begin() {
  const server = await startServer()
  const proposal = await server.startProposal()
  const line = async (person = KENYA, more: { doc?: Y.Doc; after?: string; isPlain?: boolean } = {}) => {
    const { cookie } = await server.signIn(person)
    return openLine({ address: server.address, proposal, cookie, ...more })
  }
  return { server, proposal, line }
}

const pause = (ms: number) => new Promise((resolve) => void setTimeout(resolve, ms))
const firstItem = (doc: Y.Doc) => textsOf(doc, 'item')[0]!
const type = (line: Line, words: string) => line.send(change(line.doc, () => firstItem(line.doc).insert(0, words)))
const answered = (line: Line, frame: number) => until(() => line.heard.acked >= frame)
/** As our client says it: of the last state that was heard. */
const addressOf = ({ seq, time }: Reached) => `${seq}.${time}`
const reachedBy = ({ heard }: Line): Reached => {
  const last = heard.entries.at(-1)
  const { state } = heard.states.at(-1)!
  return last && last.seq > state.head
    ? { seq: last.seq, time: last.time }
    : { seq: state.head, time: state.lastChange.time }
}

describe('who comes back with the text up to an entry of the log', () => {
  it('is sent what was written since and no more, and is asked for nothing', async () => {
    const { line } = await begin()
    const first = await line()
    await first.synced()
    const after = addressOf(reachedBy(first))
    first.terminate()
    const writer = await line(SENEGAL)
    await writer.synced()
    await answered(writer, type(writer, 'meanwhile '))
    const back = await line(KENYA, { doc: first.doc, after })
    await back.synced()
    expect(back.heard.states[0]!.resumed).toBe(true)
    expect(back.heard.steps).toEqual([1])
    expect(back.heard.bytes[0]!).toBeLessThan(200)
    expect(readDocument(back.doc)).toEqual(readDocument(writer.doc))
  })

  it.each([
    ['of another log', ({ seq, time }: Reached) => ({ seq, time: time - 1 })],
    ['that this log has not reached', ({ seq, time }: Reached) => ({ seq: seq + 7, time })],
    ['before the first', ({ time }: Reached) => ({ seq: 0, time })],
  ])('but not to an entry %s: then both say what they hold', async (_which, wrong) => {
    const { line } = await begin()
    const first = await line()
    await first.synced()
    const after = addressOf(wrong(reachedBy(first)))
    first.terminate()
    const offline = change(first.doc, () => firstItem(first.doc).insert(0, 'offline '))
    const back = await line(KENYA, { doc: first.doc, after })
    await back.synced()
    expect(back.heard.states[0]!.resumed).toBeUndefined()
    expect(back.heard.steps[0]).toBe(0)
    await answered(back, back.send(offline))
    const reader = await line(SENEGAL)
    await reader.synced()
    expect(firstItem(reader.doc).toJSON()).toMatch(/^offline /)
  })

  it('and brings edits made meanwhile, is told that they are saved, and hears what is written from then on', async () => {
    const { line } = await begin()
    const [first, other] = [await line(), await line(SENEGAL)]
    await Promise.all([first.synced(), other.synced()])
    const after = addressOf(reachedBy(first))
    first.terminate()
    const offline = change(first.doc, () => firstItem(first.doc).insert(0, 'offline '))
    const back = await line(KENYA, { doc: first.doc, after })
    await back.synced()
    await answered(back, back.send(offline))
    await until(() => firstItem(other.doc).toJSON().startsWith('offline '))
    await answered(other, type(other, 'and on '))
    await until(() => firstItem(back.doc).toJSON().startsWith('and on offline '))
  })

  it('is not let in where the right to read is gone', async () => {
    const { line } = await begin()
    const first = await line('demo-observer-cept')
    await until(() => first.heard.close)
    expect(first.heard.close!.code).toBe(4404)
    const kenya = await line()
    await kenya.synced()
    const back = await line('demo-observer-cept', { after: addressOf(reachedBy(kenya)) })
    await until(() => back.heard.close)
    expect(back.heard.close!.code).toBe(4404)
    expect(back.heard.types).toEqual([])
  })
})

describe('our client', () => {
  it('comes back without asking for the text, and without telling what it holds', async () => {
    const { server, proposal } = await begin()
    const { cookie } = await server.signIn(KENYA)
    const sent: Uint8Array[][] = []
    const sockets: NodeSocket[] = []
    class Watched extends NodeSocket {
      readonly own: Uint8Array[] = []
      constructor(url: string, protocols: string[]) {
        super(url, protocols, { headers: { cookie } })
        sockets.push(this)
        sent.push(this.own)
      }
      override send(data: Uint8Array): void {
        this.own.push(data)
        super.send(data)
      }
    }
    const session = sessionAt(
      { address: server.address, cookie, proposal, person: KENYA },
      { WebSocket: Watched as unknown as SocketClass },
    )
    await until(() => session.snapshot().synced && session.snapshot().save.state === 'saved')
    expect(sent[0]!.some(isQuestion)).toBe(true)
    sockets[0]!.terminate()
    await until(() => session.snapshot().connection === 'offline')
    firstItem(session.doc).insert(0, 'offline ')
    await until(() => session.snapshot().isClean)
    expect(new URL(sockets.at(-1)!.url).searchParams.get('after')).toMatch(/^\d+\.\d+$/)
    expect(sent.at(-1)!.some(isQuestion)).toBe(false)
    expect(sent.at(-1)!.map(updateFrameOf).filter(Boolean)).toEqual(['edit'])
    expect(await wordsAt(server, proposal)).toMatch(/^offline /)
  })

  it.each(SEEDS)('has in the end what the log has, however often its line breaks (seed %i)', async (seed) => {
    const chance = chanceOf(seed)
    const { server, proposal } = await begin()
    const sessions = await Promise.all([KENYA, SENEGAL].map((person) => breaking(server, proposal, person)))
    for (let step = 0; step < 120; step++) {
      const { session, cut } = chance.one(sessions)
      if (chance.is(0.12)) cut()
      write(session.doc, chance)
      // oxlint-disable-next-line no-await-in-loop -- time goes by between the keys
      if (chance.is(0.3)) await pause(chance.number(30))
    }
    await until(() => sessions.every(({ session }) => session.snapshot().isClean && session.snapshot().synced))
    const words = await wordsAt(server, proposal)
    for (const { session } of sessions) await until(() => firstItem(session.doc).toJSON() === words)
    expect(
      sessions.map(({ session }) => [session.snapshot().epoch, session.snapshot().aside.edits]),
      `seed ${seed}`,
    ).toEqual(sessions.map(() => [0, []]))
    expect(
      sessions.some(({ resumed }) => resumed() > 0),
      `seed ${seed}: no line was ever taken up again`,
    ).toBe(true)
  })
})

/** A session whose lines can be cut. */
async function breaking(server: TestServer, proposal: string, person: string) {
  const { cookie } = await server.signIn(person)
  const sockets: NodeSocket[] = []
  class Cuttable extends NodeSocket {
    constructor(url: string, protocols: string[]) {
      super(url, protocols, { headers: { cookie } })
      sockets.push(this)
    }
  }
  const session = sessionAt(
    { address: server.address, cookie, proposal, person },
    { WebSocket: Cuttable as unknown as SocketClass },
  )
  await until(() => session.snapshot().synced)
  return {
    session,
    cut: () => sockets.at(-1)!.terminate(),
    resumed: () => sockets.filter(({ url }) => url.includes('after=')).length,
  }
}

function write(doc: Y.Doc, chance: Chance): void {
  const text = firstItem(doc)
  const at = chance.number(text.length + 1)
  if (chance.is(0.7)) text.insert(at, 'abc'.slice(chance.number(3)))
  else if (at < text.length) text.delete(at, 1)
}

async function wordsAt(server: TestServer, proposal: string): Promise<string> {
  const { cookie } = await server.signIn(KENYA)
  const line = openLine({ address: server.address, proposal, cookie })
  await line.synced()
  line.close()
  return firstItem(line.doc).toJSON()
}

describe('a joiner', () => {
  it('never misses an entry that is committed while it joins: empty, coming back, or with the stock client', async () => {
    const { server, proposal, line } = await begin()
    const writer = await line()
    await writer.synced()
    const reached = addressOf(reachedBy(writer))
    const known = new Y.Doc()
    Y.applyUpdate(known, Y.encodeStateAsUpdate(writer.doc))
    const ways = ['empty', 'coming back', 'stock'] as const
    const cookies = await Promise.all(JOINERS.map(async (person) => (await server.signIn(person)).cookie))
    let last = 0
    const joined = ways.flatMap((way, nth) =>
      Array.from({ length: 10 }, (_, round) => {
        last = type(writer, `${nth}${round} `)
        const doc = new Y.Doc()
        if (way !== 'empty') Y.applyUpdate(doc, Y.encodeStateAsUpdate(known))
        const joining = { address: server.address, proposal, cookie: cookies[(nth + round) % cookies.length]!, doc }
        if (way === 'stock') stockClient(joining)
        else openLine({ ...joining, ...(way === 'coming back' && { after: reached }) })
        return { doc, way }
      }),
    )
    await answered(writer, last)
    const words = firstItem(writer.doc).toJSON()
    for (const { doc, way } of joined)
      // oxlint-disable-next-line no-await-in-loop
      await until(() => textsOf(doc, 'item').length > 0 && firstItem(doc).toJSON() === words).catch(() => {
        throw new Error(`${way}: ${firstItem(doc)?.toJSON()} instead of ${words}`)
      })
  })

  it('is told that it has all only when it has all, also where most of the text goes in a frame of its own', async () => {
    const { line } = await begin()
    const writer = await line()
    await writer.synced()
    await answered(writer, type(writer, 'some words '))
    const reader = await line(SENEGAL, { isPlain: true })
    await reader.until(({ types }) => types.includes(FRAME.sync))
    await reader.synced()
    expect(firstItem(reader.doc).toJSON()).toMatch(/^some words /)
  })
})
