/**
 * Everything that touches the disk, in one thread: whatever is asked is answered in the order of asking, so a commit and a read
 * never overlap. The main thread talks to it through `engine-client.ts`; every argument and answer is a plain value.
 */
import { createHash } from 'node:crypto'
import * as Y from 'yjs'
import { FRAGMENTS } from '../../shared/document/blocks.ts'
import { initialKeys } from '../../shared/document/order-key.ts'
import { fragmentOf, writeFragment } from '../../shared/document/ydoc.ts'
import { proposalId, type PersonId, type ProposalId } from '../../shared/ids.ts'
import { accept, refuse, type Outcome } from '../../shared/outcome.ts'
import { DEFAULT_LANGUAGE } from '../../shared/document/language.ts'
import { startProposal } from '../../shared/proposal/start.ts'
import type { ParsedRequestOf } from '../../shared/protocol/api.ts'
import type { Person } from '../../shared/protocol/people.ts'
import type { AppliedPreview } from '../../shared/protocol/views.ts'
import { conference } from '../../shared/region/conferences.ts'
import { Appender, type Appended } from '../log/append.ts'
import type { Answered, Application } from '../log/apply-parked.ts'
import { EntryTable } from '../log/entry-table.ts'
import { EntryWriter } from '../log/entry-writer.ts'
import { Digests } from '../log/digests.ts'
import { KnownStates } from '../log/known-states.ts'
import { LiveProposals } from '../log/live-proposals.ts'
import { ParkedTable } from '../log/parked-table.ts'
import type { AppendItem, Commit } from '../log/proposal-log.ts'
import { SentTexts } from '../log/sent-texts.ts'
import { SnapshotTable } from '../log/snapshot-table.ts'
import { Accounts } from './accounts.ts'
import { newBlockId } from './block-id.ts'
import type { Db } from './db.ts'
import { Forums } from './forums.ts'
import { Library } from './library.ts'
import { Proposals } from './proposals.ts'
import { Records } from './records.ts'
import { isStorageFailure, mayBeTriedAgain } from './storage-failure.ts'

export class Engine {
  readonly accounts: Accounts
  readonly forums: Forums
  readonly library: Library
  readonly proposals: Proposals
  readonly records: Records
  private readonly parked: ParkedTable
  private readonly appender: Appender
  private readonly live: LiveProposals
  private readonly states: KnownStates
  private readonly texts: SentTexts
  private readonly clock: () => number

  constructor(db: Db, clock: () => number) {
    this.clock = clock
    this.accounts = new Accounts(db)
    this.forums = new Forums(db)
    this.library = new Library(db)
    this.parked = new ParkedTable(db)
    const entries = new EntryTable(db)
    const snapshots = new SnapshotTable(db)
    this.live = new LiveProposals(db, { entries, snapshots }, clock)
    this.states = new KnownStates(db, { entries, snapshots }, clock)
    this.texts = new SentTexts({ entries, snapshots, proposals: this.live }, clock)
    const writer = new EntryWriter(db, entries, this.live)
    const { accounts, forums, library, parked, live: proposals } = this
    this.appender = new Appender({ db, entries, proposals, writer, parked, accounts, forums, library })
    const digests = new Digests({ snapshots, proposals }, clock)
    const { states, texts } = this
    const texting = { proposals, states, texts, digests }
    this.proposals = new Proposals({ db, entries, parked, accounts, forums, library, ...texting })
    this.records = new Records({ db, entries, states, proposals: this.proposals })
  }

  /** One transaction; where one item breaks it, each is tried alone, so that nobody loses an edit over somebody else's. */
  append(items: readonly AppendItem[]): Appended {
    try {
      return tried(() => this.appender.append(items, this.clock()))
    } catch (error) {
      if (isStorageFailure(error)) throw error
      return joined(items.map((item) => this.appendAlone(item)))
    }
  }

