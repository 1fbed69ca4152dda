import { Trans, useLingui } from '@lingui/react/macro'
import { useSession } from './use-session.ts'

export function DemonstrationBanner() {
  const { t } = useLingui()
  if (!useSession().data?.demonstration) return null
  return (
    <aside className="demonstration" aria-label={t`Demonstration`}>
      <Trans>Demonstration: every account here is an example, and nobody speaks for an administration.</Trans>
    </aside>
  )
}
