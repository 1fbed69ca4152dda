import { Trans } from '@lingui/react/macro'

/** Grey rows of the height that the content will have. They show only after a moment, so that a quick answer does not flicker. */
export function Waiting({ rows = 3 }: { readonly rows?: number }) {
  return (
    <div className="waiting" role="status">
      <span className="vh">
        <Trans>Loading</Trans>
      </span>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} className="bone" />
      ))}
    </div>
  )
}
