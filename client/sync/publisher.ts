/** Tells the listeners of a new snapshot, and of none that says the same as the last. */
import { PATIENCE } from './save-state.ts'
import { steady, type SessionSnapshot } from './session-snapshot.ts'

type Publisher = {
  snapshot(): SessionSnapshot
  publish(): void
  subscribe(listener: () => void): () => void
  close(): void
}

type Sources = {
  readonly current: () => SessionSnapshot
  /** Since when something is being saved; milliseconds. */
  readonly waitingSince: () => number | null
  readonly now: () => number
}

export function createPublisher({ current, waitingSince, now }: Sources): Publisher {
  const listeners = new Set<() => void>()
  let last: SessionSnapshot | null = null
  let patience: ReturnType<typeof setTimeout> | undefined

  /** "Saving" ends by itself, when it has lasted too long. */
  function publishWhenOverdue(): void {
    clearTimeout(patience)
    if (last?.save.state !== 'saving') return
    patience = setTimeout(publish, Math.max(0, (waitingSince() ?? now()) + PATIENCE - now()) + 1)
  }

  function publish(): void {
    const previous = last
    last = steady(previous, current())
    publishWhenOverdue()
    if (last === previous) return
    for (const listener of listeners) listener()
  }

  return {
    snapshot: () => (last ??= current()),
    publish,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close() {
      listeners.clear()
      clearTimeout(patience)
    },
  }
}
