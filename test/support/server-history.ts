/** What a history says about when the text could change. */
import type { LogEntry } from '../../shared/proposal/acts.ts'

export function stageAfter(entries: readonly LogEntry[]) {
  let isLocked = false
  let locks = 0
  const textsWhileLocked: number[] = []
  for (const entry of entries) {
    if (entry.kind === 'text' && isLocked) textsWhileLocked.push(entry.seq)
    if (entry.kind !== 'act') continue
    if (entry.act.type === 'locked') {
      isLocked = true
      locks++
    }
    if (entry.act.type === 'unlocked') isLocked = false
  }
  const gaps = entries.filter(({ seq }, index) => seq !== index + 1).map(({ seq }) => seq)
  return { locks, textsWhileLocked, gaps }
}
