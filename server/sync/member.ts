/** One line of a person who has a proposal open: on this node, or on another one. */
import type { PersonId } from '../../shared/ids.ts'
import type { Caret, Present } from '../../shared/protocol/presence.ts'
import type { PresenceEntry, PresentUser } from './presence.ts'

export type Member = {
  /** Unlike every other line's, on all nodes. */
  readonly line: string
  readonly present: Present
  readonly user: PresentUser
  caret: Caret | null
  /** What it says of itself, with the user as the server knows it, where it speaks awareness; null before its first word. */
  entry: PresenceEntry | null
  readonly speaksAwareness: boolean
  /** Counts what was told of it. */
  clock: number
}

/** A member, as its node tells the others. */
export type MemberElsewhere = {
  readonly line: string
  readonly clock: number
  readonly person: PersonId
  readonly user: PresentUser
  /** As base64. */
  readonly caret: string
  readonly entry: PresenceEntry | null
  readonly speaksAwareness: boolean
  readonly isGone: boolean
}

/** Names for who comes: a number for each line, which is never given twice, and a seat for each person. */
export class Seats {
  private last = 0

  take(person: PersonId, user: PresentUser, members: Iterable<Member>): Present {
    return { number: ++this.last, seat: seatFor(person, members), person, ...user }
  }
}

function seatFor(person: PersonId, members: Iterable<Member>): number {
  const taken = new Map<number, PersonId>([...members].map(({ present }) => [present.seat, present.person]))
  for (const [seat, owner] of taken) if (owner === person) return seat
  let free = 0
  while (taken.has(free)) free++
  return free
}
