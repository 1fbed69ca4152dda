/** The real process, killed at any moment: what was acknowledged is there, and clients that kept their text go on. */
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { SqliteDb } from '../../server/store/database.ts'
import { isIntact } from '../../server/log/audit.ts'
import { EntryTable } from '../../server/log/entry-table.ts'
import { readDocument } from '../../shared/document/ydoc.ts'
import { playedSeed } from '../support/played-seeds.ts'
import { signedIn, startedBy, type Caller } from '../support/server-app.ts'
import { chanceOf } from '../support/server-chance.ts'
import { temporaryFolder, textsOf } from '../support/server-engine.ts'
import { change, openLine, type Line } from '../support/server-line.ts'
import { spawnServer } from '../support/server-process.ts'
import { until } from '../support/until.ts'

const SEED = playedSeed(20_291)
const ROUNDS = 10
const PEOPLE = ['demo-delegate-ken', 'demo-delegate-sen', 'demo-delegate-gha']

/** A writer that keeps its text over all rounds, and knows which of its words were acknowledged. */
type Writer = {
  readonly doc: Y.Doc
  readonly cookie: string
  readonly acked: Set<string>
  typed: number
  answers: number
}

const firstItem = (doc: Y.Doc) => textsOf(doc, 'item')[0]!
const sleep = (ms: number) => new Promise((resolve) => void setTimeout(resolve, ms))

/** Types until the line breaks; each word is its own, so that it can be found again. */
async function typeUntilCut(writer: Writer, line: Line, name: number): Promise<void> {
  const inFlight = new Map<number, readonly string[]>()
  line.listeners.onAck = (acked) => {
    writer.answers++
    for (const [frame, words] of inFlight) if (frame <= acked) words.forEach((word) => writer.acked.add(word))
  }
  const unsent = [
    ...firstItem(line.doc)
      .toJSON()
      .matchAll(new RegExp(`<${name}-\\d+>`, 'g')),
  ].map(([word]) => word)
  inFlight.set(line.send(Y.encodeStateAsUpdate(line.doc), 1), unsent)
  while (line.heard.close === null) {
    const word = `<${name}-${writer.typed++}>`
    inFlight.set(line.send(change(line.doc, () => firstItem(line.doc).insert(0, word))), [word])
    await sleep(2)
  }
}

describe('a server that is killed', () => {
  it(
    `${ROUNDS} times (seed ${SEED}): all that was acknowledged is there, the chain is whole, all texts are the same in the end`,
    { timeout: 600_000 },
    async () => {
      const chance = chanceOf(SEED)
      const folder = temporaryFolder()
      const settings = { DATA_DIR: folder, DEMO: '1' }
      let server = await spawnServer(settings)
      const proposal = await startedBy(await signedIn(server.address, 'demo-coordinator-nga'))
      const callers = await Promise.all(PEOPLE.map((person) => signedIn(server.address, person)))
      const writers = callers.map(({ cookie }): Writer => ({
        doc: new Y.Doc(),
        cookie,
        acked: new Set(),
        typed: 0,
        answers: 0,
      }))
      const open = ({ doc, cookie }: Writer) => openLine({ address: server.address, proposal, cookie, doc })
      for (let round = 0; round < ROUNDS; round++) {
        const lines = writers.map(open)
        await Promise.all(lines.map((line) => line.synced()))
        const typing = writers.map((writer, at) => typeUntilCut(writer, lines[at]!, at))
        // At any moment; and every other time when something was saved, however slow the disk is.
        const answers = writers.map((writer) => writer.answers)
        if (round % 2) await until(() => writers.every((writer, at) => writer.answers >= answers[at]! + 4))
        await sleep(20 + chance.number(120))
        await server.kill('SIGKILL')
        await Promise.all(typing)
        server = await spawnServer(settings)
        await expectAllAcknowledged(server.address, { proposal, writers })
      }
      const lines = writers.map(open)
      await Promise.all(lines.map((line) => line.synced()))
      const last = lines.map((line) => line.send(Y.encodeStateAsUpdate(line.doc), 1))
      await until(() => lines.every(({ heard }, at) => heard.acked >= last[at]!))
      await until(() => new Set(lines.map(({ doc }) => JSON.stringify(readDocument(doc)))).size === 1)
      writers.forEach(({ typed }, at) => {
        for (let word = 0; word < typed; word++) expect(firstItem(lines[0]!.doc).toJSON()).toContain(`<${at}-${word}>`)
      })
      expect(writers.every(({ acked }) => acked.size > ROUNDS)).toBe(true)
      await server.kill('SIGTERM')
      expectWholeChain(folder, proposal)
    },
  )
})

type Kept = { readonly proposal: string; readonly writers: readonly Writer[] }

async function expectAllAcknowledged(address: string, { proposal, writers }: Kept): Promise<void> {
  const reader: Caller = await signedIn(address, 'demo-chair-tza')
  const { body } = await reader.call<{ verified: boolean }>('GET', `/api/proposals/${proposal}/history`)
  expect(body.verified).toBe(true)
  const line = openLine({ address, proposal, cookie: reader.cookie })
  await line.synced()
  const words = firstItem(line.doc).toJSON()
  line.close()
  for (const { acked } of writers) for (const word of acked) expect(words).toContain(word)
}

function expectWholeChain(folder: string, proposal: string): void {
  const db = new Database(`${folder}/common-proposals.sqlite`, { readonly: true })
  const rows = new EntryTable(new SqliteDb(db)).rows(proposal, 0)
  db.close()
  expect(isIntact(proposal, rows)).toBe(true)
  expect(rows.length).toBeGreaterThan(30)
}
