import { useId, type ReactNode } from 'react'

/** Summary or reasons: a labelled part of the same paper. */
export function PartOfPaper({ heading, children }: { readonly heading: ReactNode; readonly children: ReactNode }) {
  const id = useId()
  return (
    <section className="part" aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      {children}
    </section>
  )
}
