import type { Administration, PersonId } from '../ids.ts'
import type { Role } from '../proposal/roles.ts'

export const POSITIONS = ['supports', 'opposes', 'abstains'] as const
export type Position = (typeof POSITIONS)[number]

/** An administration's position, bound to the text that its head of delegation had on the screen. */
export type PositionRecord = {
  readonly administration: Administration
  readonly position: Position
  /** Digest of that text, and the sequence number of the last text entry in it. */
  readonly digest: string
  readonly textSeq: number
  /** When and by whom it was recorded. */
  readonly seq: number
  readonly time: number
  readonly by: PersonId
  readonly as: Role
}

/** A position on another text is kept and shown, but does not count. */
export const isStale = (record: PositionRecord, digest: string) => record.digest !== digest
