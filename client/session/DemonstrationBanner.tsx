import { Trans } from '@lingui/react/macro'
import { useSession } from './use-session.ts'

export function DemonstrationBanner() {
  if (!useSession().data?.demonstration) return null
  return (
    <p className="demonstration">
      <Trans>Demonstration: every account here is an example, and nobody speaks for an administration.</Trans>
    </p>
  )
}
