/**
 * Brings a stretch of words into view and marks it for a moment. The mark is a highlight of the browser: it touches neither the
 * text nor the selection, so readers see it too.
 */
import type { EditorView } from '@tiptap/pm/view'

const NAME = 'finding'
const SHOWS = 4_000

export function showRange(view: EditorView, from: number, to: number): void {
  const range = document.createRange()
  const [start, end] = [view.domAtPos(from), view.domAtPos(Math.max(from, to))]
  range.setStart(start.node, start.offset)
  range.setEnd(end.node, end.offset)
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
  const element = start.node instanceof Element ? start.node : start.node.parentElement
  element?.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' })
  highlight(range)
}

function highlight(range: Range): void {
  // Older browsers show the place without marking it.
  if (!('highlights' in CSS)) return
  const mark = new Highlight(range)
  CSS.highlights.set(NAME, mark)
  setTimeout(() => CSS.highlights.get(NAME) === mark && CSS.highlights.delete(NAME), SHOWS)
}
