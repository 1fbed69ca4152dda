/** Those who have a proposal open on other nodes, as far as this node was told. */
import * as decoding from 'lib0/decoding'
import { fromBase64 } from 'lib0/buffer'
import type { PersonId } from '../../shared/ids.ts'
import { isSameCaret, readCaret, type Caret, type Present } from '../../shared/protocol/presence.ts'
import type { Member, MemberElsewhere } from './member.ts'
import type { PresenceNews } from './presence-news.ts'
import type { PresentUser } from './presence.ts'

/** Every node says again who is there well within this time. */
const SILENT_MS = 40_000

export class PresentElsewhere {
  private readonly known = new Map<string, { readonly member: Member; heardAt: number }>()
  private readonly seatOf: (person: PersonId, user: PresentUser) => Present

  constructor(seatOf: (person: PersonId, user: PresentUser) => Present) {
    this.seatOf = seatOf
  }

  get count(): number {
    return this.known.size
  }

  *members(): Iterable<Member> {
    for (const { member } of this.known.values()) yield member
  }

  hear(heard: readonly MemberElsewhere[], now: number, news: PresenceNews): void {
    for (const each of heard)
      if (each.isGone) this.forget(each.line, news)
      else this.follow(this.memberOf(each, now, news), each, news)
  }

  /** Whoever was not spoken of for long. */
  forgetSilent(now: number, news: PresenceNews): void {
    for (const [line, { heardAt }] of this.known) if (now - heardAt > SILENT_MS) this.forget(line, news)
  }

  private forget(line: string, news: PresenceNews): void {
    const known = this.known.get(line)
    if (!known) return
    this.known.delete(line)
    news.leaves(known.member)
  }

  private memberOf({ line, person, user, speaksAwareness }: MemberElsewhere, now: number, news: PresenceNews): Member {
    const known = this.known.get(line)
    if (known) return ((known.heardAt = now), known.member)
    const present = this.seatOf(person, user)
    const member: Member = { line, present, user, caret: null, entry: null, speaksAwareness, clock: -1 }
    this.known.set(line, { member, heardAt: now })
    news.came.add(member)
    return member
  }

  private follow(member: Member, { clock, caret, entry }: MemberElsewhere, news: PresenceNews): void {
    if (clock <= member.clock) return
    member.clock = clock
    if (entry && entry.clock !== member.entry?.clock) news.spoke.add(member)
    member.entry = entry
    const at = caretFrom(caret)
    if (!isSameCaret(member.caret, at)) news.moved.add(member)
    member.caret = at
  }
}

const caretFrom = (base64: string): Caret | null => readCaret(decoding.createDecoder(fromBase64(base64)))

/** Asked of what comes from outside: what is heard here was read before. */
export function isCaret(base64: string): boolean {
  try {
    caretFrom(base64)
    return true
  } catch {
    return false
  }
}
