/** What a client that comes back says in its address: up to which entry it has the text, and the time of that entry. */
import type { IncomingMessage } from 'node:http'
import type { Reached } from '../../shared/protocol/sync.ts'

/** Null where it says nothing, or nothing that can be read. */
export function reachedIn({ url }: Pick<IncomingMessage, 'url'>): Reached | null {
  const found = /[?&]after=(\d{1,15})\.(\d{1,15})(?:&|$)/.exec(url ?? '')
  return found && { seq: Number(found[1]), time: Number(found[2]) }
}
