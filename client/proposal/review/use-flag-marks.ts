import { useEffect } from 'react'
import type { OpenFlag } from '../../../shared/proposal/review-flag.ts'
import { clauseElement } from '../outline/clause-place.ts'

/**
 * Marks flagged clauses in the margin of the text, which is drawn elsewhere: the editor leaves attributes of its paragraphs alone.
 * After each drawing, because a paragraph may have been drawn anew.
 */
export function useFlagMarks(flags: readonly OpenFlag[]): void {
  useEffect(() => {
    const marked = flags.flatMap(({ block }) => clauseElement(block) ?? [])
    for (const element of marked) element.dataset['flagged'] = ''
    return () => marked.forEach((element) => delete element.dataset['flagged'])
  })
}
