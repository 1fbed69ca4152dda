/**
 * A proposal as its log says it is. The same fold runs on the server, inside the appending transaction, and in the browser.
 * The text itself is folded by Yjs; here a text entry only moves the head.
 */
import { DEFAULT_LANGUAGE, type Language } from '../document/language.ts'
import type { PositionRecord } from '../endorsement/position.ts'
import { administration, type Administration, type ForumId, type PersonId } from '../ids.ts'
import type { Act, BaseText, LogEntry, Numbering, Operator } from './acts.ts'
import { withFlag, type OpenFlag } from './review-flag.ts'
import type { Role } from './roles.ts'
import type { Stage } from './stages.ts'

/** Counted up with each change of what the fold keeps, so that a remembered one of another form is not taken for this one. */
export const FOLD_VERSION = 1

export type ProposalState = {
  readonly forum: ForumId
  readonly title: string
  readonly operator: Operator
  readonly base: BaseText | null
  readonly warnedOfSuperseded: boolean
  readonly language: Language
  readonly numbering: Numbering
  readonly stage: Stage
  readonly observersMayRead: boolean
  readonly createdBy: PersonId
  readonly createdAt: number
  /** The latest position of each administration, in the order in which they were recorded. */
  readonly positions: readonly PositionRecord[]
  /** Which alternative of which bracket an administration wants; at most one of each bracket. Settled brackets are left out. */
  readonly holdings: readonly Holding[]
  /** Where edits met and nobody has looked yet, the oldest first. */
  readonly flags: readonly OpenFlag[]
  /** Some position was recorded at some time, even if withdrawn since. */
  readonly everPositioned: boolean
  /** The lock that stands, also after a withdrawal; its digest is what positions are counted on. Null after an unlock. */
  readonly lock: Done<{ readonly digest: string; readonly textSeq: number; readonly reason: string | null }> | null
  readonly unlock: Done<{ readonly reason: string }> | null
  readonly declaration: Done<Extract<Act, { type: 'declared' }>> | null
  readonly submission: Done<{ readonly date: string; readonly documentNumber: string }> | null
  readonly withdrawal: Done<{ readonly reason: string }> | null
  readonly lastExport: Done<{ readonly fileSha256: string }> | null
  /** Sequence numbers: of the last entry, of the last text entry, and of the last entry of the starting text. */
  readonly head: number
  readonly textSeq: number
  readonly startSeq: number
  readonly lastChange: { readonly time: number; readonly by: PersonId }
  /** Of the text alone. */
  readonly lastEdit: { readonly time: number; readonly by: PersonId }
}

export type Holding = {
  readonly administration: Administration
  readonly bracket: string
  readonly alternative: number
  /** The words that were held. */
  readonly words: string
  readonly seq: number
  readonly time: number
  readonly by: PersonId
}

/** What an act left behind, with who did it, in what role, and when. */
export type Done<T> = T & {
  readonly seq: number
  readonly time: number
  readonly by: PersonId
  readonly as: Role | 'system'
}

/** @throws where an entry does not follow the state: the log is broken, which is a bug and never an answer. */
export function fold(state: ProposalState | null, entry: LogEntry): ProposalState {
  if (state === null) return begun(entry)
  if (entry.seq !== state.head + 1) throw new Error(`entry ${entry.seq} does not follow ${state.head}`)
  const moved = { ...state, head: entry.seq, lastChange: { time: entry.time, by: entry.author } }
  if (entry.kind === 'act') return applied(moved, entry.act, entry)
  const isStart = state.textSeq === 0
  return { ...moved, lastEdit: moved.lastChange, textSeq: entry.seq, startSeq: isStart ? entry.seq : state.startSeq }
}

/** Text entries that follow each other, of which only the last is told: the same as folding each of them. */
export function foldTexts(state: ProposalState, span: TextsFolded): ProposalState {
  const { from, to, time, by } = span
  if (from > state.head + 1 || to <= state.head) throw new Error(`entries ${from} to ${to} do not follow ${state.head}`)
  const last = { time, by }
  const startSeq = state.textSeq === 0 ? state.head + 1 : state.startSeq
  return { ...state, head: to, textSeq: to, lastChange: last, lastEdit: last, startSeq }
}

type TextsFolded = { readonly from: number; readonly to: number; readonly time: number; readonly by: PersonId }

export const foldAll = (entries: readonly LogEntry[], from: ProposalState | null = null): ProposalState | null =>
  entries.reduce<ProposalState | null>(fold, from)

