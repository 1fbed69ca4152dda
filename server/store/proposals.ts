/** Reads of proposals for the screens. Every read asks the same table of rights first. */
import * as Y from 'yjs'
import type { Document } from '../../shared/document/blocks.ts'
import { tallyOn } from '../../shared/endorsement/tally.ts'
import { isStale } from '../../shared/endorsement/position.ts'
import { personId, proposalId, type ForumId, type PersonId, type ProposalId } from '../../shared/ids.ts'
import { accept, refuse, type Outcome } from '../../shared/outcome.ts'
import { countedDigest } from '../../shared/proposal/counted.ts'
import { FOLD_VERSION } from '../../shared/proposal/fold.ts'
import { may, RIGHTS } from '../../shared/proposal/permissions.ts'
import type { Person } from '../../shared/protocol/people.ts'
import type { Reached, Welcome } from '../../shared/protocol/sync.ts'
import type {
  ForumView,
  HistoryView,
  ParkedDraft,
  ProposalSummary,
  ProposalView,
  TextAt,
} from '../../shared/protocol/views.ts'
import { insertedWords } from '../../shared/document/inserted-words.ts'
import { readDocument, SCHEMA_VERSION } from '../../shared/document/ydoc.ts'
import { isIntact } from '../log/audit.ts'
import { commitsOf } from '../log/commits-of.ts'
import { logEntryOf, type EntryTable } from '../log/entry-table.ts'
import { digestFor, type LiveProposal } from '../log/live-proposal.ts'
import type { Digests } from '../log/digests.ts'
import type { Known, KnownStates, StateRow } from '../log/known-states.ts'
import type { LiveProposals } from '../log/live-proposals.ts'
import { draftsOf, sortedFor, type Draft } from '../log/parked-drafts.ts'
import type { ParkedTable } from '../log/parked-table.ts'
import type { Commit } from '../log/proposal-log.ts'
import { LONGEST_TAIL, type Held, type SentText, type SentTexts } from '../log/sent-texts.ts'
import type { Accounts } from './accounts.ts'
import type { Db } from './db.ts'
import { proposalLabel, type Forum, type Forums } from './forums.ts'
import type { Library } from './library.ts'

type Tables = {
  readonly db: Db
  readonly entries: EntryTable
  readonly proposals: LiveProposals
  readonly states: KnownStates
  readonly texts: SentTexts
  readonly digests: Digests
  readonly parked: ParkedTable
  readonly accounts: Accounts
  readonly forums: Forums
  readonly library: Library
}

/** Of somebody who comes: the entry that they have reached, and that whose state is known to whoever lets them in. */
export type Arriving = { readonly reached: Reached | null; readonly has: Pick<Known, 'head' | 'lineage'> | null }
export type Joining = {
  readonly greeting: Omit<Welcome, 'state'>
  /** Which log it is, as `Known` says it. */
  readonly lineage: number
  /** In JSON; null where it is known. */
  readonly state: string | null
  readonly start:
    | { readonly kind: 'exchange'; readonly stateVector: Uint8Array }
    /** What was written after the entry that they have reached; null where nothing was. */
    | { readonly kind: 'resumed'; readonly after: Uint8Array | null }
}
/** `welcomes` are those of the people asked for; null for whoever may not read the proposal any more. */
export type News = { readonly commits: readonly Commit[]; readonly welcomes: readonly (Welcome | null)[] }
export type Official = { readonly view: ProposalView; readonly document: Document }

const COMES_WITH_NOTHING: Arriving = { reached: null, has: null }
const NOT_HERE = 'There is no such proposal here, or you may not read it.'

type Row = Pick<Known, 'head' | 'chain' | 'state'> & { readonly id: ProposalId; readonly number: number }
/** A proposal's state and what it is folded from, with its text or without. */
type Stated = Pick<Known, 'head' | 'state'>

export class Proposals {
  private readonly tables: Tables

  constructor(tables: Tables) {
    this.tables = tables
  }

  forumView(person: Person, forum: Forum): ForumView {
    const { forums, accounts } = this.tables
    return {
      ...forum,
      roster: forums.rosterOf(forum.id),
      doubts: forums.doubtsOf(forum),
      rule: forums.ruleOf(forum.id),
      roles: accounts.rolesIn(person.id, forum.id),
      proposals: this.readableIn(person.id, forum.id).length,
    }
  }

  /** Site administrators see every forum; everybody else those in which they have a role. */
  forumsOf(person: Person): readonly ForumView[] {
    return this.tables.forums
      .all()
      .map((forum) => this.forumView(person, forum))
      .filter(({ roles }) => roles.length > 0 || person.isAdministrator)
  }

