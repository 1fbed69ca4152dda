import { useLingui } from '@lingui/react/macro'
import { useState, type ReactNode } from 'react'
import type { Command } from '../../../shared/proposal/commands.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogFrame } from '../../ui/DialogFrame.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useCommand } from '../use-command.ts'
import { useWorkspace } from '../workspace-context.ts'

type Props = {
  readonly title: string
  readonly explanation: ReactNode
  readonly reasonLabel: string
  /** The least binding choice, first in reading order. */
  readonly stay: string
  readonly go: string
  readonly commandWith: (reason: string) => Command
  readonly onClose: () => void
}

/** A step that asks for its reason. */
export function ReasonDialog({ title, explanation, reasonLabel, stay, go, commandWith, onClose }: Props) {
  const { t } = useLingui()
  const { view, state } = useWorkspace()
  const [reason, setReason] = useState('')
  const step = useCommand(view.id)
  return (
    <DialogFrame
      title={title}
      subtitle={`${view.label} · ${state.title}`}
      onClose={onClose}
      binding
      footer={
        <>
          <Button onPress={onClose}>{stay}</Button>
          <Button
            look="main"
            isPending={step.isPending}
            unavailable={reason.trim() ? null : t`Give the reason first.`}
            onPress={() => step.mutate(commandWith(reason.trim()), { onSuccess: onClose })}
          >
            {go}
          </Button>
        </>
      }
    >
      <p>{explanation}</p>
      <TextInput
        label={reasonLabel}
        hint={t`Everybody sees this.`}
        rows={3}
        value={reason}
        onChange={setReason}
        maxLength={2000}
        autoFocus
      />
      <Refusal error={step.error} />
    </DialogFrame>
  )
}
