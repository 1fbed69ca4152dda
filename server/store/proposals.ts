/** Reads of proposals for the screens. Every read asks the same table of rights first. */
import * as Y from 'yjs'
import type { Document } from '../../shared/document/blocks.ts'
import { tallyOn } from '../../shared/endorsement/tally.ts'
import { isStale } from '../../shared/endorsement/position.ts'
import { personId, proposalId, type ForumId, type PersonId, type ProposalId } from '../../shared/ids.ts'
import { accept, refuse, type Outcome } from '../../shared/outcome.ts'
import { countedDigest } from '../../shared/proposal/counted.ts'
import type { ProposalState } from '../../shared/proposal/fold.ts'
import { may, RIGHTS } from '../../shared/proposal/permissions.ts'
import type { Person } from '../../shared/protocol/people.ts'
import type { Welcome } from '../../shared/protocol/sync.ts'
import type {
  ForumView,
  HistoryView,
  ParkedDraft,
  ProposalSummary,
  ProposalView,
  TextAt,
} from '../../shared/protocol/views.ts'
import { readDocument, SCHEMA_VERSION } from '../../shared/document/ydoc.ts'
import { isIntact } from '../log/audit.ts'
import { commitsOf } from '../log/commits-of.ts'
import { logEntryOf, type EntryTable } from '../log/entry-table.ts'
import { digestFor, type LiveProposal } from '../log/live-proposal.ts'
import type { LiveProposals } from '../log/live-proposals.ts'
import type { ParkedEdit, ParkedTable } from '../log/parked-table.ts'
import type { Commit } from '../log/proposal-log.ts'
import type { Accounts } from './accounts.ts'
import type { Db } from './db.ts'
import { proposalLabel, type Forum, type Forums } from './forums.ts'
import type { Library } from './library.ts'

type Tables = {
  readonly db: Db
  readonly entries: EntryTable
  readonly proposals: LiveProposals
  readonly parked: ParkedTable
  readonly accounts: Accounts
  readonly forums: Forums
  readonly library: Library
}

export type Joining = {
  readonly welcome: Welcome
  readonly stateVector: Uint8Array
}
/** `welcomes` are those of the people asked for; null for whoever may not read the proposal any more. */
export type News = { readonly commits: readonly Commit[]; readonly welcomes: readonly (Welcome | null)[] }
export type Official = { readonly view: ProposalView; readonly document: Document }

const NOT_HERE = 'There is no such proposal here, or you may not read it.'

type Row = { readonly id: ProposalId; readonly number: number; readonly state: ProposalState }

