/**
 * A kept edit goes into the text when its author says so: by the rules for any late edit, all parts of a draft in one transaction, and
 * in that same transaction it is marked as applied. So it is in the text once or is still kept, whatever fails in between.
 */
import { randomUUID } from 'node:crypto'
import type { PersonId, ProposalId } from '../../shared/ids.ts'
import { accept, refuse, type Outcome, type Refusal } from '../../shared/outcome.ts'
import { ANOTHER_COMMAND } from '../../shared/proposal/act-of-command.ts'
import { may } from '../../shared/proposal/permissions.ts'
import { isOpen } from '../../shared/proposal/stages.ts'
import type { AppliedPreview } from '../../shared/protocol/views.ts'
import type { Accounts } from '../store/accounts.ts'
import { mayCollide } from './collisions/may-collide.ts'
import type { EntryWriter } from './entry-writer.ts'
import { newsIn } from './inspect-update.ts'
import type { LiveProposal } from './live-proposal.ts'
import type { LiveProposals } from './live-proposals.ts'
import { areOfDraft, draftsOf, sortedFor, type Draft } from './parked-drafts.ts'
import type { ParkedEdit, ParkedTable } from './parked-table.ts'
import type { Commit, TextAnswer, TextItem } from './proposal-log.ts'
import { SIGNED_OUT } from './signed-in.ts'

export type Application = {
  readonly proposal: ProposalId
  readonly person: PersonId
  /** As in `TextItem`. */
  readonly session?: string
  /** The draft as its author saw it. */
  readonly draft: string
  /** Made by the client: the same one twice is one application. */
  readonly commandId: string
}
/** `seq` is null where the text held all of it already. */
export type Applied = { readonly seq: number | null }
export type Answered = { readonly outcome: Outcome<Applied>; readonly commits: readonly Commit[] }

type Tables = {
  readonly writer: EntryWriter
  readonly proposals: LiveProposals
  readonly parked: ParkedTable
  readonly accounts: Accounts
}
/** Judges edits of one person and writes them, inside a transaction. */
type TakeTexts = (items: readonly TextItem[], now: number) => readonly TextAnswer[]

/** A look at what an edit may meet costs the whole log, and this one is thrown away. */
const LONGEST_TRIED = 5_000

export class ApplyParked {
  private readonly tables: Tables
  private readonly take: TakeTexts

  constructor(tables: Tables, take: TakeTexts) {
    this.tables = tables
    this.take = take
  }

  apply(application: Application, now: number): Answered {
    try {
      const { answers: outcome, commits } = this.tables.writer.transaction(() => this.applyNow(application, now))
      return { outcome, commits }
    } catch (error) {
      if (error instanceof Undone) return { outcome: { ok: false, refusal: error.refusal }, commits: [] }
      throw error
    }
  }

  /** What applying would do to the text as it is now: it is done, looked at, and undone. */
  preview(asked: Omit<Application, 'commandId'>, now: number): Outcome<AppliedPreview> {
    return this.tables.proposals.sparing(asked.proposal, () => this.undone(asked, now))
  }

  private undone(asked: Omit<Application, 'commandId'>, now: number): Outcome<AppliedPreview> {
    try {
      this.tables.writer.transaction(() => {
        throw new Tried(this.tried({ ...asked, commandId: randomUUID() }, now))
      })
    } catch (error) {
      if (error instanceof Tried) return error.outcome
      if (error instanceof Undone) return { ok: false, refusal: error.refusal }
      throw error
    }
    throw new Error('a preview was written')
  }

  discard(
    { proposal, person, session, draft }: Omit<Application, 'commandId'>,
    now: number,
  ): Outcome<Record<string, never>> {
    const owner = { proposal, author: person }
    const { answers } = this.tables.writer.transaction(() => {
      const live = this.tables.writer.proposal(proposal)
      if (this.tables.accounts.hasSignedOut(person, session, now)) return SIGNED_OUT
      const found = live && draftNamed(draft, this.draftsIn(live, owner))
      if (found === 'grown') return GROWN
      if (!found && !this.tables.parked.wasKept(owner, draft)) return NO_DRAFT
      if (found) this.tables.parked.discard({ ids: idsOf(found.edits), now })
      return accept({})
    })
    return answers
  }

  private draftsIn({ doc }: LiveProposal, owner: { readonly proposal: string; readonly author: string }) {
    return draftsOf(this.tables.parked.of(owner), doc)
  }

  private applyNow(application: Application, now: number): Outcome<Applied> {
    const { proposal, person, session, commandId: command } = application
    // As whoever appends: first the proposal, then the session.
    this.tables.writer.proposal(proposal)
    if (this.tables.accounts.hasSignedOut(person, session, now)) return SIGNED_OUT
    const before = this.before(application)
    if (before) return before
    const ready = this.ready(application)
    if (!ready.ok) return ready
    const { items, edits } = ready.value
    const seq = lastSeq(this.take(items, now))
    this.tables.parked.applied({ ids: idsOf(edits), now, seq, command })
    return accept({ seq })
  }

