/** The server starts again and everybody comes back at once, each with an edit made meanwhile. */
import { randomInt } from 'node:crypto'
import * as Y from 'yjs'
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
type Known = { readonly document: string; readonly base: Uint8Array; readonly vector: Uint8Array }

export const rejoin: Scenario = async (settings) => {
  const large = { clients: 500, documents: 10, bytes: 1_000_000, of: '500 clients, 10 documents of 1 MB:' }
  const small = { clients: 500, documents: 50, bytes: null, of: '500 clients, 50 documents of 24 KB:' }
  const quick = { clients: 10, documents: 2, bytes: 60_000, of: '10 clients, 2 documents of 60 KB:' }
  /* oxlint-disable no-await-in-loop -- one at a time */
  for (const crowd of settings.isQuick ? [quick] : [large, small]) await comeBack(settings, crowd)
  /* oxlint-enable no-await-in-loop */
}

async function comeBack(settings: Settings, { clients, documents, bytes, of }: Crowd): Promise<void> {
  const { sheet } = settings
  const names = new Map<Contestant, readonly string[]>()
  await goRound(
    { ...settings, names: persistent(settings.names) },
    async (at) => {
      const known = await oneByOneOf(names.get(at)!, (document) => knownOf(at, document))
      const edits = editsOf(known, clients)
      await at.server.restart()
      const before = await at.server.quiet()
      const startedAt = performance.now()
      const lines = edits.map(({ place }, n) => new Line(at.address(known[place]!.document, n), known[place]!.vector))
      await Promise.all(lines.map((line, n) => bringBack(line, edits[n]!, at.name === 'ours')))
      const elapsed = performance.now() - startedAt
      const after = await at.server.quiet()
      sheet.add(`${of} back after a restart, server ms`, at.name, (after.cpu - before.cpu) / 1000)
      sheet.add('  until all have joined and are answered, ms', at.name, elapsed)
      sheet.add('  KB down, all clients', at.name, kilobytes(sum(lines, 'down')))
      sheet.add('  KB up, all clients', at.name, kilobytes(sum(lines, 'up')))
      await Promise.all(lines.map((line) => line.close()))
      await verify(at, known, edits)
    },
    async (at) => {
      names.set(at, await oneByOne(documents, () => (bytes === null ? at.newDocument() : largeDocument(at, bytes))))
    },
  )
}

async function knownOf(at: Contestant, document: string): Promise<Known> {
  const line = new Line(at.address(document, 0))
  await line.synced()
  const { base } = line
  await line.close()
  return { document, base, vector: Y.encodeStateVector(docFrom(base)) }
}

type Returning = Edit & { readonly place: number; readonly client: number }

/** The stock client brings its edit with everything that it knows to be deleted; ours brings the edit. Each is in a clause of its own. */
function editsOf(known: readonly Known[], clients: number): readonly Returning[] {
  const docs = known.map(({ base, vector }) => {
    const doc = docFrom(base)
    return { doc, items: itemsOf(doc), deletions: Y.encodeStateAsUpdate(doc, vector) }
  })
  return Array.from({ length: clients }, (_, n) => {
    const place = n % docs.length
    const { doc, items, deletions } = docs[place]!
    const text = items[Math.floor(n / docs.length)]!
    const client = (doc.clientID = randomInt(2 ** 32 - 1))
    const own = updatesOf(doc, () => text.insert(text.length, 'r'))[0]!
    return { place, own, whole: Y.mergeUpdates([deletions, own]), client }
  })
}

async function bringBack(line: Line, { own, whole }: Edit, isOurs: boolean): Promise<void> {
  const answered = line.acknowledges ? new Promise<void>((done) => (line.onAck = () => done())) : Promise.resolve()
  await line.joined()
  line.edit(isOurs ? own : whole, isOurs ? 2 : 1)
  await answered
}

/** @throws where an edit is not there afterwards. */
async function verify(at: Contestant, known: readonly Known[], edits: readonly Returning[]): Promise<void> {
  const now = await oneByOneOf(known, ({ document }) => knownOf(at, document))
  const clients = now.map(({ vector }) => Y.decodeStateVector(vector))
  const lost = edits.filter(({ place, client }) => clients[place]!.get(client) !== 1)
  if (lost.length > 0) throw new Error(`${at.name}: ${lost.length} edits of ${edits.length} are lost`)
}

async function oneByOneOf<From, To>(from: readonly From[], make: (each: From) => Promise<To>): Promise<readonly To[]> {
  const each = from.values()
  return oneByOne(from.length, () => make(each.next().value!))
}

const sum = (lines: readonly Line[], of: 'up' | 'down') => lines.reduce((total, { bytes }) => total + bytes[of], 0)
