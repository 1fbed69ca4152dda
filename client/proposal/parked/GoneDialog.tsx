import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '../../ui/Button.tsx'
import { DialogFrame } from '../../ui/DialogFrame.tsx'
import { Refusal } from '../../ui/Refusal.tsx'

type Props = { readonly error?: unknown; readonly onClose: () => void }

/** The same person dealt with the draft in another window, while this one showed it. */
export function GoneDialog({ error, onClose }: Props) {
  const { t } = useLingui()
  return (
    <DialogFrame
      title={t`Your parked draft`}
      onClose={onClose}
      footer={
        <Button autoFocus onPress={onClose}>
          <Trans>Close</Trans>
        </Button>
      }
    >
      {error ? (
        <Refusal error={error} />
      ) : (
        <p>
          <Trans>This draft was applied or discarded in another window.</Trans>
        </p>
      )}
    </DialogFrame>
  )
}
