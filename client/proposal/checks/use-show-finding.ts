import type { Finding } from '../../../shared/drafting/drafting-checks.ts'
import { showClause } from '../outline/clause-place.ts'
import { useTextEditors } from './text-editors.ts'

/** Leads to the words that a finding is about. `onShowText` tells a narrow screen to give way to the text. */
export function useShowFinding(onShowText: () => void): (finding: Finding) => void {
  const editors = useTextEditors()
  return ({ block, fragment = 'text', range = null }) => {
    onShowText()
    editors.showText()
    if (block === null) return
    // A part that was hidden has no place to scroll to before it is drawn.
    requestAnimationFrame(() => {
      if (editors.of(fragment)?.show(block, range) !== true) showClause(block)
    })
  }
}
