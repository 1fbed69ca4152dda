/** For what a server in this process allows in so many seconds: none go by but those that the test says. */
import { onTestFinished, vi } from 'vitest'

export function stoppedClock(): { readonly goOn: (ms: number) => void } {
  let now = performance.now()
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => now)
  onTestFinished(() => clock.mockRestore())
  return { goOn: (ms) => void (now += ms) }
}
