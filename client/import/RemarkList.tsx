import { Trans } from '@lingui/react/macro'
import { Icon } from '../ui/Icon.tsx'
import type { Remark } from './remark.ts'
import { bySeverity, goToRemark } from './remarks.ts'

/** Every remark with its line; those that may mean a wrong word come first. */
export function RemarkList({ remarks }: { readonly remarks: readonly Remark[] }) {
  return (
    <section className="card pad stack" aria-labelledby="import-remarks">
      <h2 id="import-remarks">
        <Trans>Remarks of the import</Trans>
      </h2>
      {remarks.length === 0 && (
        <p className="quiet">
          <Trans>None. Every line of the file was understood.</Trans>
        </p>
      )}
      {remarks.length > 0 && (
        <ul className="import-remarks" tabIndex={0} aria-labelledby="import-remarks">
          {remarks.toSorted(bySeverity).map((remark) => (
            <RemarkLine key={remark.index} remark={remark} />
          ))}
        </ul>
      )}
    </section>
  )
}

function RemarkLine({ remark: { index, line, message, severity, isMended } }: { readonly remark: Remark }) {
  return (
    <li>
      <button
        type="button"
        className="import-remark-link"
        data-severity={isMended ? 'mended' : severity}
        onClick={() => goToRemark(index)}
      >
        <Icon name={isMended ? 'check' : severity === 'note' ? 'doc' : 'warn'} />
        <span className="quiet nowrap">
          <Trans>Line {line}</Trans>
        </span>
        <span>{message}</span>
      </button>
    </li>
  )
}
