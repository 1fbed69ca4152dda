/** What becomes of edits that the server did not take. */
import type { Nack } from '../../shared/protocol/sync.ts'
import type { RefusalCode } from '../../shared/refusals.ts'
import type { Outbox } from './outbox.ts'
import type { ParkedNotice } from './session-snapshot.ts'

/** The same edit may well be taken a little later. */
const PASSING: readonly RefusalCode[] = ['storage-failed', 'too-many-requests', 'internal-error']

/** A gap closes when both sides exchange what they hold, so it is a refusal only when it comes back after that. */
export const isPassing = ({ code }: Nack, hadGap: boolean) =>
  PASSING.includes(code) || (code === 'gap-in-updates' && !hadGap)

/** The server's copy replaces ours only where it says that it has one. Answers how many edits are now kept on this device alone. */
export async function partWith(outbox: Outbox, edits: readonly number[], nack: Nack): Promise<number> {
  if (nack.parked !== null) {
    outbox.settle(edits)
    return 0
  }
  const { code, reason } = nack
  return (await outbox.setAside(edits, { code, reason })) ? edits.length : 0
}

/** One notice for all that was refused since the writer last dismissed it; its reason is the first, which caused the rest. */
export function withRefusal(notice: ParkedNotice | null, nack: Nack, at: number): ParkedNotice {
  const ids = nack.parked === null ? [] : [nack.parked]
  if (notice === null) return { reason: nack.reason, ids, onDevice: 0, at }
  return { ...notice, ids: [...new Set([...notice.ids, ...ids])] }
}
