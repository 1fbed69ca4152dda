/** A commit that nobody answered is answered as it was, where it took place, and done again where it did not. */
import { onTestFinished, expect, it } from 'vitest'
import { prepareDemonstration } from '../../../server/demo/preparation.ts'
import { openDatabase } from '../../../server/store/database.ts'
import type { Db } from '../../../server/store/db.ts'
import { Engine } from '../../../server/store/engine.ts'
import { PostgresError } from '../../../server/store/postgres/postgres-line.ts'
import { addSampleText } from '../../../server/store/sample-text.ts'
import {
  commandItem,
  PEOPLE,
  startProposal,
  temporaryFolder,
  textItem,
  textsOf,
  writerOf,
} from '../../support/server-engine.ts'

type Cut = 'before' | 'after' | null

const lost = () => new PostgresError('the line is gone', '08006', true)

/** A real database whose next commit is cut off from its answer. */
function cutting(db: Db) {
  let next: Cut = null
  let depth = 0
  const taken = (cut: Cut) => depth === 1 && next === cut && ((next = null), true)
  const transaction = <Answer>(work: () => Answer): Answer => {
    depth++
    try {
      const answer = db.transaction(() => {
        const done = work()
        if (taken('before')) throw lost()
        return done
      })
      if (taken('after')) throw lost()
      return answer
    } finally {
      depth--
    }
  }
  const cutter: Db = {
    engine: db.engine,
    prepare: (sql) => db.prepare(sql),
    exec: (sql) => db.exec(sql),
    transaction,
    within: (ms, work) => db.within(ms, work),
    close: () => db.close(),
  }
  return { db: cutter, cut: (cut: Cut) => (next = cut) }
}

function begun() {
  const file = openDatabase(temporaryFolder())
  onTestFinished(() => file.close())
  const { db, cut } = cutting(file)
  const engine = new Engine(db, Date.now)
  addSampleText(engine.library, Date.now())
  prepareDemonstration(engine, Date.now())
  const proposal = startProposal(engine)
  const rows = () =>
    file.prepare<[string], { seq: number }>('SELECT seq FROM entry WHERE proposal = ? ORDER BY seq').all(proposal)
  return { engine, proposal, cut, rows }
}

it.each(['before', 'after'] as const)(
  'a batch whose line was cut %s its commit is there once, and answered with its entries',
  (cut) => {
    const { engine, proposal, cut: cutNext, rows } = begun()
    const writer = writerOf(engine, proposal)
    textsOf(writer.doc, 'item')[0]!.insert(0, 'word ')
    const items = [
      textItem(proposal, PEOPLE.kenya, writer.take()[0]!),
      commandItem(proposal, PEOPLE.coordinator, { type: 'open-review' }),
    ]
    cutNext(cut)
    const { answers, commits } = engine.append(items)
    expect(answers).toMatchObject([
      { ok: true, seq: 3 },
      { ok: true, value: { seq: 4 } },
    ])
    expect(commits.map(({ entries }) => entries.map(({ seq }) => seq))).toEqual([[3, 4]])
    expect(rows().map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
  },
)

it.each(['before', 'after'] as const)('a start whose line was cut %s its commit is one proposal', (cut) => {
  const { engine, cut: cutNext } = begun()
  cutNext(cut)
  const id = startProposal(engine)
  expect(engine.proposals.welcome(PEOPLE.coordinator, id)!.head).toBe(2)
})
