/** The remarks of an import on the screen, and the way from one to the next. */
import type { AccountedFinding } from '../../shared/import/accounted.ts'

export const remarkId = (index: number) => `remark-${index}`

type Open = Pick<AccountedFinding, 'severity'> & { readonly index: number }

/** The next remark to check after one, going round; those that only inform when nothing else is open. Null where none is. */
export function nextOpen(open: readonly Open[], after: number | null): number | null {
  const toCheck = open.filter(({ severity }) => severity !== 'note')
  const asked = toCheck.length > 0 ? toCheck : open
  return (asked.find(({ index }) => after === null || index > after) ?? asked[0])?.index ?? null
}

export function goToRemark(index: number): void {
  const element = document.getElementById(remarkId(index))
  element?.focus({ preventScroll: true })
  element?.scrollIntoView({ block: 'center' })
}

const WEIGHT = { serious: 0, doubtful: 1, note: 2 } as const

/** What may be wrong comes first; what only informs last. */
export const bySeverity = (a: Pick<AccountedFinding, 'severity'>, b: Pick<AccountedFinding, 'severity'>) =>
  WEIGHT[a.severity] - WEIGHT[b.severity]