type ActEntry = Extract<LogEntry, { kind: 'act' }>

function begun(entry: LogEntry): ProposalState {
  if (entry.kind !== 'act' || entry.act.type !== 'created' || entry.seq !== 1)
    throw new Error('a log begins with the act that creates the proposal')
  const { forum, title, operator, base, warnedOfSuperseded, language } = entry.act
  return {
    forum,
    title,
    operator,
    base,
    warnedOfSuperseded,
    language: language ?? DEFAULT_LANGUAGE,
    numbering: 'renumber',
    stage: 'drafting',
    observersMayRead: false,
    createdBy: entry.author,
    createdAt: entry.time,
    positions: [],
    holdings: [],
    flags: [],
    everPositioned: false,
    lock: null,
    unlock: null,
    declaration: null,
    submission: null,
    withdrawal: null,
    lastExport: null,
    head: 1,
    textSeq: 0,
    startSeq: 0,
    lastChange: { time: entry.time, by: entry.author },
    lastEdit: { time: entry.time, by: entry.author },
  }
}

function applied(state: ProposalState, act: Act, entry: ActEntry): ProposalState {
  const done = { seq: entry.seq, time: entry.time, by: entry.author, as: entry.as }
  switch (act.type) {
    case 'created':
      throw new Error('a proposal is created once')
    case 'renamed':
      return { ...state, title: act.title }
    case 'observers-admitted':
      return { ...state, observersMayRead: act.may }
    case 'numbering-set':
      return { ...state, numbering: act.numbering }
    case 'review-opened':
      return { ...state, stage: 'review' }
    case 'drafting-resumed':
      return { ...state, stage: 'drafting' }
    case 'position-taken':
      return { ...state, everPositioned: true, positions: withPosition(state, positionOf(act, entry)) }
    case 'position-withdrawn':
      return { ...state, positions: state.positions.filter((each) => each.administration !== entry.administration) }
    case 'alternative-held':
      return { ...state, holdings: [...withoutHolding(state, act.bracket, entry), holdingOf(act, entry)] }
    case 'alternative-released':
      return { ...state, holdings: withoutHolding(state, act.bracket, entry) }
    case 'bracket-settled':
      return { ...state, holdings: state.holdings.filter(({ bracket }) => bracket !== act.bracket) }
    case 'review-flag-raised':
      return { ...state, flags: withFlag(state.flags, act.flag, entry) }
    case 'review-flag-settled':
      return { ...state, flags: state.flags.filter(({ id }) => id !== act.flag) }
    case 'locked':
      return {
        ...state,
        stage: 'locked',
        lock: { ...done, digest: act.digest, textSeq: state.textSeq, reason: act.reason },
      }
    case 'unlocked':
      return { ...state, stage: 'review', lock: null, declaration: null, unlock: { ...done, reason: act.reason } }
    case 'declared':
      return { ...state, stage: act.outcome, declaration: { ...act, ...done } }
    case 'exported':
      return { ...state, lastExport: { ...done, fileSha256: act.fileSha256 } }
    case 'submitted':
      return {
        ...state,
        stage: 'submitted',
        submission: { ...done, date: act.date, documentNumber: act.documentNumber },
      }
    case 'withdrawn':
      return { ...state, stage: 'withdrawn', withdrawal: { ...done, reason: act.reason } }
    case 'deleted':
      return { ...state, stage: 'deleted' }
  }
}

const withPosition = (state: ProposalState, record: PositionRecord) => [
  ...state.positions.filter((each) => each.administration !== record.administration),
  record,
]

function positionOf(act: Extract<Act, { type: 'position-taken' }>, entry: ActEntry): PositionRecord {
  if (entry.administration === null || entry.as === 'system') throw new Error('a position belongs to an administration')
  return {
    administration: administration(entry.administration),
    position: act.position,
    digest: act.digest,
    textSeq: act.textSeq,
    seq: entry.seq,
    time: entry.time,
    by: entry.author,
    as: entry.as,
  }
}

const withoutHolding = ({ holdings }: ProposalState, bracket: string, entry: ActEntry) =>
  holdings.filter((each) => each.bracket !== bracket || each.administration !== entry.administration)

function holdingOf(
  { bracket, alternative, words }: Extract<Act, { type: 'alternative-held' }>,
  entry: ActEntry,
): Holding {
  if (entry.administration === null) throw new Error('an alternative is held by an administration')
  const { seq, time, author: by } = entry
  return { administration: administration(entry.administration), bracket, alternative, words, seq, time, by }
}
