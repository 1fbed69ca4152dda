import { Trans } from '@lingui/react/macro'
import { useId, type ReactNode } from 'react'

type Props = { readonly heading: ReactNode; readonly isEmpty?: boolean; readonly children: ReactNode }

/** Summary or reasons: a labelled part of the same paper. */
export function PartOfPaper({ heading, isEmpty = false, children }: Props) {
  const id = useId()
  return (
    <section className="part" aria-labelledby={id}>
      <h2 id={id}>
        {heading}{' '}
        {isEmpty && (
          <span className="not-written">
            <Trans>not written yet</Trans>
          </span>
        )}
      </h2>
      {children}
    </section>
  )
}
