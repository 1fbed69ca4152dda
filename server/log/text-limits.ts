/**
 * How much a proposal may hold. Whoever joins is sent all of it, so that one writer must not be able to make it too long for the
 * others. What only takes words out always passes.
 */
import * as Y from 'yjs'
import type { Refusal } from '../../shared/outcome.ts'
import type { InspectedUpdate } from './inspect-update.ts'
import type { LiveProposal } from './live-proposal.ts'
import { UpdatePlaces } from './update-places.ts'

export type TextLimits = {
  /** As it is sent to whoever joins. */
  readonly textBytes: number
  /** Characters, in UTF-16. */
  readonly clauseLength: number
}

export const TEXT_LIMITS: TextLimits = { textBytes: 4_000_000, clauseLength: 500_000 }

export type Size = {
  readonly bytes: number
  /** Bytes of edits that are judged already, and are not in the count of the text yet. */
  readonly ahead: number
}

/** Null where there is room for it. @param now UTC milliseconds */
export function tooLarge(
  update: InspectedUpdate,
  live: LiveProposal,
  { limits, size, now }: { readonly limits: TextLimits; readonly size: Size; readonly now: number },
): Refusal | null {
  if (update.brings.length === 0) return null
  const room = limits.textBytes - size.bytes - size.ahead
  if (live.textBytesAbout(room, now) > room) return FULL
  if (fitsUnopened(update, live, limits.clauseLength)) return null
  return isClauseTooLong(update, live.doc, limits.clauseLength) ? clauseTooLong(limits.clauseLength) : null
}

/** Where all clauses together have no more, each has room; otherwise the text is opened for it. */
const fitsUnopened = ({ items }: InspectedUpdate, { unopened }: LiveProposal, most: number): boolean =>
  unopened !== null && items.reduce((sum, { length }) => sum + length, unopened.characters) <= most

function isClauseTooLong({ items }: InspectedUpdate, doc: Y.Doc, most: number): boolean {
  const places = new UpdatePlaces(items, doc)
  const lengths = new Map<string, number>()
  for (const item of items) {
    if (!(item.content instanceof Y.ContentString)) continue
    const clause = places.clauseOf(item)
    if (clause === null) continue
    const length = (lengths.get(clause.list) ?? clause.length) + item.length
    if (length > most) return true
    lengths.set(clause.list, length)
  }
  return false
}

const FULL: Refusal = {
  code: 'too-large',
  reason: 'This proposal holds as much text as it can. Take out what is not needed any more, then write this again.',
}

const clauseTooLong = (most: number): Refusal => ({
  code: 'too-large',
  reason: `A clause holds at most ${most.toLocaleString('en')} characters. Put the rest into a clause of its own.`,
})
