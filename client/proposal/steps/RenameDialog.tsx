import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { DialogFrame } from '../../ui/DialogFrame.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useCommand } from '../use-command.ts'
import { useWorkspace } from '../workspace-context.ts'

export function RenameDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useLingui()
  const { view, state } = useWorkspace()
  const [title, setTitle] = useState(state.title)
  const rename = useCommand(view.id)
  return (
    <DialogFrame
      title={t`Rename the proposal`}
      subtitle={view.label}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>
            <Trans>Keep the title</Trans>
          </Button>
          <Button
            look="main"
            isPending={rename.isPending}
            unavailable={title.trim() ? null : t`Give a title first.`}
            onPress={() => rename.mutate({ type: 'rename', title: title.trim() }, { onSuccess: onClose })}
          >
            <Trans>Rename</Trans>
          </Button>
        </>
      }
    >
      <TextInput label={t`Title`} value={title} onChange={setTitle} maxLength={300} autoFocus />
      <Refusal error={rename.error} />
    </DialogFrame>
  )
}
