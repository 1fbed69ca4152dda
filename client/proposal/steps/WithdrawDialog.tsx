import { useLingui } from '@lingui/react/macro'
import { ReasonDialog } from './ReasonDialog.tsx'

export function WithdrawDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useLingui()
  return (
    <ReasonDialog
      title={t`Withdraw this proposal?`}
      explanation={t`It can still be read, with its whole history, but nobody works on it any more. This cannot be undone.`}
      reasonLabel={t`Why it is withdrawn`}
      stay={t`Keep the proposal`}
      go={t`Withdraw`}
      commandWith={(reason) => ({ type: 'withdraw', reason })}
      onClose={onClose}
    />
  )
}
