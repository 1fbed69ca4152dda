/** Whether Yjs can put an update in at once, with nothing left waiting. */
import type * as Y from 'yjs'

/** For each client, how many clocks are there. */
export type Reach = (client: number) => number

/** Every neighbour and parent comes before whoever names it: none is later, and no two wait for each other. */
export function isInOrder(items: readonly Y.Item[], after: Reach): boolean {
  const client = items[0]?.id.client
  // Of one client alone, as typing is: what others wrote is there.
  if (items.every(({ id }) => id.client === client)) return items.every(comesAfterOwn)
  const queues = new Map([...Map.groupBy(items, ({ id }) => id.client)].map(([client, own]) => [client, own.values()]))
  const heads = new Map([...queues].map(([client, queue]) => [client, queue.next().value]))
  const reached: Reach = (client) => {
    const head = heads.get(client)
    return head ? head.id.clock : after(client)
  }
  const mayGo = (item: Y.Item) => namedBy(item).every(({ client, clock }) => clock < reached(client))
  const advance = (client: number): boolean => {
    let moved = false
    for (let head = heads.get(client); head && mayGo(head); head = heads.get(client), moved = true)
      heads.set(client, queues.get(client)!.next().value)
    return moved
  }
  while ([...queues.keys()].map(advance).some(Boolean));
  return [...heads.values()].every((head) => head === undefined)
}

const comesAfterOwn = (item: Y.Item): boolean =>
  namedBy(item).every(({ client, clock }) => client !== item.id.client || clock < item.id.clock)

/** The ids of the neighbours and of the parent, where an update tells them. */
export const namedBy = (item: Y.Item): readonly Y.ID[] =>
  [item.origin, item.rightOrigin, parentIdOf(item)].filter((id): id is Y.ID => id !== null)

/** As decoded, `parent` is the name of a root, the id of a type, or null. */
function parentIdOf(item: Y.Item): Y.ID | null {
  const parent: unknown = item.parent
  return parent !== null && typeof parent === 'object' && 'clock' in parent ? (parent as Y.ID) : null
}