  summaries(person: Person, forum: ForumId): readonly ProposalSummary[] {
    return this.readableIn(person.id, forum).map((row) => this.summary(person, row))
  }

  view(person: Person, id: ProposalId): Outcome<ProposalView> {
    const known = this.readable(person.id, id)
    const forum = known && this.tables.forums.get(known.state.forum)
    if (!known || !forum) return refuse('not-found', NOT_HERE)
    return accept({
      id,
      label: this.labelOf(id, forum),
      forum: this.forumView(person, forum),
      state: known.state,
      digest: this.tables.digests.of(id, known),
      base: known.state.base ? this.tables.library.blocksOf(known.state.base.text) : [],
      people: this.tables.accounts.cards(this.authorsOf(id)),
    })
  }

  /** What a connection is told first: the state, what this person may do, and what the text knows. */
  joining(person: PersonId, id: ProposalId, { reached, has }: Arriving = COMES_WITH_NOTHING): Outcome<Joining> {
    const known = this.readable(person, id)
    if (!known) return refuse('not-found', NOT_HERE)
    const { state: _, ...greeting } = this.welcomeFor(person, known)
    const start = this.isOnTheWay(id, reached, known.head)
      ? ({ kind: 'resumed', after: this.tables.texts.after(id, reached.seq, known) } as const)
      : ({ kind: 'exchange', stateVector: this.tables.texts.vectorAt(id, known) } as const)
    const isHeld = has?.head === known.head && has.lineage === known.lineage
    return accept({ greeting, lineage: known.lineage, state: isHeld ? null : known.written, start })
  }

  /** Whoever names an entry of this log by its number and its time has read it here; and is not too far behind. */
  private isOnTheWay(id: ProposalId, reached: Reached | null, head: number): reached is Reached {
    if (reached === null || reached.seq > head || head - reached.seq > LONGEST_TAIL) return false
    return this.tables.entries.timeOf(id, reached.seq) === reached.time
  }

  /** Null where the person may not read the proposal any more. */
  welcome(person: PersonId, id: ProposalId): Welcome | null {
    const known = this.readable(person, id)
    return known ? this.welcomeFor(person, known) : null
  }

  /** What the log holds after an entry, and what these people are told of their rights: both at the same moment. */
  news(id: ProposalId, after: number, people: readonly PersonId[]): News {
    const known = this.tables.states.get(id)
    if (!known) return { commits: [], welcomes: people.map(() => null) }
    return {
      commits: commitsOf(id, known.head > after ? this.tables.entries.rows(id, after, known.head) : []),
      welcomes: people.map((person) => (this.mayRead(person, known) ? this.welcomeFor(person, known) : null)),
    }
  }

  /** What a Yjs client lacks, from its state vector; throws where the vector is none. */
  missing(id: ProposalId, stateVector: Uint8Array): { readonly update: Uint8Array; readonly head: number } | null {
    const text = this.textFor(id, stateVector, null)
    if (text === null) return null
    const parts = [text.base?.update, text.after].filter((part) => part !== undefined && part !== null)
    return { update: parts.length === 1 ? parts[0]! : Y.mergeUpdates(parts), head: text.head }
  }

  /** The same in two parts, of which the first is not given again to whoever has that base. */
  textFor(id: ProposalId, stateVector: Uint8Array, base: Held | null): SentText | null {
    const known = this.tables.states.get(id)
    if (known === undefined) return null
    const knowsNothing = Y.decodeStateVector(stateVector).size === 0
    return knowsNothing ? this.tables.texts.whole(id, known, base) : this.tables.texts.lacking(id, known, stateVector)
  }

  /** Null where that is not the newest text entry: to replay the log for whoever asks would cost too much. */
  digestAt(id: ProposalId, textSeq: number): string | null {
    const known = this.tables.states.get(id)
    return known?.state.textSeq === textSeq ? this.tables.digests.of(id, known) : null
  }

  history(person: Person, id: ProposalId): Outcome<Omit<HistoryView, 'removals'>> {
    if (!this.readable(person.id, id)) return refuse('not-found', NOT_HERE)
    const rows = this.tables.entries.rows(id, 0)
    const entries = rows.map(logEntryOf)
    return accept({
      entries,
      people: this.tables.accounts.cards(entries.map(({ author }) => author)),
      verified: isIntact(id, rows),
    })
  }

  textAt(person: Person, id: ProposalId, seq: number): Outcome<TextAt> {
    const known = this.readable(person.id, id)
    const document = known && this.tables.proposals.documentAt(id, seq)
    if (!known || !document) return refuse('not-found', 'There is no such text in this proposal.')
    return accept({ textSeq: seq, digest: digestFor(document, known.state), document })
  }

