/**
 * What an update must be before it may enter the log. Yjs itself trusts its peers; here they are checked:
 *
 *   1 size, number of parts, and every byte read                      (inspect-update.ts)
 *   2 new parts only in the name of client ids that belong to this person; a new id starts at clock 0 and is theirs from then on
 *   3 no gaps and no circles: nothing may wait, or it would appear later without having been checked  (update-order.ts)
 *   4 no deletion of what does not exist yet
 *   5 only the roots, attributes, marks and embeds of the document schema   (update-places.ts, allowed-content.ts)
 *
 * Source: sync-engine §3.5. This is sanity, attribution and defence among signed-in writers, not a right per clause.
 */
import * as Y from 'yjs'
import { accept, refuse, type Outcome } from '../../shared/outcome.ts'
import { problemWith } from './allowed-content.ts'
import type { ClockRange, InspectedUpdate } from './inspect-update.ts'
import { isInOrder, namedBy, type Reach } from './update-order.ts'
import { UpdatePlaces } from './update-places.ts'

export type Ownership = {
  /** Whose client id this is; undefined where nobody has used it. */
  readonly ownerOf: (client: number) => string | undefined
  readonly person: string
}

/** The client ids that become this person's when the update is taken over. */
export type Binding = readonly number[]

/**
 * `update` tells nothing that the document knows (`newsIn`). Total: an update made to exhaust the checks is refused like any other bad
 * one. A gap is found last, so that what is refused for a gap alone is sound in all else.
 */
export function validateUpdate(update: InspectedUpdate, doc: Y.Doc, ownership: Ownership): Outcome<Binding> {
  try {
    return validate(update, doc, ownership)
  } catch (error) {
    if (error instanceof RangeError) return refuse('invalid-update', 'The edit is nested too deeply.')
    throw error
  }
}

function validate(update: InspectedUpdate, doc: Y.Doc, ownership: Ownership): Outcome<Binding> {
  const known: Reach = (client) => Y.getState(doc.store, client)
  const { brings, items } = update
  const after = reachAfter(brings, known)
  const early = update.deletes.filter(({ client, to }) => to > after(client))
  if (!brings.every(({ client }) => isOwn(ownership, client)))
    return refuse('invalid-update', 'The edit speaks in the name of somebody else’s device.')
  if (!early.every(({ client }) => isOwn(ownership, client)))
    return refuse('invalid-update', 'The edit deletes something that does not exist yet.')
  const unknown = firstUnknown(items, new UpdatePlaces(items, doc))
  if (unknown) return refuse('invalid-update', `The edit holds something that a text cannot hold (${unknown}).`)
  if (early.length > 0 || brings.some(({ client, from }) => from > known(client))) return gap()
  if (!items.every((item) => namedBy(item).every(({ client, clock }) => clock < after(client)))) return gap()
  if (!isInOrder(items, after)) return refuse('invalid-update', 'The parts of the edit wait for each other.')
  return accept(brings.map(({ client }) => client).filter((client) => ownership.ownerOf(client) === undefined))
}

function reachAfter(brings: readonly ClockRange[], known: Reach): Reach {
  const ends = new Map(brings.map(({ client, to }) => [client, to]))
  return (client) => Math.max(known(client), ends.get(client) ?? 0)
}

const gap = () =>
  refuse('gap-in-updates', 'The edit builds on one that has not arrived. The page will send both again by itself.')

function isOwn({ ownerOf, person }: Ownership, client: number): boolean {
  const owner = ownerOf(client)
  return owner === undefined || owner === person
}

function firstUnknown(items: readonly Y.Item[], places: UpdatePlaces): string | undefined {
  for (const item of items) {
    const problem = problemWith(item, places.of(item))
    if (problem) return problem
  }
  return undefined
}
