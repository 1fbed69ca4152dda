const EDGE = 48
const FASTEST = 14

/** Scrolls what the element is in, when a pointer is near its upper or lower edge. */
export function scrollNear(element: Element, y: number): void {
  const scrolled = scrollerOf(element)
  if (!scrolled) return
  const { top, bottom } = scrolled.getBoundingClientRect()
  const near = Math.max(0, top + EDGE - y) - Math.max(0, y - (bottom - EDGE))
  if (near !== 0) scrolled.scrollTop -= Math.sign(near) * Math.min(FASTEST, Math.abs(near) / 3)
}

function scrollerOf(element: Element): Element | null {
  for (let at: Element | null = element; at; at = at.parentElement)
    if (at.scrollHeight > at.clientHeight && /auto|scroll/.test(getComputedStyle(at).overflowY)) return at
  return null
}
