/** What the writer is told about the edits made here. "Saved" is never said of anything that the server has not acknowledged. */

export type SaveState =
  /** `at`: when the server last acknowledged an edit of ours, milliseconds; null when nothing was edited here yet. */
  | { readonly state: 'saved'; readonly at: number | null }
  | { readonly state: 'saving' }
  /** `keptOnDevice` is false where the browser could not store the edits: closing the page would lose them. */
  | { readonly state: 'kept'; readonly edits: number; readonly keptOnDevice: boolean }
  /** Nothing waits, but the server did not take these: they are on this device only. `isStored` is false where they are in this page only. */
  | { readonly state: 'not-taken'; readonly edits: number; readonly isStored: boolean }
  | { readonly state: 'read-only' }

export type SaveFacts = {
  readonly mayEdit: boolean
  readonly connected: boolean
  /** Both sides have exchanged what they hold on this connection, and every update frame since is answered. */
  readonly settled: boolean
  /** Edits made here that the server has not acknowledged. */
  readonly edits: number
  /** Since when the oldest of them, or the exchange itself, waits; null while nothing waits. */
  readonly waitingSince: number | null
  readonly savedAt: number | null
  readonly keptOnDevice: boolean
  /** Edits that the server neither took nor parked. */
  readonly notTaken: number
  readonly notTakenIsStored: boolean
}

/** Longer than this is no longer "Saving…". Milliseconds. */
export const PATIENCE = 5_000

export function saveStateOf(facts: SaveFacts, now: number): SaveState {
  if (facts.edits === 0 && (!facts.mayEdit || (facts.connected && facts.settled))) return atRest(facts)
  if (facts.connected && now - (facts.waitingSince ?? now) < PATIENCE) return { state: 'saving' }
  return { state: 'kept', edits: facts.edits, keptOnDevice: facts.keptOnDevice }
}

/** Nothing waits for the server. */
function atRest({ mayEdit, savedAt, notTaken, notTakenIsStored }: SaveFacts): SaveState {
  if (notTaken > 0) return { state: 'not-taken', edits: notTaken, isStored: notTakenIsStored }
  return mayEdit ? { state: 'saved', at: savedAt } : { state: 'read-only' }
}
