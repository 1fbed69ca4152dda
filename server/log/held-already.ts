/** Whether a text holds all of an update, told without putting it in: a copy of a long text costs ten milliseconds. */
import * as Y from 'yjs'
import type { ClockRange, InspectedUpdate } from './inspect-update.ts'

export const isIn = ({ brings, deletes }: InspectedUpdate, { store }: Y.Doc): boolean =>
  brings.every(({ client, to }) => to <= Y.getState(store, client)) && deletes.every((range) => isGone(range, store))

function isGone({ client, from, to }: ClockRange, store: Y.Doc['store']): boolean {
  if (to > Y.getState(store, client)) return false
  const structs = store.clients.get(client)!
  for (let at = Y.findIndexSS(structs, from); at < structs.length && structs[at]!.id.clock < to; at++)
    if (!structs[at]!.deleted) return false
  return true
}
