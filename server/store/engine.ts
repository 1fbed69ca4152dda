/**
 * Everything that touches the disk, in one thread: whatever is asked is answered in the order of asking, so a commit and a read
 * never overlap. The main thread talks to it through `engine-client.ts`; every argument and answer is a plain value.
 */
import type { PersonId, ProposalId } from '../../shared/ids.ts'
import type { Outcome } from '../../shared/outcome.ts'
import type { ParsedRequestOf } from '../../shared/protocol/api.ts'
import type { Person } from '../../shared/protocol/people.ts'
import type { AppliedPreview } from '../../shared/protocol/views.ts'
import { Appender, type Appended } from '../log/append.ts'
import type { Answered, Application } from '../log/apply-parked.ts'
import { EntryTable } from '../log/entry-table.ts'
import { EntryWriter } from '../log/entry-writer.ts'
import { Digests } from '../log/digests.ts'
import { Lineages } from '../log/lineages.ts'
import { KnownStates } from '../log/known-states.ts'
import { LiveProposals } from '../log/live-proposals.ts'
import { ParkedTable } from '../log/parked-table.ts'
import type { AppendItem } from '../log/proposal-log.ts'
import type { TextLimits } from '../log/text-limits.ts'
import { SentTexts } from '../log/sent-texts.ts'
import { SnapshotTable } from '../log/snapshot-table.ts'
import { Outcomes, type Whole } from '../log/unknown-outcome.ts'
import { Accounts } from './accounts.ts'
import type { Db } from './db.ts'
import { Forums } from './forums.ts'
import { Library } from './library.ts'
import { Proposals } from './proposals.ts'
import { Records } from './records.ts'
import { Starting, type Started } from './starting.ts'
import { isStorageFailure } from './storage-failure.ts'
import { tried } from './trying-again.ts'

export type EngineLimits = {
  /** A text stays in memory for so long after the last edit. */
  readonly keepTextsMs?: number
  readonly limits?: TextLimits | undefined
}

export class Engine {
  readonly accounts: Accounts
  readonly forums: Forums
  readonly library: Library
  readonly proposals: Proposals
  readonly records: Records
  private readonly parked: ParkedTable
  private readonly appender: Appender
  private readonly live: LiveProposals
  private readonly lineages: Lineages
  private readonly states: KnownStates
  private readonly texts: SentTexts
  private readonly starting: Starting
  private readonly outcomes: Outcomes
  private readonly db: Db
  private readonly clock: () => number

  constructor(db: Db, clock: () => number, { keepTextsMs, limits }: EngineLimits = {}) {
    this.db = db
    this.clock = clock
    this.outcomes = new Outcomes(db)
    this.accounts = new Accounts(db)
    this.forums = new Forums(db)
    this.library = new Library(db)
    this.parked = new ParkedTable(db)
    const entries = new EntryTable(db)
    const snapshots = new SnapshotTable(db)
    this.live = new LiveProposals(db, { entries, snapshots }, clock, keepTextsMs)
    this.lineages = new Lineages(entries, clock)
    const { lineages } = this
    this.states = new KnownStates(db, { entries, snapshots, lineages }, clock)
    this.texts = new SentTexts({ entries, snapshots, proposals: this.live }, clock)
    const writer = new EntryWriter(db, entries, this.live)
    const { accounts, forums, library, parked, live: proposals } = this
    this.appender = new Appender({ db, entries, proposals, writer, parked, accounts, forums, library, limits })
    this.starting = new Starting({ db, entries, accounts, forums, library, live: proposals, appender: this.appender })
    const digests = new Digests({ snapshots, proposals, lineages }, clock)
    const { states, texts } = this
    const texting = { proposals, states, texts, digests }
    this.proposals = new Proposals({ db, entries, parked, accounts, forums, library, ...texting })
    this.records = new Records({ db, entries, proposals: this.proposals })
  }

  /** One transaction; where one item breaks it, each is tried alone, so that nobody loses an edit over somebody else's. */
  append(items: readonly AppendItem[]): Appended {
    try {
      return this.appendTogether(items)
    } catch (error) {
      if (isStorageFailure(error)) throw error
      return this.appendEach(items)
    }
  }

  /** Where the disk fails on the way, what was done before it is on disk, and is answered and told. */
  private appendEach(items: readonly AppendItem[]): Appended {
    const done: Appended[] = []
    for (const item of items)
      try {
        done.push(this.appendAlone(item))
      } catch (error) {
        if (done.length === 0) throw error
        return { ...joined(done), failure: error as Error }
      }
    return joined(done)
  }

  private appendTogether(items: readonly AppendItem[]): Appended {
    const work = () => this.appender.append(items, this.clock())
    return tried(this.outcomes, work, (whole) => whole as Appended)
  }

  private appendAlone(item: AppendItem): Appended {
    try {
      return this.appendTogether([item])
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

  /** One transaction that writes no entry, or that finds what it wrote when it is done again. */
  judged<Answer>(work: () => Answer): Answer {
    return this.settled(() => this.db.transaction(work))
  }

  private settled<Answer>(work: () => Answer): Answer {
    return tried(this.outcomes, work, ({ answers }) => answers as Answer)
  }

  /** To be called every second or so, between two requests: snapshots that are due, memory that nobody needs any more. */
  tidy(): void {
    this.live.tidy()
    this.appender.tidy()
    this.states.dropOld()
    this.lineages.dropOld()
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

  /** `session`: as in `TextItem`. */
  startProposal({ id }: Pick<Person, 'id'>, request: ParsedRequestOf<'startProposal'>, session?: string): Started {
    return this.settled(() => this.starting.begin({ person: id, session }, request, this.clock()))
  }

  /** Each asked for by its author alone. */
  applyParked(application: Application): Answered {
    const work = () => this.appender.parked.apply(application, this.clock())
    return tried(this.outcomes, work, appliedAs)
  }

  previewParked(person: PersonId, proposal: ProposalId, draft: string): Outcome<AppliedPreview> {
    return this.settled(() => this.appender.parked.preview({ person, proposal, draft }, this.clock()))
  }

  discardParked(
    person: PersonId,
    proposal: ProposalId,
    draft: string,
    session?: string,
  ): Outcome<Record<string, never>> {
    const by = { person, proposal, draft, ...(session !== undefined && { session }) }
    return this.settled(() => this.appender.parked.discard(by, this.clock()))
  }
}

const appliedAs = ({ answers, commits }: Whole): Answered => ({ outcome: answers as Answered['outcome'], commits })

const joined = (parts: readonly Appended[]): Appended => ({
  answers: parts.flatMap(({ answers }) => answers),
  commits: parts.flatMap(({ commits }) => commits),
})
