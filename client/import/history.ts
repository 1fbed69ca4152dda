/** The draft with the ones before it, so that the last fixes can be undone one by one. */
import type { SourceParagraph } from '../../shared/import/accounted.ts'
import { changed, type Change, type Draft } from './draft.ts'

export type History = {
  readonly now: Draft
  readonly before: readonly Draft[]
  readonly source: readonly SourceParagraph[]
}
export type Step = Change | { readonly type: 'undo' }

const MOST = 200

export function stepped(history: History, step: Step): History {
  if (step.type === 'undo') return undone(history)
  const now = changed(history.now, step, history.source)
  if (now === history.now) return history
  // Typing in one field of the edition is one step back.
  const last = history.before.at(-1)
  const goesOn =
    step.type === 'edition' && last !== undefined && last.blocks === now.blocks && last.leftOut === now.leftOut
  return { ...history, now, before: goesOn ? history.before : [...history.before, history.now].slice(-MOST) }
}

function undone(history: History): History {
  const last = history.before.at(-1)
  return last ? { ...history, now: last, before: history.before.slice(0, -1) } : history
}
