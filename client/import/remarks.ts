/** The remarks of an import on the screen, and the way from one to the next. */
import type { AccountedFinding } from '../../shared/import/accounted.ts'

export const remarkId = (index: number) => `remark-${index}`

/** The next open remark after one, going round; null where all are mended. */
export function nextOpen(open: readonly { readonly index: number }[], after: number | null): number | null {
  return (open.find(({ index }) => after === null || index > after) ?? open[0])?.index ?? null
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
