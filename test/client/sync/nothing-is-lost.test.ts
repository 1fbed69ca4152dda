/**
 * Whatever happens to the line, the page, the lock and the server: every word that was typed ends up in the text, in a parked
 * draft, or on this device. The order of events comes from a seed; the sockets and their timing are real.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { openProposalSession, type ProposalSession } from '../../../client/sync/proposal-session.ts'
import { plainText } from '../../../shared/document/blocks.ts'
import { fragmentOf, readDocument } from '../../../shared/document/ydoc.ts'
import { personId } from '../../../shared/ids.ts'
import { playedSeeds, SEED } from '../../support/played-seeds.ts'
import { memoryOutboxStore } from './memory-outbox-store.ts'
import { startSyncServer, type SyncServer } from './sync-server.ts'
import { until } from '../../support/until.ts'

const SEEDS = playedSeeds({ usual: 20, oneIn: 10 })
const STEPS = 120
const seen = { typed: 0, inText: 0, parked: 0, onDevice: 0 }

let server: SyncServer
let memory: ReturnType<typeof memoryOutboxStore>
let session: ProposalSession
let typed: string[]
let falselySaved: string[]

beforeEach(async () => {
  server = await startSyncServer()
  memory = memoryOutboxStore()
  typed = []
  falselySaved = []
})
afterEach(async () => {
  session.close()
  await server.stop()
})

describe('whatever happens', { shuffle: false }, () => {
  it.each(SEEDS)('no word is lost (seed %i)', async (seed) => {
    const random = seeded(seed)
    session = open(random)
    await until(() => isSaved(session))
    const done: string[] = []
    const isDown = { now: false }
    for (let step = 0; step < STEPS; step++) {
      const name = pick(random, EVENTS)
      done.push(name)
      // oxlint-disable-next-line no-await-in-loop -- one thing happens after the other
      await happen(name, { random, isDown })
    }
    if (isDown.now) await server.comeBack()
    server.unlock()
    server.release()
    await until(() => session.snapshot().synced && session.snapshot().rights.includes('edit-text'))
    await refusedInTheEnd(seed)
    await until(() => session.snapshot().synced && session.snapshot().isClean && isAtRest(session))
    await until(() => memory.rows().every((row) => row.refused))

    const inText = textOnServer()
    const beside = [...server.parked, ...memory.rows().map((row) => row.update)].map(wordsIn).join()
    const lost = typed.filter((word) => !inText.includes(word) && !beside.includes(word))
    expect({ seed, falselySaved }).toEqual({ seed, falselySaved: [] })
    expect({ seed, lost, events: lost.length > 0 ? done : [] }).toEqual({ seed, lost: [], events: [] })
    seen.typed += typed.length
    seen.parked += server.parked.length
    seen.onDevice += memory.rows().length
    seen.inText += typed.filter((word) => inText.includes(word)).length
    expect(readDocument(session.doc)).toEqual(readDocument(server.doc))
  })

  it.skipIf(SEED !== undefined)('the seeds above brought about what they are to be tried on', () => {
    expect(Math.min(seen.inText, seen.parked, seen.onDevice)).toBeGreaterThan(0)
    expect(seen.typed).toBeGreaterThan(50)
  })
})

type Situation = { random: () => number; isDown: { now: boolean } }
/** How often each happens, out of their sum. */
const FREQUENCIES = {
  type: 8,
  pause: 3,
  unlock: 2,
  'come back': 2,
  release: 2,
  reload: 1,
  drop: 1,
  hold: 1,
  lock: 1,
  'lock unseen': 1,
  'go away': 1,
  'too large': 1,
}
const EVENTS = Object.entries(FREQUENCIES).flatMap(([name, times]) => Array.from({ length: times }, () => name))

async function happen(name: string, { random, isDown }: Situation): Promise<void> {
  if (name === 'type') return type()
  if (name === 'pause') return lookAtTheNotice(random() * 25, isDown)
  if (name === 'drop') return server.drop()
  if (name === 'hold') return void (server.world.isHolding = true)
  if (name === 'release') return server.release()
  if (name === 'lock') return server.lock()
  if (name === 'lock unseen') return server.lock({ tell: false })
  if (name === 'unlock') return server.unlock()
  if (name === 'too large') return typeTooMuch(isDown)
  if (name === 'reload') {
    session.close()
    session = open(random)
  }
  if (name === 'go away' && !isDown.now) {
    isDown.now = true
    await server.goAway()
  }
  if (name === 'come back' && isDown.now) {
    isDown.now = false
    await server.comeBack()
  }
}

/** Nobody types while the line is taken up again: without a wait for it a slow machine would see hardly a word typed. */
async function linedUp({ now }: Situation['isDown']): Promise<void> {
  if (!now && !server.world.isHolding) await until(() => session.snapshot().synced)
}

async function lookAtTheNotice(after: number, isDown: Situation['isDown']): Promise<void> {
  await pause(after)
  await linedUp(isDown)
  session.dismissParked()
}

async function typeTooMuch(isDown: Situation['isDown']): Promise<void> {
  await linedUp(isDown)
  refuseTheNext()
  type()
}

/** What depends on the moment above comes about here in any case, on every machine. */
async function refusedInTheEnd(seed: number): Promise<void> {
  const before = server.turnedDown.length
  if (seed % 3 === 0) return
  if (seed % 3 === 1) refuseTheNext()
  else server.lock({ tell: false })
  type()
  await until(() => server.turnedDown.length > before)
  server.unlock()
}

function refuseTheNext(): void {
  const judge = server.world.judge
  server.world.judge = () => {
    server.world.judge = judge
    return { code: 'too-large', reason: 'The edit is too large.', parked: null }
  }
}

function type(): void {
  const { synced, rights } = session.snapshot()
  const text = fragmentOf(session.doc, 'text').get('b1')
  if (!synced || !rights.includes('edit-text') || !text) return
  const word = `<${typed.length}>`
  text.insert(text.length, word)
  typed.push(word)
}

function open(random: () => number): ProposalSession {
  const opened = openProposalSession(
    { proposal: 'p', person: personId('ken') },
    {
      url: server.url,
      WebSocket: globalThis.WebSocket,
      store: memory.store,
      now: Date.now,
      random,
      leastWait: 1,
      mostWait: 10,
    },
  )
  opened.subscribe(() => falselySaved.push(...wordsWronglyCalledSaved(opened)))
  return opened
}

/** "Saved" beside no notice of a refusal means: whatever was typed, the server has it, or the writer was told of it before. */
function wordsWronglyCalledSaved(live: ProposalSession): readonly string[] {
  if (!isSaved(live) || live.snapshot().parked) return []
  expect(live.snapshot().aside.edits).toEqual([])
  const known = textOnServer() + server.turnedDown.map(wordsIn).join()
  return typed.filter((word) => !known.includes(word))
}

const textOnServer = () => readDocument(server.doc).text.map(plainText).join()

const isSaved = (live: ProposalSession) => live.snapshot().save.state === 'saved'
const isAtRest = (live: ProposalSession) => isSaved(live) || live.snapshot().save.state === 'not-taken'
const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms))
const pick = <T>(random: () => number, from: readonly T[]): T => from[Math.floor(random() * from.length)]!

const wordsIn = (update: Uint8Array): string =>
  Y.decodeUpdate(update)
    .structs.map((struct) =>
      'content' in struct && struct.content instanceof Y.ContentString ? struct.content.str : '',
    )
    .join('')

/** mulberry32 */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
