/**
 * Who is here, as one node tells the others: the newest word of each line alone, gathered for a moment. May be lost: each node
 * says all of it again now and then, and whoever is not spoken of any more is taken for gone.
 */
import { z } from 'zod'
import { personId } from '../../shared/ids.ts'
import type { MemberElsewhere } from '../sync/member.ts'
import { isCaret } from '../sync/present-elsewhere.ts'

/** PostgreSQL takes no more than 7,999 bytes. */
const MOST_BYTES = 7_900
/** For the names of the parts and that of the node. */
const AROUND_BYTES = 100
const MARK = 'M'

const WORDS = z.string()
const COUNT = z
  .int()
  .min(0)
  .max(2 ** 32 - 1)
const USER = z.object({ name: WORDS, administration: WORDS.nullable(), symbol: WORDS })
/** A state is JSON and may be anything; what is not there cannot be told on. */
const ENTRY = z.object({ client: COUNT, clock: COUNT, state: z.unknown().default(null) })
const MEMBER = z.object({
  line: WORDS,
  clock: z.int().min(0),
  person: WORDS.transform(personId),
  user: USER,
  caret: WORDS.refine(isCaret),
  entry: ENTRY.nullable(),
  speaksAwareness: z.boolean(),
  isGone: z.boolean(),
}) satisfies z.ZodType<MemberElsewhere>
const HINT = z.object({
  from: WORDS,
  spoken: z.array(z.object({ proposal: WORDS, member: MEMBER })).readonly(),
  /** Proposals that were just opened: the others are asked who is there. */
  asked: z.array(WORDS).readonly(),
})
export type PresenceHint = Readonly<z.infer<typeof HINT>>
type Spoken = PresenceHint['spoken'][number]

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
    const messages = [
      ...parcels([...this.asked]).map((asked) => written({ from, spoken: [], asked })),
      ...parcels([...this.spoken.values()]).map((spoken) => written({ from, spoken, asked: [] })),
    ]
    this.spoken.clear()
    this.asked.clear()
    return messages
  }
}

/** Each as full as one message may be. */
function parcels<Word>(words: readonly Word[]): readonly (readonly Word[])[] {
  const parcels: Word[][] = []
  let room = 0
  for (const word of words) {
    const bytes = Buffer.byteLength(JSON.stringify(word)) + 1
    if (bytes > MOST_BYTES - AROUND_BYTES) continue
    if (bytes > room) {
      parcels.push([])
      room = MOST_BYTES - AROUND_BYTES
    }
    parcels.at(-1)!.push(word)
    room -= bytes
  }
  return parcels
}

const written = (hint: PresenceHint): string => MARK + JSON.stringify(hint)

/** Null for a message of another kind, and for one that a node of another version, or nobody of ours, wrote. */
export function readPresenceHint(message: string): PresenceHint | null {
  if (!message.startsWith(`${MARK}{`)) return null
  try {
    return HINT.parse(JSON.parse(message.slice(MARK.length)))
  } catch {
    return null
  }
}
