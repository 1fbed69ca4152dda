import { useEffect, useState } from 'react'
import { clauseElement } from './clause-place.ts'

/** Below the bar of tools, px. */
const TOP = 120

/** The clause at the top of the desk: the last one whose start has passed the bar. Keep the identity of `ids`. */
export function useCurrentClause(ids: readonly string[]): string | null {
  const [current, setCurrent] = useState<string | null>(null)
  useEffect(() => {
    const desk = document.getElementById('document-desk')
    let frame = 0
    const look = () => {
      frame = 0
      const top = (desk?.getBoundingClientRect().top ?? 0) + TOP
      const passed = ids.filter((id) => (clauseElement(id)?.getBoundingClientRect().top ?? Infinity) <= top)
      setCurrent(passed.at(-1) ?? null)
    }
    const soon = () => {
      if (frame === 0) frame = requestAnimationFrame(look)
    }
    soon()
    desk?.addEventListener('scroll', soon, { passive: true })
    return () => {
      cancelAnimationFrame(frame)
      desk?.removeEventListener('scroll', soon)
    }
  }, [ids])
  return current
}
