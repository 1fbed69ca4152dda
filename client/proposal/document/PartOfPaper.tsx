import { useId, type ReactNode } from 'react'

type Props = { readonly heading: ReactNode; readonly note?: ReactNode; readonly children: ReactNode }

/** Summary or reasons: a labelled part of the same paper. */
export function PartOfPaper({ heading, note, children }: Props) {
  const id = useId()
  return (
    <section className="part" aria-labelledby={id}>
      <h2 id={id}>
        {heading} {note}
      </h2>
      {children}
    </section>
  )
}
