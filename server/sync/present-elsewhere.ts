/** Those who have a proposal open on other nodes, as far as this node was told. */
import type { PresenceEntry } from './presence.ts'

/** Every node says again who is there well within this time. */
const SILENT_MS = 40_000

export class PresentElsewhere {
  private readonly known = new Map<number, { entry: PresenceEntry; heardAt: number }>()

  /** Those of the entries that are news here. */
  hear(entries: readonly PresenceEntry[], now: number): readonly PresenceEntry[] {
    return entries.filter((entry) => {
      const before = this.known.get(entry.client)
      if (before && before.entry.clock > entry.clock) return false
      if (entry.state === null) return this.known.delete(entry.client)
      this.known.set(entry.client, { entry, heardAt: now })
      return before?.entry.clock !== entry.clock
    })
  }

  /** Whoever was not spoken of for long, as entries that say so. */
  gone(now: number): readonly PresenceEntry[] {
    const silent = [...this.known.values()].filter(({ heardAt }) => now - heardAt > SILENT_MS)
    for (const { entry } of silent) this.known.delete(entry.client)
    return silent.map(({ entry: { client, clock } }) => ({ client, clock: clock + 1, state: null }))
  }

  /** Somebody who is on this node now. */
  forget(client: number): void {
    this.known.delete(client)
  }

  present(): readonly PresenceEntry[] {
    return [...this.known.values()].map(({ entry }) => entry)
  }
}
