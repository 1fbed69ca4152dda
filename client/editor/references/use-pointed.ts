import type { Editor } from '@tiptap/core'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { EditionReference } from '../../../shared/drafting/edition-references.ts'
import { editionAt } from './edition-links.ts'
import { referenceAt } from './follow.ts'

/** What the pointer rests on in the text. */
export type Pointed = { readonly element: HTMLElement } & (
  | { readonly kind: 'footnote'; readonly id: string }
  | { readonly kind: 'reference'; readonly id: string }
  | { readonly kind: 'edition'; readonly edition: EditionReference }
)

const OPENS_AFTER = 350
const CLOSES_AFTER = 250
const SIGNS = 'sup.footnote-ref, .reference, .edition'

/** `stay` and `leave` belong on what is shown: the pointer may travel into it. */
export function usePointed(editor: Editor) {
  const [pointed, setPointed] = useState<Pointed | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const later = useCallback((what: Pointed | null, wait: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setPointed(what), wait)
  }, [])
  useEffect(() => {
    const { dom } = editor.view
    const over = ({ target, buttons }: PointerEvent) => {
      const element = target instanceof Element ? target.closest<HTMLElement>(SIGNS) : null
      const what = element && buttons === 0 ? pointedBy(editor, element) : null
      later(what, what ? OPENS_AFTER : CLOSES_AFTER)
    }
    const close = () => later(null, 0)
    /** A press on a footnote mark asks for the note, and a finger has no other way to. */
    const press = ({ target }: MouseEvent) => {
      const mark = target instanceof Element ? target.closest<HTMLElement>('sup.footnote-ref') : null
      if (mark) later(pointedBy(editor, mark), 0)
    }
    dom.addEventListener('pointerover', over)
    dom.addEventListener('pointerleave', over)
    dom.addEventListener('keydown', close)
    dom.addEventListener('pointerdown', close)
    dom.addEventListener('click', press)
    return () => {
      clearTimeout(timer.current)
      dom.removeEventListener('pointerover', over)
      dom.removeEventListener('pointerleave', over)
      dom.removeEventListener('keydown', close)
      dom.removeEventListener('pointerdown', close)
      dom.removeEventListener('click', press)
    }
  }, [editor, later])
  return {
    pointed,
    stay: () => clearTimeout(timer.current),
    leave: () => later(null, CLOSES_AFTER),
    close: () => later(null, 0),
  }
}

function pointedBy({ view, state }: Editor, element: HTMLElement): Pointed | null {
  const to = element.dataset['to']
  if (to !== undefined) return { kind: 'footnote', id: to, element }
  const pos = view.posAtDOM(element, 0)
  if (element.classList.contains('reference')) {
    const id = referenceAt(state, pos)
    return id === null ? null : { kind: 'reference', id, element }
  }
  const edition = editionAt(state, pos)
  return edition && { kind: 'edition', edition, element }
}
