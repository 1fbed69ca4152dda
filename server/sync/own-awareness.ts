import type { PresenceEntry } from './presence.ts'

/** A connection speaks for one client id; what else it sends (stock clients repeat what they heard) is left out. */
export class OwnAwareness {
  private client: number | null = null

  /** @param isTaken by somebody else */
  ownOf(entries: readonly PresenceEntry[], isTaken: (client: number) => boolean): PresenceEntry | undefined {
    const own = entries.find(({ client }) => client === this.client) ?? this.firstOf(entries, isTaken)
    if (own) this.client = own.client
    return own
  }

  private firstOf(entries: readonly PresenceEntry[], isTaken: (client: number) => boolean): PresenceEntry | undefined {
    if (this.client !== null || entries.length !== 1) return undefined
    return entries.find(({ client, state }) => state !== null && !isTaken(client))
  }
}