  private appendAlone(item: AppendItem): Appended {
    try {
      return this.appender.append([item], this.clock())
    } catch (error) {
      if (isStorageFailure(error)) throw error
      console.error('An entry could not be written.', error)
      const refusal = {
        code: 'internal-error',
        reason: 'Something went wrong on the server. Your edit was not taken over.',
      } as const
      return { answers: [{ ok: false, refusal, parked: null }], commits: [] }
    }
  }

  /** To be called every second or so, between two requests: snapshots that are due, memory that nobody needs any more. */
  tidy(): void {
    this.live.tidy()
    this.states.dropOld()
    this.texts.dropOld()
  }

  /** Before the end: so that the next start has little to replay. */
  rest(): void {
    this.live.saveAll()
  }

  /** Texts in memory. */
  get loaded(): number {
    return this.live.size
  }

  startProposal(
    person: Person,
    request: ParsedRequestOf<'startProposal'>,
  ): Outcome<{ readonly id: ProposalId; readonly commits: readonly Commit[] }> {
    const id = idOfCommand(person.id, request.commandId)
    if (this.states.get(id)) return accept({ id, commits: [] })
    const forum = this.forums.get(request.id)
    const base = request.base && this.library.baseOf(request.base)
    if (!forum || (request.base && !base))
      return refuse('not-found', forum ? 'There is no such text in the library.' : 'There is no such forum.')
    const meeting = conference(forum.conference)
    const start = startProposal(
      {
        ...request,
        forum: forum.id,
        base: base ? { text: base, blocks: this.library.blocksOf(base.text) } : null,
        language: (base && this.library.get(base.text)?.language) ?? request.language ?? DEFAULT_LANGUAGE,
      },
      {
        roles: this.accounts.rolesIn(person.id, forum.id),
        conference: { name: meeting?.name ?? forum.conference, year: yearOf(forum.conference) },
        newId: newBlockId,
      },
    )
    if (!start.ok) return start
    const doc = startingDoc(id)
    for (const name of FRAGMENTS) {
      const blocks = start.value.document[name]
      writeFragment(fragmentOf(doc, name), blocks, initialKeys(blocks.length))
    }
    const beginning = { id, person: person.id, commandId: request.commandId, act: start.value.act, start: doc }
    return accept({ id, commits: this.appender.begin(beginning, this.clock()) })
  }

  /** Each asked for by its author alone. */
  applyParked(application: Application): Answered {
    return tried(() => this.appender.parked.apply(application, this.clock()))
  }

  previewParked(person: PersonId, proposal: ProposalId, draft: string): Outcome<AppliedPreview> {
    return tried(() => this.appender.parked.preview({ person, proposal, draft }, this.clock()))
  }

  discardParked(person: PersonId, proposal: ProposalId, draft: string): Outcome<Record<string, never>> {
    return tried(() => this.appender.parked.discard({ person, proposal, draft }, this.clock()))
  }
}

const joined = (parts: readonly Appended[]): Appended => ({
  answers: parts.flatMap(({ answers }) => answers),
  commits: parts.flatMap(({ commits }) => commits),
})

/** The same start sent twice is one proposal. */
const idOfCommand = (person: PersonId, commandId: string) =>
  proposalId(createHash('sha256').update(`${person}\0${commandId}`).digest('hex').slice(0, 20))

/** A client id from the proposal's own id: the starting text would come out the same if it were made twice. */
function startingDoc(id: ProposalId): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = createHash('sha256').update(`start\0${id}`).digest().readUInt32BE(0)
  return doc
}

const yearOf = (conferenceId: string): number | null => {
  const year = /-(\d\d)$/.exec(conferenceId)?.[1]
  return year ? 2000 + Number(year) : null
}

const PAUSES_MS = [0, 50, 200, 1_000, 3_000]

/** Everything that waits for this thread waits meanwhile: a database server that comes back within seconds loses nobody an edit. */
function tried<Answer>(work: () => Answer): Answer {
  for (const pause of PAUSES_MS) {
    try {
      return work()
    } catch (error) {
      if (!mayBeTriedAgain(error)) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause)
    }
  }
  return work()
}
