/** The server starts again and everybody comes back at once, each with an edit made meanwhile. */
import { randomInt } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import * as Y from 'yjs'
import { behindStanding } from '../../../client/editor/binding/behind-standing.ts'
import type { Reached } from '../../../shared/protocol/sync.ts'
import type { Contestant } from './contestants.ts'
import { kilobytes } from './figures.ts'
import { Line } from './line.ts'
import { largeDocument, oneByOne } from './memory.ts'
import { docFrom, itemsOf, updatesOf } from './sample-document.ts'
import { goRound, persistent, type Scenario, type Settings } from './scenario.ts'

type Crowd = {
  readonly clients: number
  readonly documents: number
  readonly bytes: number | null
  readonly of: string
}
type Edit = { readonly own: Uint8Array; readonly whole: Uint8Array }
type Known = {
  readonly document: string
  readonly base: Uint8Array
  readonly vector: Uint8Array
  readonly reached: Reached | null
}

const QUICK = { clients: 10, documents: 2, bytes: 60_000, of: '10 clients, 2 documents of 60 KB' }
const LARGE = { clients: 500, documents: 10, bytes: 1_000_000, of: '500 clients, 10 documents of 1 MB' }
const SMALL = { clients: 500, documents: 50, bytes: null, of: '500 clients, 50 documents of 24 KB' }

export const rejoin: Scenario = async (settings) => {
  if (settings.isQuick) return comeBack(settings, QUICK)
  await comeBack(settings, LARGE)
  await comeBack(settings, SMALL)
}

/** The second part of `rejoin` alone. */
export const rejoinSmall: Scenario = (settings) => comeBack(settings, settings.isQuick ? QUICK : SMALL)

/** With our client at our server, and with the stock client, which is what comes to the others both times. */
async function comeBack({ sheet, ...settings }: Settings, crowd: Crowd): Promise<void> {
  const names = new Map<Contestant, readonly string[]>()
  const rows = { own: `${crowd.of}, ours with our client:`, stock: `${crowd.of}, all with the stock client:` }
  await goRound(
    { ...settings, sheet, names: persistent(settings.names) },
    async (at) => {
      const figures = await measured(at, names.get(at)!, { ...crowd, as: 'stock' })
      const own = at.name === 'ours' ? await measured(at, names.get(at)!, { ...crowd, as: 'own' }) : figures
      for (const [figure, value] of Object.entries(own)) sheet.add(`${rows.own} ${figure}`, at.name, value)
      for (const [figure, value] of Object.entries(figures)) sheet.add(`${rows.stock} ${figure}`, at.name, value)
    },
    async (at) => {
      const { documents, bytes } = crowd
      names.set(at, await oneByOne(documents, () => (bytes === null ? at.newDocument() : largeDocument(at, bytes))))
    },
  )
}

type Coming = Crowd & { readonly as: 'own' | 'stock' }

async function measured(at: Contestant, documents: readonly string[], { clients, as }: Coming) {
  const known = await oneByOneOf(documents, (document, n) => knownOf(at, document, n))
  const edits = editsOf(known, clients, as)
  await at.server.restart()
  const before = await at.server.quiet()
  const startedAt = performance.now()
  const lines = edits.map(({ place }, n) => {
    const { document, vector, reached } = known[place]!
    return new Line(at.address(document, n, as), vector, as === 'own' ? reached : null)
  })
  const everywhere = heardEverywhere(lines, edits)
  await Promise.all(lines.map((line, n) => bringBack(line, edits[n]!, as)))
  // Or a server that is kept waiting by others would seem to have nothing to do any more.
  await everywhere
  const elapsed = performance.now() - startedAt
  const after = await at.server.quiet()
  const [down, up] = [kilobytes(sum(lines, 'down')), kilobytes(sum(lines, 'up'))]
  await Promise.all(lines.map((line) => line.close()))
  await verify(at, known, edits)
  return { 'server ms': (after.cpu - before.cpu) / 1000, 'until all are in, ms': elapsed, 'KB down': down, 'KB up': up }
}

/** As somebody else for each: nobody reads so many long texts in a moment. */
async function knownOf(at: Contestant, document: string, client: number): Promise<Known> {
  const line = new Line(at.address(document, client))
  await line.synced()
  const { base, reached } = line
  await line.close()
  return { document, base, vector: Y.encodeStateVector(docFrom(base)), reached }
}

type Returning = Edit & { readonly place: number; readonly client: number }

/** The stock client brings its edit with everything that it knows to be deleted; ours brings the edit, put where our editor puts words. Each is in a clause of its own. */
function editsOf(known: readonly Known[], clients: number, as: Coming['as']): readonly Returning[] {
  const typed = as === 'own' ? behindStanding : (type: () => void) => type()
  const docs = known.map(({ base, vector }) => {
    const doc = docFrom(base)
    return { doc, items: itemsOf(doc), deletions: Y.encodeStateAsUpdate(doc, vector) }
  })
  return Array.from({ length: clients }, (_, n) => {
    const place = n % docs.length
    const { doc, items, deletions } = docs[place]!
    const text = items[Math.floor(n / docs.length)]!
    const client = (doc.clientID = randomInt(2 ** 32 - 1))
    const own = updatesOf(doc, () => typed(() => text.insert(text.length, 'r')))[0]!
    return { place, own, whole: Y.mergeUpdates([deletions, own]), client }
  })
}

/** When each has heard of every edit in its document but its own. */
function heardEverywhere(lines: readonly Line[], edits: readonly Returning[]): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const missing = edits.map(
    ({ place, client }) =>
      new Set(edits.filter((other) => other.place === place && other.client !== client).map((other) => other.client)),
  )
  let left = missing.reduce((sum, { size }) => sum + size, 0)
  lines.forEach((line, n) => {
    line.onUpdate = (update) => {
      for (const client of Y.parseUpdateMeta(update).to.keys()) if (missing[n]!.delete(client)) left -= 1
      if (left === 0) resolve()
    }
  })
  return promise
}

async function bringBack(line: Line, { own, whole }: Edit, as: Coming['as']): Promise<void> {
  const answered = line.acknowledges ? new Promise<void>((done) => (line.onAck = () => done())) : Promise.resolve()
  await line.joined()
  line.edit(as === 'own' ? own : whole, as === 'own' ? 2 : 1)
  await answered
}

/** Without an acknowledgement nobody knows when the last edit is taken over: it is looked for until then. */
const VERIFYING = { times: 60, everyMs: 1_000 }

/** @throws where an edit is not there afterwards. */
async function verify(at: Contestant, known: readonly Known[], edits: readonly Returning[], time = 0): Promise<void> {
  const now = await oneByOneOf(known, ({ document }, n) => knownOf(at, document, n))
  const clients = now.map(({ vector }) => Y.decodeStateVector(vector))
  const lost = edits.filter(({ place, client }) => clients[place]!.get(client) !== 1)
  if (lost.length === 0) return
  if (time === VERIFYING.times) throw new Error(`${at.name}: ${lost.length} edits of ${edits.length} are lost`)
  await wait(VERIFYING.everyMs)
  return verify(at, known, edits, time + 1)
}

async function oneByOneOf<From, To>(
  from: readonly From[],
  make: (each: From, n: number) => Promise<To>,
): Promise<readonly To[]> {
  const each = from.entries()
  return oneByOne(from.length, () => {
    const [n, value] = each.next().value!
    return make(value, n)
  })
}

const sum = (lines: readonly Line[], of: 'up' | 'down') => lines.reduce((total, { bytes }) => total + bytes[of], 0)
