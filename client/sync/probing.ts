/**
 * When the server is asked whether the text here is the text there: some time after coming back, when the text was left alone for
 * a while, and now and then afterwards. Each difference that is found doubles the waits: should both sides ever count differently,
 * nobody reads the text anew all day.
 */
import type { Environment } from './environment.ts'

export type Probing = {
  /** The server's text has come, on a new connection. */
  rejoined(): void
  /** The text here changed. */
  touched(): void
  diverged(): void
  stop(): void
}

/** Milliseconds. After a restart of the server many come back at once. */
const QUIET = 30_000
const AFTER_REJOINING = 2_000
/** While nothing happens, in quiet times. */
const AGAIN = 10

/** `probe` answers false where it cannot ask now. */
export function createProbing(
  { random, quietBeforeProbe = QUIET }: Pick<Environment, 'random' | 'quietBeforeProbe'>,
  probe: () => boolean,
): Probing {
  let timer: ReturnType<typeof setTimeout> | undefined
  let differences = 0

  function after(wait: number): void {
    clearTimeout(timer)
    timer = setTimeout(ask, Math.min(wait * 2 ** differences, LONGEST_WAIT))
  }

  const ask = () => after(probe() ? quietBeforeProbe * AGAIN : quietBeforeProbe)

  return {
    rejoined: () => after(Math.min(AFTER_REJOINING, quietBeforeProbe) * (1 + random())),
    touched: () => after(quietBeforeProbe),
    diverged: () => void (differences += 1),
    stop: () => clearTimeout(timer),
  }
}

/** Milliseconds. */
const LONGEST_WAIT = 3_600_000
