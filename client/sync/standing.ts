/** How this page stands with the server: what it may do there, and what keeps it away. */
import type { Right } from '../../shared/proposal/permissions.ts'
import { CLOSE, type CloseReason } from '../../shared/protocol/close-codes.ts'
import type { Welcome } from '../../shared/protocol/sync.ts'
import { finalReason, reasonOf } from './closing.ts'
import type { Log } from './log-follower.ts'
import { isRenewed, rightsNow } from './rights-now.ts'
import type { SessionSnapshot } from './session-snapshot.ts'

export type Standing = {
  rights(): readonly Right[]
  readonly mayEdit: () => boolean
  isRenewed(): boolean
  refusal(): SessionSnapshot['refusal']
  trouble(): SessionSnapshot['trouble']
  /** The server found no ground for an edit of ours, and has taken none since. */
  hadGap(): boolean
  greeted(welcome: Welcome): void
  /** The line was lost, and is tried again. */
  lost(code: number | undefined): void
  closed(code: number): void
  /** After a refusal. Answers whether there is one that is not being tried already. */
  tryAgain(): boolean
  /** Nothing of ours waits. */
  calm(): void
  settled(): void
}

type Sources = {
  readonly log: () => Log
  /** Nobody types for the moment. */
  readonly isDraining: () => boolean
}

export function createStanding({ log, isDraining }: Sources): Standing {
  let welcome: Welcome | null = null
  let refusal: SessionSnapshot['refusal'] = null
  let trouble: CloseReason | null = null
  let hadGap = false

  const rights = () => rightsNow(welcome, log(), isDraining() || refusal !== null)

  return {
    rights,
    mayEdit: () => rights().includes('edit-text'),
    isRenewed: () => isRenewed(welcome),
    refusal: () => refusal,
    trouble: () => trouble,
    hadGap: () => hadGap,
    greeted(received) {
      welcome = received
      refusal = null
    },
    lost(code) {
      hadGap ||= code === CLOSE.gap
      trouble = reasonOf(code) ?? trouble
    },
    closed: (code) => void (refusal = { code, reason: finalReason(code), isTryingAgain: false }),
    tryAgain() {
      if (refusal === null || refusal.isTryingAgain) return false
      refusal = { ...refusal, isTryingAgain: true }
      return true
    },
    calm: () => void (trouble = null),
    settled() {
      hadGap = false
      trouble = null
    },
  }
}