export class Proposals {
  private readonly digests = new Map<ProposalId, { readonly textSeq: number; readonly digest: string }>()
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
    const live = this.readable(person.id, id)
    const forum = live && this.tables.forums.get(live.state.forum)
    if (!live || !forum) return refuse('not-found', NOT_HERE)
    return accept({
      id,
      label: this.labelOf(id, forum),
      forum: this.forumView(person, forum),
      state: live.state,
      digest: live.digest,
      base: live.state.base ? this.tables.library.blocksOf(live.state.base.text) : [],
      people: this.tables.accounts.cards(this.authorsOf(id)),
    })
  }

  /** What a connection is told first: the state, what this person may do, and what the text knows. */
  joining(person: PersonId, id: ProposalId): Outcome<Joining> {
    const live = this.readable(person, id)
    if (!live) return refuse('not-found', NOT_HERE)
    return accept({
      welcome: this.welcomeFor(person, live),
      stateVector: Y.encodeStateVector(live.doc),
    })
  }

  /** Null where the person may not read the proposal any more. */
  welcome(person: PersonId, id: ProposalId): Welcome | null {
    const live = this.readable(person, id)
    return live ? this.welcomeFor(person, live) : null
  }

  /** What the log holds after an entry, and what these people are told of their rights: both at the same moment. */
  news(id: ProposalId, after: number, people: readonly PersonId[]): News {
    const live = this.tables.proposals.get(id)
    if (!live) return { commits: [], welcomes: people.map(() => null) }
    return {
      commits: commitsOf(id, live.head > after ? this.tables.entries.rows(id, after, live.head) : []),
      welcomes: people.map((person) => (this.mayRead(person, live) ? this.welcomeFor(person, live) : null)),
    }
  }

  /** What a Yjs client lacks, from its state vector; throws where the vector is none. */
  missing(id: ProposalId, stateVector: Uint8Array): { readonly update: Uint8Array; readonly head: number } | null {
    const live = this.tables.proposals.get(id)
    if (!live) return null
    return {
      update: Y.encodeStateAsUpdate(live.doc, stateVector),
      head: live.head,
    }
  }

  /** Null where that is not the newest text entry: to replay the log for whoever asks would cost too much. */
  digestAt(id: ProposalId, textSeq: number): string | null {
    const live = this.tables.proposals.get(id)
    return live?.state.textSeq === textSeq ? live.digest : null
  }

  history(person: Person, id: ProposalId): Outcome<HistoryView> {
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
    const live = this.readable(person.id, id)
    const document = live && this.tables.proposals.documentAt(id, seq)
    if (!live || !document) return refuse('not-found', 'There is no such text in this proposal.')
    return accept({ textSeq: seq, digest: digestFor(document, live.state), document })
  }

  /** All that an export or a print needs, read at one moment. */
  official(person: Person, id: ProposalId): Outcome<Official> {
    const view = this.view(person, id)
    const live = this.tables.proposals.get(id)
    if (!view.ok || !live) return view.ok ? refuse('not-found', NOT_HERE) : view
    return accept({ view: view.value, document: live.document })
  }

  /**
   * The author's own refused edits: one draft for each text that they were refused against. Also for somebody whose role is gone:
   * the words are theirs, and the text is the one that they had before them.
   */
  parkedDrafts(person: Person, id: ProposalId): Outcome<readonly ParkedDraft[]> {
    const kept = this.tables.parked.of(id, person.id)
    if (kept.length === 0 && !this.readable(person.id, id)) return refuse('not-found', NOT_HERE)
    const byText = Map.groupBy(kept, ({ textSeq }) => textSeq)
    return accept([...byText].map(([textSeq, edits]) => this.draftOf(id, textSeq, edits)))
  }

  private draftOf(id: ProposalId, textSeq: number, edits: readonly ParkedEdit[]): ParkedDraft {
    const doc = this.tables.proposals.textDocAt(id, textSeq)
    const against = readDocument(doc)
    for (const { edit } of edits) Y.applyUpdate(doc, edit)
    const { time, reason } = edits.at(-1)!
    return {
      id: String(textSeq),
      time,
      reason,
      editIds: edits.map((each) => each.id),
      against,
      text: readDocument(doc),
    }
  }

  private summary(person: Person, { id, number, state }: Row): ProposalSummary {
    const { accounts, forums } = this.tables
    const digest = this.digestOf(id, state)
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
      .prepare<[string], { id: string; number: number; state: string }>(
        'SELECT id, number, state FROM proposal WHERE forum = ? ORDER BY number',
      )
      .all(forum)
      .map(({ id, number, state }) => ({ id: proposalId(id), number, state: JSON.parse(state) as ProposalState }))
      .filter(({ state }) => may(roles, 'read', state))
  }

  private digestOf(id: ProposalId, { textSeq }: ProposalState): string {
    const known = this.digests.get(id)
    if (known?.textSeq === textSeq) return known.digest
    const digest = this.tables.proposals.get(id)!.digest
    this.digests.set(id, { textSeq, digest })
    return digest
  }

  private readable(person: PersonId, id: ProposalId): LiveProposal | undefined {
    const live = this.tables.proposals.get(id)
    return live && this.mayRead(person, live) ? live : undefined
  }

  private mayRead(person: PersonId, { state }: LiveProposal): boolean {
    return may(this.tables.accounts.rolesIn(person, state.forum), 'read', state)
  }

  private welcomeFor(person: PersonId, live: LiveProposal): Welcome {
    const roles = this.tables.accounts.rolesIn(person, live.state.forum)
    const rights = RIGHTS.filter((right) => may(roles, right, live.state))
    return { stage: live.state.stage, rights, state: live.state, head: live.head, schema: SCHEMA_VERSION }
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
