/**
 * A place where two edits met that could not know of each other, and where a person has to look at what came of it. Raised by the
 * server right after the edit that came second; open until somebody settles it. No word is lost: those that stand nowhere any more
 * are held in the flag.
 */
import { joinRuns, type FragmentName, type Run } from '../document/blocks.ts'
import type { GoneClause, Stretch } from '../document/flagged-text.ts'
import type { BlockId, PersonId } from '../ids.ts'

export const FLAG_KINDS = ['words-followed', 'words-held', 'text-twice'] as const
/**
 * `words-followed`: words were written into a part of a clause that somebody carried away (a split, a join); they now stand there.
 * `words-held`: words were written into a clause that somebody took away; they stand nowhere but in the flag.
 * `text-twice`: two people carried the same words away; they stand twice.
 */
export type FlagKind = (typeof FLAG_KINDS)[number]

/** One side of the collision: who, when, and the clauses as they read for that person. */
export type Version = {
  readonly by: PersonId
  readonly administration: string | null
  readonly seq: number
  /** UTC milliseconds. */
  readonly time: number
  readonly paragraphs: readonly (readonly Run[])[]
}

export type ReviewFlag = {
  readonly kind: FlagKind
  readonly fragment: FragmentName
  /** The clause to look at: the one that the words are in now, that is gone, or that has the second copy. */
  readonly block: BlockId
  /** The clause that the words came from, or that has the first copy. */
  readonly other: BlockId
  /** The split, join or deletion. */
  readonly structural: Version
  /** The typing; of two copies, the second. */
  readonly written: Version
  /** The words that it is about. */
  readonly words: readonly Run[]
  /** `words-held` only. */
  readonly gone: GoneClause | null
  /** `text-twice` only: the copy that came second. */
  readonly copy: readonly Stretch[]
}

export type OpenFlag = ReviewFlag & {
  /** The entry that raised it: its name. */
  readonly id: number
  readonly time: number
}

/** The same collision goes on while its author has not heard of it: each letter says more of one flag. */
export function withFlag(
  flags: readonly OpenFlag[],
  flag: ReviewFlag,
  { seq, time }: { readonly seq: number; readonly time: number },
): readonly OpenFlag[] {
  const known = flags.find((each) => isSameCollision(each, flag))
  if (!known) return [...flags, { ...flag, id: seq, time }]
  const words = flag.kind === 'words-followed' ? joinRuns([...known.words, ...flag.words]) : flag.words
  return flags.map((each) => (each === known ? { ...flag, words, id: known.id, time: known.time } : each))
}

export const RESOLUTIONS = ['keep', 'put-back', 'delete-copy'] as const
/** `keep`: the text is right as it is. */
export type Resolution = (typeof RESOLUTIONS)[number]

/** What may be decided about each kind; every entry is carried out exactly, whatever was written meanwhile. */
export const RESOLUTIONS_OF: Record<FlagKind, readonly Resolution[]> = {
  'words-followed': ['keep'],
  'words-held': ['put-back', 'keep'],
  'text-twice': ['delete-copy', 'keep'],
}

export const isSameCollision = (a: ReviewFlag, b: ReviewFlag) =>
  a.kind === b.kind &&
  a.block === b.block &&
  a.other === b.other &&
  a.structural.seq === b.structural.seq &&
  a.written.by === b.written.by
