/** What becomes of edits that the server did not take. */
import type { Nack } from '../../shared/protocol/sync.ts'
import type { Outbox } from './outbox.ts'
import type { ParkedNotice } from './session-snapshot.ts'

/** The server failed in the middle of it, and says nothing of the edit: it may well be taken a little later. */
export const isPassing = ({ code }: Nack): boolean => code === 'internal-error'

type Refusals = {
  /** The page lets go of these edits: they are parked, or set aside. */
  letGo(edits: readonly number[], why: Nack): void
  notice(): ParkedNotice | null
  dismiss(): void
}

export function createRefusals(outbox: Outbox, now: () => number): Refusals {
  let notice: ParkedNotice | null = null
  return {
    letGo(edits, why) {
      notice = withRefusal(notice, why, now())
      partWith(outbox, edits, why)
    },
    notice: () => notice,
    dismiss: () => void (notice = null),
  }
}

/** The server's copy replaces ours only where it says that it has one. */
function partWith(outbox: Outbox, edits: readonly number[], { parked, code, reason }: Nack): void {
  if (parked !== null) outbox.settle(edits)
  else outbox.setAside(edits, { code, reason })
}

/** One notice for all that was refused since the writer last dismissed it; its reason is the first, which caused the rest. */
function withRefusal(notice: ParkedNotice | null, nack: Nack, at: number): ParkedNotice {
  const ids = nack.parked === null ? [] : [nack.parked]
  if (notice === null) return { reason: nack.reason, ids, at }
  return { ...notice, ids: [...new Set([...notice.ids, ...ids])] }
}

/** These build on others that were refused. */
export const STUCK: Nack = {
  code: 'gap-in-updates',
  reason: 'These edits build on others that were refused, so they cannot be joined to the text.',
  parked: null,
}

export const TOO_LARGE: Nack = {
  code: 'too-large',
  reason: 'This edit is too large to send in one piece.',
  parked: null,
}
