/** Whoever signed out writes no more, on no node, by whichever way. */
import { createHash, randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { operationsOf } from '../../../server/store/operations.ts'
import { acceptedImportSchema } from '../../../shared/protocol/imports.ts'
import {
  appendOne,
  ATU,
  commandItem,
  openEngine,
  PEOPLE,
  SAMPLE,
  startProposal,
  textItem,
  textsOf,
  writerOf,
} from '../../support/server-engine.ts'

/** Kenya's words are parked; the coordinator's and Kenya's sessions are there, and can be ended. */
function table() {
  const { engine } = openEngine()
  const proposal = startProposal(engine)
  const writer = writerOf(engine, proposal)
  textsOf(writer.doc, 'item')[0]!.insert(0, 'late words ')
  const { digest } = engine.proposals.summaries(engine.accounts.person(PEOPLE.chair)!, ATU)[0]!
  appendOne(engine, commandItem(proposal, PEOPLE.coordinator, { type: 'open-review' }))
  appendOne(engine, commandItem(proposal, PEOPLE.chair, { type: 'lock', digest, reason: 'the time is up' }))
  const answer = appendOne(engine, textItem(proposal, PEOPLE.kenya, writer.take()[0]!))
  appendOne(engine, commandItem(proposal, PEOPLE.chair, { type: 'unlock', reason: 'a late comment' }))
  const [kenya, coordinator] = [PEOPLE.kenya, PEOPLE.coordinator].map((person) => {
    const hash = createHash('sha256').update(person).digest()
    engine.accounts.addSession(hash, person, Date.now() + 1_000_000)
    return { name: hash.toString('hex'), end: () => engine.accounts.endSession(hash) }
  }) as [Session, Session]
  const draft = answer.ok ? '' : answer.parked!
  return { engine, proposal, draft, kenya, coordinator, store: operationsOf(engine, Date.now) }
}
type Session = { readonly name: string; readonly end: () => void }
type Table = ReturnType<typeof table>

const IMPORTED = acceptedImportSchema.parse({
  fileName: 'a text.docx',
  edition: {
    number: '1',
    revision: null,
    conference: 'WTDC',
    heldAt: null,
    title: 'A text of the tests',
    language: 'en',
  },
  blocks: [{ id: 'b1', kind: 'item', level: 0, origin: null, runs: [{ text: 'that words are words,' }] }],
  findings: [],
  leftOut: [],
})

const WAYS: readonly [string, (table: Table) => { readonly ok: boolean }][] = [
  [
    'applies a draft',
    ({ store, proposal, draft, kenya }) =>
      store.applyParked({ proposal, person: PEOPLE.kenya, session: kenya.name, draft, commandId: randomUUID() })
        .outcome,
  ],
  [
    'discards a draft',
    ({ store, proposal, draft, kenya }) => store.discardParked(PEOPLE.kenya, proposal, draft, kenya.name),
  ],
  [
    'starts a proposal',
    ({ store, engine, coordinator }) =>
      store.startProposal(
        engine.accounts.person(PEOPLE.coordinator)!,
        {
          id: ATU,
          commandId: randomUUID(),
          title: 'Another',
          operator: 'MOD',
          base: SAMPLE,
          summary: 'We propose.',
          reasons: 'Because.',
          acceptSuperseded: true,
        },
        coordinator.name,
      ),
  ],
  [
    'adds a text to the library',
    ({ store, engine, coordinator }) =>
      store.acceptImport(engine.accounts.person(PEOPLE.coordinator)!, IMPORTED, coordinator.name),
  ],
]

describe('whoever signed out meanwhile', () => {
  it.each(WAYS)('no longer %s', (_, write) => {
    const before = table()
    before.kenya.end()
    before.coordinator.end()
    expect(write(before)).toMatchObject({ ok: false, refusal: { code: 'not-signed-in' } })
    expect(write(table())).toMatchObject({ ok: true })
  })
})