  /** Asked for once more: what it did. Another draft was not applied under that id. */
  private before({ proposal, person, draft, commandId }: Application): Outcome<Applied> | null {
    const { parked } = this.tables
    const owner = { proposal, author: person }
    const done = parked.ofCommand(owner, commandId)
    if (!done) return null
    const { edits, seq } = done
    if (edits.some(({ id }) => id === draft)) return accept({ seq })
    const named = parked.notApplied(owner, draft)
    const isOlder = named !== undefined && (seq === null || named.textSeq < seq)
    return isOlder && areOfDraft(edits, named, parked.of(owner)) ? accept({ seq }) : ANOTHER_COMMAND
  }

  /** The right is judged here, before the edit is: a refused application must not park what is parked. */
  private ready({ proposal, person, draft }: Application): Outcome<Ready> {
    const { writer, parked, accounts } = this.tables
    const owner = { proposal, author: person }
    const live = writer.proposal(proposal)
    const found = live && draftNamed(draft, this.draftsIn(live, owner))
    if (!live || !found)
      return parked.wasApplied(owner, draft) ? refuse('already-done', 'This draft was applied already.') : NO_DRAFT
    if (found === 'grown') return GROWN
    if (!may(accounts.rolesHeld(person, live.state.forum), 'edit-text', live.state)) return closed(live)
    const { joinable: edits } = sortedFor(live.doc, found.edits)
    if (edits.length === 0) return NOTHING_TO_JOIN
    return accept({ live, edits, items: edits.map((edit) => itemOf({ proposal, person }, edit)) })
  }

  private tried(application: Application, now: number): Outcome<AppliedPreview> {
    const ready = this.ready(application)
    if (!ready.ok) return ready
    const { live, items } = ready.value
    const { document: against, state } = live
    const about = { textSeq: state.textSeq, against }
    if (state.head > LONGEST_TRIED && items.some((item) => mayMeet(item, live)))
      return accept({
        ...about,
        text: live.documentWith(items.map(({ update }) => update)),
        flags: 0,
        isCertain: false,
      })
    const applied = this.applyNow(application, now)
    if (!applied.ok) return applied
    const known = new Set(state.flags.map(({ id }) => id))
    const flags = live.state.flags.filter(({ id }) => !known.has(id)).length
    return accept({ ...about, text: live.document, flags, isCertain: true })
  }
}

type Ready = { readonly live: LiveProposal; readonly items: readonly TextItem[]; readonly edits: readonly ParkedEdit[] }

/** Carries the outcome out of a transaction that must not be kept. */
class Tried extends Error {
  readonly outcome: Outcome<AppliedPreview>
  constructor(outcome: Outcome<AppliedPreview>) {
    super('tried, and undone')
    this.outcome = outcome
  }
}

/** One part could not be taken: none is. */
class Undone extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super('a part of a draft was refused')
    this.refusal = refusal
  }
}

/** @throws {Undone} */
function lastSeq(answers: readonly TextAnswer[]): number | null {
  for (const answer of answers) if (!answer.ok) throw new Undone(answer.refusal)
  return answers.reduce<number | null>((last, answer) => (answer.ok ? (answer.seq ?? last) : last), null)
}

/** What its author may have seen is what there was when it was refused. Never merged: by one edit the server knows a split or a join. */
const itemOf = (by: Pick<TextItem, 'proposal' | 'person'>, { edit, tells, textSeq }: ParkedEdit): TextItem => ({
  kind: 'text',
  ...by,
  update: edit,
  tells: tells === 1,
  mayHaveSeen: textSeq,
})

function mayMeet({ update, tells }: TextItem, { doc }: LiveProposal): boolean {
  const news = newsIn(update, doc)
  return news.ok && mayCollide(news.value.inspected, doc, tells === true && news.value.update === update)
}

/** `grown`: there is more in it than was named. */
function draftNamed(id: string, drafts: readonly Draft[]): Draft | 'grown' | undefined {
  const found = drafts.find(({ edits }) => edits.some((edit) => edit.id === id))
  return found && found.id !== id ? 'grown' : found
}

const idsOf = (edits: readonly ParkedEdit[]) => edits.map(({ id }) => id)

const closed = ({ state }: LiveProposal) =>
  isOpen(state.stage)
    ? refuse('not-permitted', 'You may not write in this text. Your draft stays parked.')
    : refuse('wrong-stage', 'The text is closed. Your draft stays parked, and can be applied when it is open again.')

const NO_DRAFT = refuse('not-found', 'There is no such draft of yours here.')
const GROWN = refuse('text-changed', 'More of your edits were parked since you looked. Look at the draft again.')
const NOTHING_TO_JOIN = refuse(
  'gap-in-updates',
  'These edits build on others that never arrived, so they cannot be joined to the text. Copy their words.',
)
