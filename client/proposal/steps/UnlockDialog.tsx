import { useLingui } from '@lingui/react/macro'
import { ReasonDialog } from './ReasonDialog.tsx'

export function UnlockDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useLingui()
  return (
    <ReasonDialog
      title={t`Unlock the text?`}
      explanation={t`The proposal goes back to review and the text can be edited. No position changes; those on the locked text become stale when its words change.`}
      reasonLabel={t`Why it is unlocked`}
      stay={t`Keep it locked`}
      go={t`Unlock`}
      commandWith={(reason) => ({ type: 'unlock', reason })}
      onClose={onClose}
    />
  )
}
