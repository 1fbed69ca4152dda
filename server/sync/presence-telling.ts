/**
 * What those who are here are told, each in their own way: by the frames 109 to 112, or, to stock clients, in awareness. Encoded once
 * for all.
 */
import { randomInt } from 'node:crypto'
import { awarenessFrame } from './frames.ts'
import type { Member } from './member.ts'
import { once } from './once.ts'
import { caretsFrame, leftFrame, numberFrame, peopleFrame } from './presence-frames.ts'
import type { PresenceNews } from './presence-news.ts'
import { writePresence, type PresenceEntry } from './presence.ts'
import { cursorOf } from './stock-cursor.ts'

/** How somebody is told; false where they are too slow for it. */
type Telling = (listener: Hearing, own: Member) => boolean
export type Hearing = {
  /** The frames 109 to 114; another one speaks awareness. */
  readonly speaksCarets: boolean
  /** False where it was not sent, because the listener is too slow. */
  readonly sendPresence: (frame: Uint8Array) => boolean
}

/** Client ids by which stock clients know ours; one that they name themselves is none of these. */
const IDS = 2 ** 16

export class PresenceTelling {
  private readonly members: () => Iterable<Member>
  private readonly firstId = randomInt(2 ** 31)
  /** Of the awareness entries that stand for ours. */
  private clock = 0

  constructor(members: () => Iterable<Member>) {
    this.members = members
  }

  isOurs(client: number): boolean {
    return client >= this.firstId && client < this.firstId + IDS
  }

  ofNews(news: PresenceNews): Telling {
    const frames = once(() => framesOf(news))
    const entries = once(() => this.entriesOf(news))
    const awareness = once(() => awarenessFrame(writePresence(entries())))
    return (listener, own) => {
      if (listener.speaksCarets) return frames().every((frame) => listener.sendPresence(frame))
      const isOfOthers = entries().some(({ client }) => client !== own.entry?.client)
      return !isOfOthers || listener.sendPresence(awareness())
    }
  }

  ofAll(): Telling {
    const all = [...this.members()]
    const inText = all.filter(({ caret }) => caret !== null)
    const frames = once(() => [peopleFrame(all), ...(inText.length > 0 ? [caretsFrame(inText)] : [])])
    const entries = once(() => this.entries())
    const awareness = once(() => awarenessFrame(writePresence(entries())))
    return (listener, { present: { number } }) => {
      // To a stock client a list of nobody says nothing.
      if (!listener.speaksCarets) return entries().length === 0 || listener.sendPresence(awareness())
      return [numberFrame(number), ...frames()].every((frame) => listener.sendPresence(frame))
    }
  }

  /** Everybody, in awareness. */
  entries(): readonly PresenceEntry[] {
    return [...this.members()].flatMap((member) => this.entryOf(member)).filter(({ state }) => state !== null)
  }

  /** Those who speak no awareness themselves, in awareness; null where there is nobody. */
  ofOurs(): Uint8Array | null {
    const ours = [...this.members()].filter(({ speaksAwareness }) => !speaksAwareness)
    return ours.length > 0 ? awarenessFrame(writePresence(ours.flatMap((member) => this.entryOf(member)))) : null
  }

  private entriesOf({ left, came, moved, spoke }: PresenceNews): readonly PresenceEntry[] {
    const there = new Set([...came, ...moved, ...spoke])
    return [
      ...[...left].flatMap((member) => this.farewellOf(member)),
      ...[...there].flatMap((member) => this.entryOf(member)),
    ]
  }

  private entryOf(member: Member): readonly PresenceEntry[] {
    const { user, caret, entry, speaksAwareness } = member
    if (speaksAwareness) return entry ? [entry] : []
    return [{ client: this.idOf(member), clock: ++this.clock, state: { user, cursor: cursorOf(caret) } }]
  }

  /** Nobody is said to have left who is here on another line under the same id. */
  private farewellOf(member: Member): readonly PresenceEntry[] {
    const { entry, speaksAwareness } = member
    if (!speaksAwareness) return [{ client: this.idOf(member), clock: ++this.clock, state: null }]
    const isStillHere = [...this.members()].some((other) => other.entry?.client === entry?.client)
    return entry && !isStillHere ? [{ ...entry, clock: entry.clock + 1, state: null }] : []
  }

  private readonly idOf = ({ present: { number } }: Member) => this.firstId + (number % IDS)
}

const framesOf = ({ left, came, moved }: PresenceNews): readonly Uint8Array[] => [
  ...(left.size > 0 ? [leftFrame([...left])] : []),
  ...(came.size > 0 ? [peopleFrame([...came])] : []),
  ...(moved.size > 0 ? [caretsFrame([...moved])] : []),
]
