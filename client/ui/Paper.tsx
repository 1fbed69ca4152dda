import type { ReactNode } from 'react'

/** The document's page: the only place in a serif. */
export function Paper({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <article className="paper" aria-label={label}>
      {children}
    </article>
  )
}
