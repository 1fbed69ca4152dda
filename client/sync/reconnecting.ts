/**
 * When a line that was lost is tried again.
 *
 * 1. The waits grow from attempt to attempt. A connection that ends as soon as it is made is no success: they go on growing.
 * 2. The browser knows at once what the line itself would show by its silence: that it has no network, and that it has one again.
 */
import { spreadAsked } from './closing.ts'
import type { Environment } from './environment.ts'

type Reconnecting = {
  connected(): void
  /** UTC milliseconds; null while there is no connection. */
  connectedAt(): number | null
  lost(): void
  /** Tries again after what the server asked for, or as long as this attempt has to wait. */
  later(code: number | undefined, reason: string | undefined): void
  /** Tries again as soon as not everybody does so at once. */
  soon(): void
  stop(): void
}

type Sources = {
  readonly environment: Environment
  /** Edits wait that nobody else has. */
  readonly isUnsaved: () => boolean
  readonly connect: () => void
  readonly disconnect: () => void
}

/** A connection that lasts longer than this was one. Milliseconds. */
const STEADY = 10_000

export function createReconnecting({ environment, isUnsaved, connect, disconnect }: Sources): Reconnecting {
  const { now, random, leastWait } = environment
  let connectedAt: number | null = null
  let attempt = 0
  let timer: ReturnType<typeof setTimeout> | null = null

  function after(wait: number): void {
    cancel()
    timer = setTimeout(() => {
      timer = null
      connect()
    }, wait)
  }

  function cancel(): void {
    if (timer !== null) clearTimeout(timer)
    timer = null
  }

  const soon = () => after(random() * leastWait)
  const comeBack = () => void (timer !== null && soon())
  globalThis.addEventListener?.('online', comeBack)
  globalThis.addEventListener?.('offline', disconnect)

  return {
    connected: () => void (connectedAt = now()),
    connectedAt: () => connectedAt,
    lost() {
      if (connectedAt !== null && now() - connectedAt > STEADY) attempt = 0
      connectedAt = null
    },
    later: (code, reason) => after(waitBefore(attempt++, spreadAsked(code, reason), environment, isUnsaved())),
    soon,
    stop() {
      cancel()
      globalThis.removeEventListener?.('online', comeBack)
      globalThis.removeEventListener?.('offline', disconnect)
    },
  }
}

export const isBrowserOnline = (): boolean => (globalThis.navigator as Navigator | undefined)?.onLine !== false

type Waits = Pick<Environment, 'leastWait' | 'mostWait' | 'random'>

/**
 * Full jitter: clients come back spread out and not as one wave. `attempt` from 0. One's own line that broke is tried soon; where the
 * server said why it ended the connection, everybody was told so at once, and all of the time is used, or what the server asked for.
 * Who has edits that are not saved tries sooner at first.
 * @param told seconds over which the server wants its clients spread; 0 where it named none, null where it said nothing
 */
export function waitBefore(
  attempt: number,
  told: number | null,
  { leastWait, mostWait, random }: Waits,
  isUnsaved = false,
): number {
  const growing = Math.min(mostWait, leastWait * 2 ** Math.min(attempt + (isUnsaved ? 1 : 3), 30))
  const ceiling = told === null ? growing : Math.max(mostWait, Math.min(told * 1_000, LONGEST_TOLD))
  return leastWait + random() * (ceiling - leastWait)
}

/** Milliseconds. Nobody is sent away for longer, whatever a server says. */
const LONGEST_TOLD = 120_000
