import { useEffect, useState } from 'react'
import { clauseElement } from './clause-place.ts'

/** Below the edge of the desk, px. */
const TOP = 48

/**
 * The clause one works in: while somebody writes, that of the caret; else the last one whose start has passed the top of the
 * desk. Keep the identity of `ids`.
 */
export function useCurrentClause(ids: readonly string[]): string | null {
  const [current, setCurrent] = useState<string | null>(null)
  useEffect(() => {
    const desk = document.getElementById('document-desk')
    let frame = 0
    const look = () => {
      frame = 0
      setCurrent(clauseOfCaret(ids) ?? clauseAtTop(ids, desk))
    }
    const soon = () => {
      if (frame === 0) frame = requestAnimationFrame(look)
    }
    soon()
    desk?.addEventListener('scroll', soon, { passive: true })
    desk?.addEventListener('focusout', soon)
    document.addEventListener('selectionchange', soon)
    return () => {
      cancelAnimationFrame(frame)
      desk?.removeEventListener('scroll', soon)
      desk?.removeEventListener('focusout', soon)
      document.removeEventListener('selectionchange', soon)
    }
  }, [ids])
  return current
}

function clauseAtTop(ids: readonly string[], desk: HTMLElement | null): string | null {
  const top = (desk?.getBoundingClientRect().top ?? 0) + TOP
  return ids.findLast((id) => (clauseElement(id)?.getBoundingClientRect().top ?? Infinity) <= top) ?? null
}

function clauseOfCaret(ids: readonly string[]): string | null {
  if (!document.activeElement?.closest('#document-desk [contenteditable="true"]')) return null
  const at = document.getSelection()?.focusNode
  const element = at instanceof Element ? at : at?.parentElement
  const id = element?.closest<HTMLElement>('[data-id]')?.dataset['id']
  return id !== undefined && ids.includes(id) ? id : null
}
