/** Where a clause is drawn. Editor, redline and reading view all write the block's id on its element. */
export const clauseElement = (id: string): HTMLElement | null =>
  document.querySelector(`#document-desk [data-id="${CSS.escape(id)}"]`)

export function showClause(id: string): void {
  const element = clauseElement(id)
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
  element?.scrollIntoView({ block: 'start', behavior: calm ? 'auto' : 'smooth' })
}
