/** Waits for what must come, never for a time. */
import { vi } from 'vitest'

/** Says only that it hangs, because a busy machine is slow and not wrong; less than a test may take, so that the line is named. */
const HANGS_MS = 60_000

export const until = <T>(condition: () => T | Promise<T>): Promise<NonNullable<T>> =>
  vi.waitUntil(condition, { timeout: HANGS_MS, interval: 3 }) as Promise<NonNullable<T>>
