/** Many clauses that somebody else took out of the text at one stroke: who is here is to be told, and from where on to look. */
import type * as Y from 'yjs'
import { FRAGMENTS } from '../../../shared/document/blocks.ts'
import { fragmentOf } from '../../../shared/document/ydoc.ts'
import type { PersonId } from '../../../shared/ids.ts'
import type { ProposalState } from '../../../shared/proposal/fold.ts'

/** `after`: a text entry before it; `upTo`: one that has it. `by` is null where the log does not tell here whose it was. */
export type Removal = {
  readonly clauses: readonly string[]
  readonly after: number
  readonly upTo: number
  readonly time: number
  readonly by: PersonId | null
}

/** So many, or more than half of the text where that is not a handful. */
const MANY = { clauses: 20, ofHalf: 3 }

export const areMany = (removed: number, before: number): boolean =>
  removed >= MANY.clauses || (removed >= MANY.ofHalf && removed * 2 > before)

type Seen = { readonly state: Pick<ProposalState, 'textSeq' | 'lastEdit'> | null; readonly textSeq: number }
type Watched = {
  readonly doc: Y.Doc
  readonly snapshot: () => Seen
  readonly subscribe: (listener: () => void) => () => void
}
type Stroke = { readonly clauses: readonly string[]; readonly before: Seen }

/**
 * Tells of what others took away, in as far as it is not back; null when all of it is. What one's own windows take away is one's own.
 */
export function watchRemovals(
  { doc, snapshot, subscribe }: Watched,
  own: PersonId,
  tell: (removal: Removal | null) => void,
): { readonly dismiss: () => void; readonly stop: () => void } {
  let removal: Removal | null = null
  let stroke: Stroke | null = null
  const fragments = FRAGMENTS.map((name) => fragmentOf(doc, name))
  const isGone = (id: string) => !fragments.some((fragment) => fragment.has(id))
  let taken: string[] = []

  const told = (next: Removal | null) => {
    removal = next
    tell(next)
  }
  const note = (event: Y.YMapEvent<Y.Text>) => {
    for (const [id, { action }] of event.changes.keys) if (action === 'delete') taken.push(id)
  }
  const close = ({ local }: Y.Transaction) => {
    const clauses = taken
    taken = []
    const left = fragments.reduce((sum, { size }) => sum + size, 0)
    if (!local && areMany(clauses.length, clauses.length + left)) stroke = { clauses, before: snapshot() }
    else if (removal && !removal.clauses.every(isGone)) lookAgain(removal)
  }
  const lookAgain = (known: Removal) => {
    const clauses = known.clauses.filter(isGone)
    told(clauses.length > 0 ? { ...known, clauses } : null)
  }
  // The entry is told right after its text.
  const follow = () => {
    if (stroke === null) return
    const next = removalBy(stroke, snapshot())
    stroke = null
    if (next !== null && next.by !== own) told(joined(removal, next))
  }

  for (const fragment of fragments) fragment.observe(note)
  doc.on('afterTransaction', close)
  const unsubscribe = subscribe(follow)
  return {
    dismiss: () => told(null),
    stop: () => {
      for (const fragment of fragments) fragment.unobserve(note)
      doc.off('afterTransaction', close)
      unsubscribe()
    },
  }
}

/** Null where nothing is known yet of what was there before. */
function removalBy({ clauses, before }: Stroke, { state }: Seen): Removal | null {
  if (state === null || before.state === null || before.textSeq === 0) return null
  const isOneEntry = state.textSeq === before.state.textSeq + 1
  const after = Math.min(before.textSeq, before.state.textSeq)
  const { by, time } = state.lastEdit
  return { clauses, after, upTo: state.textSeq, time, by: isOneEntry ? by : null }
}

const joined = (known: Removal | null, next: Removal): Removal =>
  known === null
    ? next
    : {
        ...next,
        clauses: [...new Set([...known.clauses, ...next.clauses])],
        after: known.after,
        by: known.by === next.by ? next.by : null,
      }
