import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react'

/**
 * Keeps the reader's place where the text is drawn anew: with a lock the editors begin on a new document, and for a moment
 * there is nothing to scroll in.
 */
export function useKeptPlace(isDrawn: boolean, epoch: number): RefObject<HTMLDivElement | null> {
  const ref = useRef<HTMLDivElement>(null)
  const place = useRef(0)
  const drawn = useRef(epoch)
  useLayoutEffect(() => {
    if (!isDrawn || drawn.current === epoch) return
    drawn.current = epoch
    const kept = place.current
    const goBack = () => ref.current?.scrollTo({ top: kept, behavior: 'instant' })
    goBack()
    // The editors lay out their text after this commit.
    const frame = requestAnimationFrame(goBack)
    return () => cancelAnimationFrame(frame)
  }, [isDrawn, epoch])
  useEffect(() => {
    const desk = ref.current
    if (!desk || !isDrawn) return
    const keep = () => void (place.current = desk.scrollTop)
    desk.addEventListener('scroll', keep, { passive: true })
    return () => desk.removeEventListener('scroll', keep)
  }, [isDrawn])
  return ref
}
