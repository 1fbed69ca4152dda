/** Reads of proposals for the screens and for connections. Every read asks first whether this person may. */
import * as Y from 'yjs'
import type { Document } from '../../shared/document/blocks.ts'
import { personId, type ForumId, type PersonId, type ProposalId } from '../../shared/ids.ts'
import { accept, refuse, type Outcome } from '../../shared/outcome.ts'
import type { Person } from '../../shared/protocol/people.ts'
import type { Welcome } from '../../shared/protocol/sync.ts'
import type { ForumView, ParkedDraft, ProposalSummary, ProposalView } from '../../shared/protocol/views.ts'
import { commitsOf } from '../log/commits-of.ts'
import type { Digests } from '../log/digests.ts'
import type { EntryTable } from '../log/entry-table.ts'
import type { KnownStates } from '../log/known-states.ts'
import type { LiveProposals } from '../log/live-proposals.ts'
import type { ParkedTable } from '../log/parked-table.ts'
import type { Commit } from '../log/proposal-log.ts'
import type { Held, SentText, SentTexts } from '../log/sent-texts.ts'
import type { Accounts } from './accounts.ts'
import type { Db } from './db.ts'
import { proposalLabel, type Forum, type Forums } from './forums.ts'
import { COMES_WITH_NOTHING, joiningOf, type Arriving, type Joining } from './joining.ts'
import type { Library } from './library.ts'
import { ownDrafts } from './own-drafts.ts'
import { Readable } from './readable.ts'
import { summaryOf } from './summary.ts'

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

/** `welcomes` are those of the people asked for; null for whoever may not read the proposal any more. */
export type News = { readonly commits: readonly Commit[]; readonly welcomes: readonly (Welcome | null)[] }
export type Official = { readonly view: ProposalView; readonly document: Document }

const NOT_HERE = 'There is no such proposal here, or you may not read it.'

export class Proposals {
  private readonly tables: Tables
  private readonly readable: Readable

  constructor(tables: Tables) {
    this.tables = tables
    this.readable = new Readable(tables)
  }

  forumView(person: Person, forum: Forum): ForumView {
    const { forums, accounts } = this.tables
    return {
      ...forum,
      roster: forums.rosterOf(forum.id),
      doubts: forums.doubtsOf(forum),
      rule: forums.ruleOf(forum.id),
      roles: accounts.rolesIn(person.id, forum.id),
      proposals: this.readable.in(person.id, forum.id).length,
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
    return this.readable.in(person.id, forum).map((row) => summaryOf(this.tables, person, row))
  }

  view(person: Person, id: ProposalId): Outcome<ProposalView> {
    const known = this.readable.get(person.id, id)
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
  joining(person: PersonId, id: ProposalId, arriving: Arriving = COMES_WITH_NOTHING): Outcome<Joining> {
    const known = this.readable.get(person, id)
    if (!known) return refuse('not-found', NOT_HERE)
    const { state: _, ...greeting } = this.readable.welcome(person, known)
    return accept(joiningOf(this.tables, { id, known, greeting }, arriving))
  }

  /** Null where the person may not read the proposal any more. */
  welcome(person: PersonId, id: ProposalId): Welcome | null {
    const known = this.readable.get(person, id)
    return known ? this.readable.welcome(person, known) : null
  }

  /** What the log holds after an entry, and what these people are told of their rights: both at the same moment. */
  news(id: ProposalId, after: number, people: readonly PersonId[]): News {
    const known = this.tables.states.get(id)
    if (!known) return { commits: [], welcomes: people.map(() => null) }
    return {
      commits: commitsOf(id, known.head > after ? this.tables.entries.rows(id, after, known.head) : []),
      welcomes: people.map((person) =>
        this.readable.mayRead(person, known) ? this.readable.welcome(person, known) : null,
      ),
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
    const drafts = ownDrafts(this.tables.proposals, id, edits)
    if (drafts.length > 0) return accept(drafts)
    return this.readable.get(person.id, id) ? accept([]) : refuse('not-found', NOT_HERE)
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
