import { Trans } from '@lingui/react/macro'
import { buttonClass } from '../../ui/Button.tsx'

/** The whole log in a file that anybody can check without this site. How: README, "Check a record". */
export const DownloadRecord = ({ proposal }: { readonly proposal: string }) => (
  <a className={buttonClass({})} href={`/api/proposals/${encodeURIComponent(proposal)}/record`} download>
    <Trans>Download the record (for checking)</Trans>
  </a>
)
