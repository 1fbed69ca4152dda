import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate } from 'react-router'
import { Button } from '../../ui/Button.tsx'
import { DialogFrame } from '../../ui/DialogFrame.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { useCommand } from '../use-command.ts'
import { useWorkspace } from '../workspace-context.ts'

export function DeleteDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const { view, state } = useWorkspace()
  const remove = useCommand(view.id)
  return (
    <DialogFrame
      title={t`Delete this proposal?`}
      subtitle={`${view.label} · ${state.title}`}
      onClose={onClose}
      binding
      footer={
        <>
          <Button autoFocus onPress={onClose}>
            <Trans>Keep the proposal</Trans>
          </Button>
          <Button
            isPending={remove.isPending}
            onPress={() => remove.mutate({ type: 'delete' }, { onSuccess: () => navigate(`/forums/${view.forum.id}`) })}
          >
            <Trans>Delete</Trans>
          </Button>
        </>
      }
    >
      <p>
        <Trans>Nobody has written in it or taken a position, so it can be deleted. It leaves every list.</Trans>
      </p>
      <Refusal error={remove.error} />
    </DialogFrame>
  )
}
