import { useEffect, useRef, type ReactNode } from 'react'
import './choices.css'

type Props = { readonly id?: string; readonly look?: 'in-notice'; readonly children: ReactNode }

/** The heading of a step that begins on the same page: the page is shown from its top, and the keyboard is at the heading. */
export function StepHeading({ id, look, children }: Props) {
  const ref = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    window.scrollTo({ top: 0, behavior: 'instant' })
    ref.current?.focus({ preventScroll: true })
  }, [])
  return (
    <h2 id={id} className={look && 'step-in-notice'} ref={ref} tabIndex={-1}>
      {children}
    </h2>
  )
}
