/** Gathers what is known of the edits made here, for `save-state.ts` to say in one word. */
import type { LineState } from './line-events.ts'
import type { Outbox } from './outbox.ts'
import { saveStateOf, type SaveState } from './save-state.ts'

export type Saving = {
  state(): SaveState
  /** Since when something is being saved, UTC milliseconds; null while nothing is. */
  readonly waitingSince: () => number | null
  /** The server has taken edits of ours just now. */
  acknowledged(): void
  /** An edit of ours is in the log since this time. */
  written(at: number): void
}

type Sources = {
  readonly outbox: Outbox
  readonly line: () => LineState
  readonly mayEdit: () => boolean
  /** What earlier tabs left unsent is not known before. */
  readonly isRestored: () => boolean
  /** Words stand on the screen that are not in the doc yet. */
  readonly isComposed: () => boolean
  readonly now: () => number
}

export function createSaving({ outbox, line, mayEdit, isRestored, isComposed, now }: Sources): Saving {
  const openedAt = now()
  let savedAt: number | null = null

  function waitingSince(): number | null {
    const [oldest] = outbox.edits.values()
    const times = [line().waitingSince, oldest?.at ?? null, isRestored() ? null : openedAt]
    const known = times.filter((time) => time !== null)
    return known.length > 0 ? Math.min(...known) : null
  }

  function state(): SaveState {
    const { connection, isSettled } = line()
    const facts = {
      mayEdit: mayEdit(),
      connected: connection === 'online',
      settled: isSettled && isRestored(),
      edits: outbox.edits.size + (isComposed() ? 1 : 0),
      waitingSince: waitingSince(),
      savedAt,
      keptOnDevice: outbox.keptOnDevice() && !isComposed(),
      notTaken: outbox.aside().edits.length,
      notTakenIsStored: outbox.aside().isStored,
    }
    return saveStateOf(facts, now())
  }

  return {
    state,
    waitingSince,
    acknowledged: () => void (savedAt = now()),
    written: (at) => void (savedAt = Math.max(savedAt ?? 0, at)),
  }
}
