/** What a connection begins with: from where it is told of the log, and of the text. */
import type { ProposalId } from '../../shared/ids.ts'
import type { Reached, Welcome } from '../../shared/protocol/sync.ts'
import type { EntryTable } from '../log/entry-table.ts'
import type { Known } from '../log/known-states.ts'
import { LONGEST_TAIL, type SentTexts } from '../log/sent-texts.ts'

/** Of somebody who comes: the entry that they have reached, and that whose state is known to whoever lets them in. */
export type Arriving = { readonly reached: Reached | null; readonly has: Pick<Known, 'head' | 'lineage'> | null }
export type Joining = {
  readonly greeting: Omit<Welcome, 'state'>
  /** Which log it is, as `Known` says it. */
  readonly lineage: number
  /** In JSON; null where it is known. */
  readonly state: string | null
  readonly start: Start
}
type Start =
  | { readonly kind: 'exchange'; readonly stateVector: Uint8Array }
  /** What was written after the entry that they have reached; null where nothing was. */
  | { readonly kind: 'resumed'; readonly after: Uint8Array | null }

export const COMES_WITH_NOTHING: Arriving = { reached: null, has: null }

type Tables = { readonly entries: EntryTable; readonly texts: SentTexts }

export function joiningOf(
  tables: Tables,
  { id, known, greeting }: { readonly id: ProposalId; readonly known: Known; readonly greeting: Joining['greeting'] },
  { reached, has }: Arriving,
): Joining {
  const isHeld = has?.head === known.head && has.lineage === known.lineage
  const start = startOf(tables, id, known, reached)
  return { greeting, lineage: known.lineage, state: isHeld ? null : known.written, start }
}

function startOf({ entries, texts }: Tables, id: ProposalId, known: Known, reached: Reached | null): Start {
  return isOnTheWay(entries, id, reached, known.head)
    ? { kind: 'resumed', after: texts.after(id, reached.seq, known) }
    : { kind: 'exchange', stateVector: texts.vectorAt(id, known) }
}

/** Whoever names an entry of this log by its number and its time has read it here; and is not too far behind. */
function isOnTheWay(entries: EntryTable, id: ProposalId, reached: Reached | null, head: number): reached is Reached {
  if (reached === null || reached.seq > head || head - reached.seq > LONGEST_TAIL) return false
  return entries.timeOf(id, reached.seq) === reached.time
}
