/**
 * The moments of a log that one may want to look at: each decision, and each quiet point at which nobody had written for a while.
 * A log of a hundred thousand entries has far fewer of them; where there are still too many, the quiet has to be longer.
 */
import type { Act, LogEntry } from './acts.ts'
import type { PersonId } from '../ids.ts'

export type ProposalMoment = DecisionMoment | QuietMoment
export type DecisionMoment = {
  readonly kind: 'decision'
  readonly seq: number
  /** UTC milliseconds. */
  readonly time: number
  readonly person: PersonId
  readonly administration: string | null
  readonly act: Act
}
/** After the last of some edits that followed each other without a pause. */
export type QuietMoment = {
  readonly kind: 'quiet'
  readonly seq: number
  readonly time: number
  /** When the first of these edits was made. */
  readonly since: number
  readonly edits: number
  readonly by: readonly WriterOfEdits[]
}
export type WriterOfEdits = {
  readonly person: PersonId
  readonly administration: string | null
  readonly edits: number
}

/** Two minutes, in milliseconds. */
const QUIET = 120_000
export const MOST_MOMENTS = 1000

export function momentsOf(entries: readonly LogEntry[], most = MOST_MOMENTS): readonly ProposalMoment[] {
  const acts = entries.filter(({ kind }) => kind === 'act').length
  let quiet = QUIET
  let moments = momentsWith(entries, quiet)
  // Edits between two acts are a moment of their own however long the quiet: those cannot become fewer.
  while (moments.length > Math.max(most, 2 * acts + 1)) moments = momentsWith(entries, (quiet *= 2))
  return moments
}

function momentsWith(entries: readonly LogEntry[], quiet: number): readonly ProposalMoment[] {
  const moments: ProposalMoment[] = []
  let burst: Burst | null = null
  for (const entry of entries) {
    if (burst && (entry.kind === 'act' || entry.time - burst.last.time >= quiet)) {
      moments.push(quietAfter(burst))
      burst = null
    }
    if (entry.kind === 'act') moments.push(decisionOf(entry))
    else burst = joined(burst, entry)
  }
  return burst ? [...moments, quietAfter(burst)] : moments
}

type Burst = { readonly since: number; readonly by: Map<string, WriterOfEdits>; last: LogEntry; edits: number }

function joined(known: Burst | null, entry: LogEntry): Burst {
  const burst = known ?? { since: entry.time, by: new Map<string, WriterOfEdits>(), last: entry, edits: 0 }
  const { author: person, administration } = entry
  const key = `${person} ${administration ?? ''}`
  burst.by.set(key, { person, administration, edits: (burst.by.get(key)?.edits ?? 0) + 1 })
  burst.last = entry
  burst.edits += 1
  return burst
}

const quietAfter = ({ since, by, last, edits }: Burst): QuietMoment => ({
  kind: 'quiet',
  seq: last.seq,
  time: last.time,
  since,
  edits,
  by: [...by.values()],
})

const decisionOf = ({
  seq,
  time,
  author,
  administration,
  act,
}: Extract<LogEntry, { kind: 'act' }>): DecisionMoment => ({
  kind: 'decision',
  seq,
  time,
  person: author,
  administration,
  act,
})
