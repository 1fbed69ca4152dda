import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '../../ui/Button.tsx'
import { DialogFrame } from '../../ui/DialogFrame.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { useCommand } from '../use-command.ts'
import { useWorkspace } from '../workspace-context.ts'

export function ObserversDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useLingui()
  const { view, state } = useWorkspace()
  const admit = useCommand(view.id)
  const may = !state.observersMayRead
  return (
    <DialogFrame
      title={may ? t`Let observers read this proposal?` : t`Stop observers reading this proposal?`}
      subtitle={`${view.label} · ${state.title}`}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>
            <Trans>Leave it as it is</Trans>
          </Button>
          <Button
            look="main"
            isPending={admit.isPending}
            onPress={() => admit.mutate({ type: 'admit-observers', may }, { onSuccess: onClose })}
          >
            {may ? <Trans>Let observers read</Trans> : <Trans>Stop observers reading</Trans>}
          </Button>
        </>
      }
    >
      <p>
        {may ? (
          <Trans>
            Observers, Associates and Academia of this forum then read the text, the positions and the history of this
            proposal. They change nothing.
          </Trans>
        ) : (
          <Trans>From then on they no longer see this proposal. What they have read, they have read.</Trans>
        )}
      </p>
      <Refusal error={admit.error} />
    </DialogFrame>
  )
}
