/**
 * Coming back with a text that the server need not send again.
 *
 *   the address says what is reached → the server's first word: it goes on from there, or it does not, and is asked then
 */
import type { Reached, Welcome } from '../../shared/protocol/sync.ts'

type Resuming = {
  /** For the address of the next connection. */
  params(): Record<string, string>
  /** The server has not said yet whether it goes on from there: nothing is asked of it before that. */
  isOffered(): boolean
  /** On this connection the server goes on from what is reached. */
  isResumed(): boolean
  begun(welcome: Welcome): void
  lost(): void
  /** Something was amiss: until a text has come again, both sides say what they hold. */
  doubt(): void
  trust(): void
}

export function createResuming(reached: () => Reached | null, ask: () => void): Resuming {
  let isOffered = false
  let isResumed = false
  let isDoubtful = false

  return {
    params() {
      const from = isDoubtful ? null : reached()
      isOffered = from !== null
      return from ? { after: `${from.seq}.${from.time}` } : {}
    },
    isOffered: () => isOffered,
    isResumed: () => isResumed,
    begun({ resumed = false }) {
      if (!isOffered) return
      isOffered = false
      isResumed = resumed
      if (!resumed) ask()
    },
    lost: () => void (isResumed = false),
    doubt: () => void (isDoubtful = true),
    trust: () => void (isDoubtful = false),
  }
}
