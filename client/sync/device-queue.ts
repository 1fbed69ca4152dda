import type { OutboxStore } from './outbox-store.ts'

const queues = new WeakMap<OutboxStore, Promise<boolean>>()

/**
 * One queue a store, so that an edit is never removed before it was written, and the next session of a proposal finds what the last
 * one was still writing. Answers whether the work succeeded.
 */
export function oneAfterTheOther(store: OutboxStore, work: () => Promise<void>): Promise<boolean> {
  const done = (queues.get(store) ?? Promise.resolve(true)).then(work).then(
    () => true,
    () => false,
  )
  queues.set(store, done)
  return done
}
