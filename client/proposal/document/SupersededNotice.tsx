import { Trans } from '@lingui/react/macro'
import { Icon } from '../../ui/Icon.tsx'
import { useWorkspace } from '../workspace-context.ts'

/** The text that the proposal changes is not the one in force: said for as long as anybody works on it. */
export function SupersededNotice() {
  const { base } = useWorkspace().state
  if (base?.edition.kind !== 'superseded') return null
  return (
    <p className="settled c-stale">
      <Icon name="warn" />
      <span>
        <Trans>Started on a text that is superseded:</Trans> {base.name} → {base.edition.by}
      </span>
    </p>
  )
}
