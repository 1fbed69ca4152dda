/**
 * Which blocks need a new order key, and which: the new ones, the moved ones, and those outside the longest run that is already
 * in order. Everybody else keeps the key, so that two people who move different clauses never undo each other.
 */
import { keyBetween } from '../../../shared/document/order-key.ts'
import { longestIncreasingRun } from './increasing-run.ts'

type Placed = { readonly id: string; readonly order: string }

/** `orderOf` gives null for a block that is not in the document yet; `moved` are those that somebody took hold of. */
export function newOrders(
  ids: readonly string[],
  orderOf: (id: string) => string | null,
  moved: ReadonlySet<string> | null,
  chance: () => number,
): ReadonlyMap<string, string> {
  const staying = stayingBlocks(ids, orderOf, moved)
  const orders = new Map<string, string>()
  let last: Placed | null = null
  ids.forEach((id, at) => {
    const kept = staying.get(id)
    // Equal keys are legal, and leave no room between: then the second one moves too.
    const order: string =
      kept !== undefined && isAfter(last, { id, order: kept })
        ? kept
        : keyBetween(last?.order ?? null, nextOrder(ids, at, staying, last?.order ?? ''), chance)
    if (order !== kept) orders.set(id, order)
    last = { id, order }
  })
  return orders
}

function stayingBlocks(
  ids: readonly string[],
  orderOf: (id: string) => string | null,
  moved: ReadonlySet<string> | null,
) {
  const candidates = ids.flatMap((id): Placed[] => {
    const order = moved?.has(id) ? null : orderOf(id)
    return order === null ? [] : [{ id, order }]
  })
  const run = longestIncreasingRun(candidates, isBefore)
  return new Map(candidates.filter((_, at) => run.has(at)).map(({ id, order }) => [id, order]))
}

function nextOrder(
  ids: readonly string[],
  at: number,
  staying: ReadonlyMap<string, string>,
  low: string,
): string | null {
  for (let next = at + 1; next < ids.length; next++) {
    const order = staying.get(ids[next]!)
    if (order !== undefined && order > low) return order
  }
  return null
}

const isAfter = (last: Placed | null, next: Placed) => last === null || isBefore(last, next)

const isBefore = (a: Placed, b: Placed) => a.order < b.order || (a.order === b.order && a.id < b.id)
