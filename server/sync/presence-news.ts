/** What happened to those who are here since the others were last told. Of two words of one member the later stands. */
import type { Member } from './member.ts'

export class PresenceNews {
  readonly came = new Set<Member>()
  readonly left = new Set<Member>()
  /** Their caret is elsewhere. */
  readonly moved = new Set<Member>()
  /** Said something in their own awareness, be it the same: stock clients forget whoever is silent. */
  readonly spoke = new Set<Member>()

  get isEmpty(): boolean {
    return this.came.size + this.left.size + this.moved.size + this.spoke.size === 0
  }

  /** Nobody hears of one who came and left in between. */
  leaves(member: Member): void {
    this.moved.delete(member)
    this.spoke.delete(member)
    if (!this.came.delete(member)) this.left.add(member)
  }
}
