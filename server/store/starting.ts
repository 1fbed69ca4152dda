/** How a proposal begins: its first act and its starting text, judged and written in one transaction. */
import { createHash } from 'node:crypto'
import * as Y from 'yjs'
import { FRAGMENTS, type Document } from '../../shared/document/blocks.ts'
import { DEFAULT_LANGUAGE } from '../../shared/document/language.ts'
import { initialKeys } from '../../shared/document/order-key.ts'
import { fragmentOf, writeFragment } from '../../shared/document/ydoc.ts'
import { proposalId, type PersonId, type ProposalId } from '../../shared/ids.ts'
import { accept, refuse, type Outcome } from '../../shared/outcome.ts'
import { ANOTHER_COMMAND, isStartOf } from '../../shared/proposal/act-of-command.ts'
import { startProposal, type Start } from '../../shared/proposal/start.ts'
import type { ParsedRequestOf } from '../../shared/protocol/api.ts'
import { conference } from '../../shared/region/conferences.ts'
import type { Appender } from '../log/append.ts'
import { actOf, type EntryTable } from '../log/entry-table.ts'
import type { LiveProposals } from '../log/live-proposals.ts'
import type { Commit } from '../log/proposal-log.ts'
import { SIGNED_OUT } from '../log/signed-in.ts'
import type { Accounts } from './accounts.ts'
import { newBlockId } from './block-id.ts'
import type { Db } from './db.ts'
import type { Forum, Forums } from './forums.ts'
import type { Library } from './library.ts'

type Tables = {
  readonly db: Db
  readonly entries: EntryTable
  readonly accounts: Accounts
  readonly forums: Forums
  readonly library: Library
  readonly live: LiveProposals
  readonly appender: Appender
}
type Asked = ParsedRequestOf<'startProposal'>
/** No commits where it had begun before: the same start sent twice is one proposal. */
export type Started = Outcome<{ readonly id: ProposalId; readonly commits: readonly Commit[] }>

/** `session`: as in `TextItem`. */
type By = { readonly person: PersonId; readonly session: string | undefined }

export class Starting {
  private readonly tables: Tables
  private readonly row

  constructor(tables: Tables) {
    this.tables = tables
    this.row = tables.db.prepare('SELECT 1 FROM proposal WHERE id = ?')
  }

  begin({ person, session }: By, request: Asked, now: number): Started {
    const id = idOfCommand(person, request.commandId)
    try {
      return this.tables.db.transaction(() => this.begun({ id, person, session }, request, now))
    } catch (error) {
      // Memory may hold a beginning that the database does not.
      this.tables.live.forget(id)
      throw error
    }
  }

  /** The roles are held before the forum is, as by whoever changes them: or two nodes would wait for each other. */
  private begun({ id, person, session }: By & { id: ProposalId }, request: Asked, now: number): Started {
    const { accounts, forums, appender } = this.tables
    if (accounts.hasSignedOut(person, session, now)) return SIGNED_OUT
    const roles = accounts.rolesHeld(person, request.id)
    const forum = forums.held(request.id)
    if (this.row.get(id)) return this.isSame(id, request) ? accept({ id, commits: [] }) : ANOTHER_COMMAND
    if (!forum) return refuse('not-found', 'There is no such forum.')
    const start = this.startIn(forum, roles, request)
    if (!start.ok) return start
    const { act, document } = start.value
    const beginning = { id, person, commandId: request.commandId, act, start: startingDoc(id, document) }
    return accept({ id, commits: appender.begin(beginning, now) })
  }

  private isSame(id: ProposalId, { id: forum, ...asked }: Asked): boolean {
    const first = this.tables.entries.rows(id, 0, 1)[0]
    return isStartOf({ ...asked, forum }, actOf(first!)!)
  }

  private startIn(forum: Forum, roles: ReturnType<Accounts['rolesHeld']>, request: Asked): Outcome<Start> {
    const { library } = this.tables
    const base = request.base && library.baseOf(request.base)
    if (request.base && !base) return refuse('not-found', 'There is no such text in the library.')
    const meeting = conference(forum.conference)
    return startProposal(
      {
        ...request,
        forum: forum.id,
        base: base ? { text: base, blocks: library.blocksOf(base.text) } : null,
        language: (base && library.get(base.text)?.language) ?? request.language ?? DEFAULT_LANGUAGE,
      },
      {
        roles,
        conference: { name: meeting?.name ?? forum.conference, year: yearOf(forum.conference) },
        newId: newBlockId,
      },
    )
  }
}

const idOfCommand = (person: PersonId, commandId: string) =>
  proposalId(createHash('sha256').update(`${person}\0${commandId}`).digest('hex').slice(0, 20))

/** A client id from the proposal's own id: the starting text would come out the same if it were made twice. */
function startingDoc(id: ProposalId, document: Document): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = createHash('sha256').update(`start\0${id}`).digest().readUInt32BE(0)
  for (const name of FRAGMENTS) writeFragment(fragmentOf(doc, name), document[name], initialKeys(document[name].length))
  return doc
}

const yearOf = (conferenceId: string): number | null => {
  const year = /-(\d\d)$/.exec(conferenceId)?.[1]
  return year ? 2000 + Number(year) : null
}
