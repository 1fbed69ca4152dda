/** What stays in the memory of a server: for a room in which nobody writes, a connection, a document that is being written. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Contestant } from './contestants.ts'
import { kilobytes } from './figures.ts'
import { Line } from './line.ts'
import { docFrom, grown, Typist } from './sample-document.ts'
import { goRound, persistent, type Scenario } from './scenario.ts'
import { chanceFrom } from '../typing/clauses.ts'

const LARGE = 100_000
/** What was made for joiners is forgotten by then; and, a minute after the last edit, the texts themselves (KEEP_TEXTS_SECONDS). */
const IDLE_MS = { joined: 60_000, left: 80_000 }

export const memory: Scenario = async (settings) => {
  const { sheet, isQuick } = settings
  const [rooms, connections, documents] = isQuick ? [4, 8, 2] : [150, 500, 15]
  const small = new Map<Contestant, readonly string[]>()
  const large = new Map<Contestant, readonly string[]>()
  await goRound(
    { ...settings, repeats: 1, names: persistent(settings.names) },
    async (at) => {
      await at.server.restart()
      const empty = await heap(at)
      const readers = await joinAll(at, small.get(at)!)
      await wait(IDLE_MS.joined)
      const idle = await heap(at)
      const crowd = await joinAll(
        at,
        Array.from({ length: connections }, () => small.get(at)![0]!),
      )
      const crowded = await heap(at)
      const writers = await joinAll(at, large.get(at)!)
      for (const line of writers) line.edit(new Typist(line.base, 0).keys(1)[0]!)
      await at.server.quiet()
      const written = await heap(at)
      await Promise.all([...readers, ...crowd, ...writers].map((line) => line.close()))
      await at.server.quiet()
      const left = await heap(at)
      await wait(IDLE_MS.left)
      const idleAgain = await heap(at)
      const connection = (crowded - idle) / connections
      sheet.add('heap and buffers after the start, KB', at.name, kilobytes(empty), 'none')
      sheet.add('  for a connection, KB', at.name, kilobytes(connection))
      sheet.add('  for an idle room of 24 KB with one reader, KB', at.name, kilobytes((idle - empty) / rooms))
      sheet.add(
        `  for a document of ${LARGE / 1000} KB with its writer, KB`,
        at.name,
        kilobytes((written - crowded) / documents),
      )
      sheet.add('  what stays when all have left, KB', at.name, kilobytes(left - empty), 'none')
      sheet.add('  and some time later, KB', at.name, kilobytes(idleAgain - empty), 'none')
    },
    async (at) => {
      small.set(at, await oneByOne(rooms, () => at.newDocument()))
      large.set(at, await oneByOne(documents, () => largeDocument(at, LARGE)))
    },
  )
}

const heap = async ({ server }: Contestant) => (await server.measure('heap')).heap!

export async function joinAll(at: Contestant, documents: readonly string[]): Promise<readonly Line[]> {
  const lines = documents.map((document, n) => new Line(at.address(document, n)))
  await Promise.all(lines.map((line) => line.joined()))
  await Promise.all(lines.map((line) => line.synced()))
  return lines
}

export async function oneByOne<T>(count: number, make: () => Promise<T>): Promise<readonly T[]> {
  const made: T[] = []
  // oxlint-disable-next-line no-await-in-loop
  while (made.length < count) made.push(await make())
  return made
}

/** A document whose state has so many bytes. */
export async function largeDocument(at: Contestant, bytes: number): Promise<string> {
  const document = await at.newDocument()
  const line = new Line(at.address(document, 0))
  await line.synced()
  for (const update of grown(docFrom(line.base), bytes, chanceFrom(bytes))) line.edit(update)
  await at.server.quiet()
  await line.close()
  return document
}
