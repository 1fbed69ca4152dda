/**
 * The time between a refusal and the new doc. Refused edits are in the doc, frames may still be under way, and nobody types.
 * It ends online, when every frame is answered, or when the server has taken too long to answer; a page without a line keeps the
 * text that it has.
 */
import type { LineState } from './line-events.ts'
import { PATIENCE } from './save-state.ts'

export type Draining = {
  readonly isOn: () => boolean
  begin(): void
  /** Something about the line changed. */
  look(): void
  stop(): void
}

export function createDraining(line: () => LineState, onDrained: () => void): Draining {
  let timer: ReturnType<typeof setTimeout> | null = null
  let isOverdue = false

  function look(): void {
    const { connection, framesWaiting } = line()
    if (timer === null || connection !== 'online' || (framesWaiting > 0 && !isOverdue)) return
    stop()
    onDrained()
  }

  function overdue(): void {
    isOverdue = true
    look()
  }

  function stop(): void {
    if (timer !== null) clearTimeout(timer)
    timer = null
    isOverdue = false
  }

  return { isOn: () => timer !== null, begin: () => void (timer ??= setTimeout(overdue, PATIENCE)), look, stop }
}
