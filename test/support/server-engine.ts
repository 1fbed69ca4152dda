/**
 * The storage engine with the demonstration people in it: on a real SQLite file in a temporary folder, or, where the run has a
 * PostgreSQL server (CONTRACT_DATABASE), in a schema of its own there. The same tests hold for both.
 */
import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import * as Y from 'yjs'
import { prepareDemonstration } from '../../server/demo/preparation.ts'
import type { AppendAnswer, AppendItem, CommandItem, TextItem } from '../../server/log/proposal-log.ts'
import { openDatabase } from '../../server/store/database.ts'
import type { Db } from '../../server/store/db.ts'
import { Engine, type EngineLimits } from '../../server/store/engine.ts'
import { openPostgres } from '../../server/store/postgres/open-postgres.ts'
import { PostgresLine } from '../../server/store/postgres/postgres-line.ts'
import { addSampleText } from '../../server/store/sample-text.ts'
import { forumId, personId, textId, type PersonId, type ProposalId } from '../../shared/ids.ts'
import type { Command } from '../../shared/proposal/commands.ts'

export const PEOPLE = {
  coordinator: personId('demo-coordinator-nga'),
  chair: personId('demo-chair-tza'),
  viceChair: personId('demo-vice-chair-sen'),
  secretariat: personId('demo-secretariat-atu'),
  kenya: personId('demo-delegate-ken'),
  senegal: personId('demo-delegate-sen'),
  ghana: personId('demo-delegate-gha'),
  headOfKenya: personId('demo-head-of-delegation-ken'),
  observer: personId('demo-observer-cept'),
  /** Has a role in the RPM only. */
  eritrea: personId('demo-delegate-eri'),
} as const
export const ATU = forumId('rto-atu-wtdc-29')
export const RPM = forumId('rpm-afr-wtdc-29')
export const SAMPLE = textId('sample-resolution')

/** Where clean-up work is left: for the end of the test, or of the file. */
export type Later = (work: () => void) => void

/** A folder that is gone after the test. */
export function temporaryFolder(later: Later = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), 'common-proposals-'))
  later(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export type OpenEngine = { readonly engine: Engine; readonly db: Db; readonly close: () => void }

const POSTGRES = process.env['CONTRACT_DATABASE']
export const isOnPostgres = POSTGRES !== undefined

/** The address of the schema that stands for a folder; made when the database is opened first. */
export function schemaFor(folder: string, address: string): string {
  const name = `s_${createHash('sha256').update(folder).digest('hex').slice(0, 20)}`
  const first = new PostgresLine(address)
  first.ask({ text: `CREATE SCHEMA IF NOT EXISTS ${name}` })
  first.close()
  const url = new URL(address)
  url.searchParams.set('options', `-c search_path=${name}`)
  return url.href
}

type EngineSettings = EngineLimits & { readonly folder?: string; readonly clock?: () => number; readonly later?: Later }

/** `clock` stands in for the wall clock, in milliseconds. */
export function openEngine({ later = onTestFinished, ...settings }: EngineSettings = {}): OpenEngine {
  const { folder = temporaryFolder(later), clock = Date.now } = settings
  const db = POSTGRES ? openPostgres(schemaFor(folder, POSTGRES)) : openDatabase(folder)
  const engine = new Engine(db, clock, settings)
  addSampleText(engine.library, clock())
  prepareDemonstration(engine, clock())
  later(() => db.close())
  return { engine, db, close: () => db.close() }
}

export type StartFields = Partial<Parameters<Engine['startProposal']>[1]>

export function startProposal(engine: Engine, fields: StartFields = {}): ProposalId {
  const outcome = engine.startProposal(engine.accounts.person(PEOPLE.coordinator)!, {
    id: ATU,
    commandId: randomUUID(),
    title: 'A test',
    operator: 'MOD',
    base: SAMPLE,
    summary: 'We propose.',
    reasons: 'Because.',
    acceptSuperseded: true,
    ...fields,
  })
  if (!outcome.ok) throw new Error(outcome.refusal.reason)
  return outcome.value.id
}

export function appendOne<Item extends AppendItem>(engine: Engine, item: Item): AppendAnswer<Item> {
  return engine.append([item]).answers[0] as AppendAnswer<Item>
}

export const textItem = (proposal: ProposalId, person: PersonId, update: Uint8Array): TextItem => ({
  kind: 'text',
  proposal,
  person,
  update,
})

export const commandItem = (proposal: ProposalId, person: PersonId, command: Command): CommandItem => ({
  kind: 'command',
  proposal,
  person,
  commandId: randomUUID(),
  command,
})

/** A writer's copy of the text, as the server gives it to a new client; its own edits collect in `edits`. */
export function writerOf(engine: Engine, proposal: ProposalId) {
  const doc = new Y.Doc()
  catchUp(doc, engine, proposal)
  const edits: Uint8Array[] = []
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'server') edits.push(update)
  })
  return { doc, edits, catchUp: () => catchUp(doc, engine, proposal), take: () => edits.splice(0) }
}

const catchUp = (doc: Y.Doc, engine: Engine, proposal: ProposalId) =>
  Y.applyUpdate(doc, engine.proposals.missing(proposal, Y.encodeStateVector(doc))!.update, 'server')

/** A state vector that knows nothing. */
export const KNOWS_NOTHING = Y.encodeStateVector(new Y.Doc())

export const serverText = (engine: Engine, proposal: ProposalId): Y.Doc => {
  const doc = new Y.Doc()
  catchUp(doc, engine, proposal)
  return doc
}

/** The words of the blocks of one kind, in no particular order. */
export const textsOf = (doc: Y.Doc, kind?: string): readonly Y.Text[] =>
  [...doc.getMap<Y.Text>('text').values()].filter((text) => !kind || text.getAttribute('kind') === kind)

/** What keeps the log as it is, taken off by somebody with access to the database. */
export const takeLocksOff = (db: Db): void =>
  db.exec(`DROP TRIGGER entry_is_never_changed${db.engine === 'postgres' ? ' ON entry' : ''}`)

/** A defect that only these entries meet. */
export const breakInsertsBy = (db: Db, author: PersonId): void =>
  db.exec(
    db.engine === 'postgres'
      ? `CREATE TRIGGER breaks BEFORE INSERT ON entry FOR EACH ROW WHEN (NEW.author = '${author}')
           EXECUTE FUNCTION refuse('a defect')`
      : `CREATE TRIGGER breaks BEFORE INSERT ON entry WHEN NEW.author = '${author}'
           BEGIN SELECT RAISE(ABORT, 'a defect'); END`,
  )

/** A table that takes nothing more. */
export const breakInserts = (db: Db, table: string): void =>
  db.exec(
    db.engine === 'postgres'
      ? `CREATE TRIGGER breaks BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse('a defect')`
      : `CREATE TRIGGER breaks BEFORE INSERT ON ${table} BEGIN SELECT RAISE(ABORT, 'a defect'); END`,
  )