  /** All that an export or a print needs, read at one moment. */
  official(person: Person, id: ProposalId): Outcome<Official> {
    const view = this.view(person, id)
    const live = this.tables.proposals.get(id)
    if (!view.ok || !live) return view.ok ? refuse('not-found', NOT_HERE) : view
    return accept({ view: view.value, document: live.document })
  }

  /**
   * The author's own refused edits, as drafts. Also for somebody whose role is gone: the words are theirs, and the text is the one that
   * they had before them.
   */
  parkedDrafts(person: Person, id: ProposalId): Outcome<readonly ParkedDraft[]> {
    const edits = this.tables.parked.of({ proposal: id, author: person.id })
    // Asked by everybody who opens the page: most have none, and no text is loaded for them.
    const live = edits.length > 0 ? this.tables.proposals.get(id) : undefined
    const kept = live ? draftsOf(edits, live.doc) : []
    if (live && kept.length > 0) return accept(kept.map((draft) => this.draftOf(live, id, draft)))
    return this.readable(person.id, id) ? accept([]) : refuse('not-found', NOT_HERE)
  }

  private draftOf(live: LiveProposal, id: ProposalId, { id: name, edits }: Draft): ParkedDraft {
    const doc = this.tables.proposals.textDocAt(id, Math.max(...edits.map(({ textSeq }) => textSeq)))
    const against = readDocument(doc)
    const { joinable, stuck } = sortedFor(doc, edits)
    for (const { edit } of joinable) Y.applyUpdate(doc, edit)
    const { time, reason } = edits.at(-1)!
    return {
      id: name,
      time,
      reason,
      editIds: edits.map((each) => each.id),
      against,
      text: readDocument(doc),
      words: insertedWords(stuck.map(({ edit }) => edit)),
      isJoinable: sortedFor(live.doc, edits).joinable.length > 0,
    }
  }

  private summary(person: Person, row: Row): ProposalSummary {
    const { id, number, state } = row
    const { accounts, forums } = this.tables
    const digest = this.tables.digests.of(id, row)
    const counted = countedDigest(state, digest)
    const tally = tallyOn(counted, state.positions, [])
    const own = state.positions.find(({ administration }) => administration === person.administration)
    return {
      id,
      label: proposalLabel(forums.get(state.forum)!, number),
      forum: state.forum,
      title: state.title,
      operator: state.operator,
      base: state.base,
      stage: state.stage,
      digest,
      supporting: tally.supporting.length,
      opposing: tally.opposing.length,
      abstaining: tally.abstaining.length,
      stale: tally.stale.length,
      lastChange: { time: state.lastChange.time, by: accounts.cards([state.lastChange.by])[0]! },
      own: own ? { position: own.position, isStale: isStale(own, counted) } : null,
    }
  }

  /** From the cached states alone: a list must not load the texts of a forum. */
  private readableIn(person: PersonId, forum: ForumId): readonly Row[] {
    const roles = this.tables.accounts.rolesIn(person, forum)
    return this.tables.db
      .prepare<[string], StateRow & { id: string; number: number }>(
        'SELECT id, number, head, chain, state, fold_version FROM proposal WHERE forum = ? ORDER BY number',
      )
      .all(forum)
      .map((row) => ({
        id: proposalId(row.id),
        number: row.number,
        ...this.tables.states.ofRow(row.id, row),
      }))
      .filter(({ state }) => may(roles, 'read', state))
  }

  private readable(person: PersonId, id: ProposalId): Known | undefined {
    const known = this.tables.states.get(id)
    return known && this.mayRead(person, known) ? known : undefined
  }

  private mayRead(person: PersonId, { state }: Pick<Known, 'state'>): boolean {
    return may(this.tables.accounts.rolesIn(person, state.forum), 'read', state)
  }

  private welcomeFor(person: PersonId, { state, head }: Stated): Welcome {
    const roles = this.tables.accounts.rolesIn(person, state.forum)
    const rights = RIGHTS.filter((right) => may(roles, right, state))
    return { stage: state.stage, rights, state, head, schema: SCHEMA_VERSION, fold: FOLD_VERSION }
  }

  private authorsOf(id: ProposalId): readonly PersonId[] {
    return this.tables.db
      .prepare<[string], { author: string }>('SELECT DISTINCT author FROM entry WHERE proposal = ?')
      .all(id)
      .map(({ author }) => personId(author))
  }

  private labelOf(id: ProposalId, forum: Forum): string {
    const row = this.tables.db.prepare<[string], { number: number }>('SELECT number FROM proposal WHERE id = ?').get(id)
    return proposalLabel(forum, row?.number ?? 0)
  }
}
