/**
 * Who is here, as one node tells the others: the newest word of each line alone, gathered for a moment. May be lost: each node
 * says all of it again now and then, and whoever is not spoken of any more is taken for gone.
 */
import type { MemberElsewhere } from '../sync/member.ts'

/** PostgreSQL takes no more than 7,999 bytes. */
const MOST_BYTES = 7_900
const MARK = 'M'

export type Spoken = { readonly proposal: string; readonly member: MemberElsewhere }
export type PresenceHint = {
  readonly from: string
  readonly spoken: readonly Spoken[]
  /** Proposals that were just opened: the others are asked who is there. */
  readonly asked: readonly string[]
}

export class GatheredPresence {
  private readonly spoken = new Map<string, Spoken>()
  private readonly asked = new Set<string>()

  add(proposal: string, member: MemberElsewhere): void {
    this.spoken.set(member.line, { proposal, member })
  }

  ask(proposal: string): void {
    this.asked.add(proposal)
  }

  /** All that was gathered, in as few messages as hold it; a word that is too long for one is left out. */
  taken(from: string): readonly string[] {
    const asked = [...this.asked].slice(0, 100)
    const messages: string[] = asked.length > 0 ? [written({ from, spoken: [], asked })] : []
    let some: Spoken[] = []
    for (const each of this.spoken.values()) {
      const more = [...some, each]
      const fits = Buffer.byteLength(written({ from, spoken: more, asked: [] })) <= MOST_BYTES
      if (!fits && some.length > 0) messages.push(written({ from, spoken: some, asked: [] }))
      some = fits ? more : [each]
    }
    if (some.length > 0) messages.push(written({ from, spoken: some, asked: [] }))
    this.spoken.clear()
    this.asked.clear()
    return messages.filter((message) => Buffer.byteLength(message) <= MOST_BYTES)
  }
}

const written = (hint: PresenceHint): string => MARK + JSON.stringify(hint)

/** Null for a message of another kind. */
export function readPresenceHint(message: string): PresenceHint | null {
  if (!message.startsWith(`${MARK}{`)) return null
  try {
    return JSON.parse(message.slice(MARK.length)) as PresenceHint
  } catch {
    return null
  }
}
