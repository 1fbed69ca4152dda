import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from 'react-router'
import { buttonClass } from './Button.tsx'
import { EmptyState } from './EmptyState.tsx'
import { Page } from './Page.tsx'

export function NotFound() {
  const { t } = useLingui()
  return (
    <Page title={t`There is no such page`}>
      <EmptyState say={t`The address is wrong, or what it named is gone or not for you to read.`}>
        <Link className={buttonClass({})} to="/">
          <Trans>Go to the start page</Trans>
        </Link>
      </EmptyState>
    </Page>
  )
}
