/**
 * Who has one proposal open and where their carets are.
 *
 * 1. Who somebody is comes from the sign-in alone. A line speaks for itself, and for nobody else.
 * 2. Everybody is told at once what happened since the last time, in the same frames, encoded once; a caret's last place alone.
 *    The first word after a pause goes out in the same turn; while nothing happens, no timer runs.
 * 3. Whoever misses a frame, being too slow, is told all of it anew.
 */
import { randomBytes } from 'node:crypto'
import { toBase64 } from 'lib0/buffer'
import type { PersonId } from '../../shared/ids.ts'
import { caretBytes, caretPace, isSameCaret, type Caret } from '../../shared/protocol/presence.ts'
import type { Person } from '../../shared/protocol/people.ts'
import { Seats, type Member, type MemberElsewhere } from './member.ts'
import { PresenceNews } from './presence-news.ts'
import { PresenceTelling, type Hearing } from './presence-telling.ts'
import { presentUser, type PresenceEntry } from './presence.ts'
import { PresentElsewhere } from './present-elsewhere.ts'
import { caretIn } from './stock-cursor.ts'

export type Listener = Hearing & { readonly person: Person }

export class RoomPresence {
  private readonly id = randomBytes(6).toString('hex')
  private readonly seats = new Seats()
  private readonly here = new Map<Listener, Member>()
  private readonly elsewhere: PresentElsewhere
  private readonly say: (member: MemberElsewhere) => void
  /** Have been told nothing yet, or have missed something. */
  private readonly unaware = new Set<Listener>()
  private news = new PresenceNews()
  private timer: NodeJS.Timeout | null = null
  private toldAt = -Infinity
  private readonly telling = new PresenceTelling(() => this.members())

  /** `say` tells the other nodes. */
  constructor(say: (member: MemberElsewhere) => void) {
    this.say = say
    this.elsewhere = new PresentElsewhere((person, user) => this.seats.take(person, user, this.members()))
  }

  came(listener: Listener): void {
    const { person, speaksCarets } = listener
    const user = presentUser(person)
    const present = this.seats.take(person.id, user, this.members())
    const line = `${this.id}.${present.number}`
    const member = { line, present, user, caret: null, entry: null, speaksAwareness: !speaksCarets, clock: 0 }
    this.here.set(listener, member)
    this.unaware.add(listener)
    this.news.came.add(member)
    this.tellSoon(member)
  }

  left(listener: Listener): void {
    const member = this.here.get(listener)
    if (!member) return
    this.here.delete(listener)
    this.unaware.delete(listener)
    this.news.leaves(member)
    this.say({ ...told(member), isGone: true })
    this.tellSoon(null)
  }

  moves(listener: Listener, caret: Caret | null): void {
    const member = this.here.get(listener)
    if (!member || isSameCaret(member.caret, caret)) return
    member.caret = caret
    this.news.moved.add(member)
    this.tellSoon(member)
  }

  /** In awareness; the entry names the user already. */
  speaks(listener: Listener, entry: PresenceEntry): void {
    const member = this.here.get(listener)
    if (!member?.speaksAwareness) return
    member.entry = entry
    this.news.spoke.add(member)
    this.moves(listener, caretIn(entry.state))
    this.tellSoon(member)
  }

  /** Of people on other nodes; and who of them has not been spoken of for long. */
  hear(members: readonly MemberElsewhere[], now: number): void {
    this.elsewhere.hear(members, now, this.news)
    this.elsewhere.forgetSilent(now, this.news)
    this.tellSoon(null)
  }

  /** For the other nodes. */
  presentHere(): readonly MemberElsewhere[] {
    return [...this.here.values()].map(told)
  }

  /** In awareness. */
  entries(): readonly PresenceEntry[] {
    return this.telling.entries()
  }

  /** One's own line that died may still hold it. */
  isTaken(client: number, by: Listener): boolean {
    if (this.telling.isOurs(client)) return true
    return [...this.members()].some(({ entry, present }) => entry?.client === client && present.person !== by.person.id)
  }

  /** Has been told of everybody, by number. */
  isAware(listener: Listener): boolean {
    return listener.speaksCarets && this.here.has(listener) && !this.unaware.has(listener)
  }

  /** Of a line of this person that everybody aware has been told of; null where there is none. */
  numberOf(person: PersonId): number | null {
    for (const member of this.members())
      if (member.present.person === person && !this.news.came.has(member)) return member.present.number
    return null
  }

  /** Stock clients take whoever is silent for half a minute for gone, and ours are silent while they sit still. */
  renew(): void {
    const stock = [...this.here.keys()].filter(({ speaksCarets }) => !speaksCarets)
    const frame = stock.length > 0 ? this.telling.ofOurs() : null
    if (frame) for (const listener of stock) listener.sendPresence(frame)
  }

  private *members(): Iterable<Member> {
    yield* this.here.values()
    yield* this.elsewhere.members()
  }

  private tellSoon(changed: Member | null): void {
    if (changed) this.sayAnew(changed)
    if (this.here.size === 0) return this.rest()
    if (this.news.isEmpty && this.unaware.size === 0) return
    const pause = caretPace(this.here.size + this.elsewhere.count) - (performance.now() - this.toldAt)
    this.timer ??= setTimeout(() => this.tell(), Math.max(0, pause))
  }

  /** With a later clock than before, so that a late word is known for one. */
  private sayAnew(member: Member): void {
    member.clock += 1
    this.say(told(member))
  }

  private rest(): void {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
  }

  private tell(): void {
    this.timer = null
    this.toldAt = performance.now()
    const { news } = this
    this.news = new PresenceNews()
    const [tellNews, tellAll] = [this.telling.ofNews(news), this.telling.ofAll()]
    for (const [listener, own] of this.here)
      if ((this.unaware.has(listener) ? tellAll : tellNews)(listener, own)) this.unaware.delete(listener)
      else this.unaware.add(listener)
    this.tellSoon(null)
  }
}

const told = (member: Member): MemberElsewhere => ({
  line: member.line,
  clock: member.clock,
  person: member.present.person,
  user: member.user,
  caret: toBase64(caretBytes(member.caret)),
  entry: member.entry,
  speaksAwareness: member.speaksAwareness,
  isGone: false,
})
