import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { DialogFrame } from '../../ui/DialogFrame.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useCommand } from '../use-command.ts'
import { useWorkspace } from '../workspace-context.ts'

/** Records that the proposal was submitted to ITU: the submission itself is made by the secretariat. */
export function SubmitDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useLingui()
  const { view, state } = useWorkspace()
  const [date, setDate] = useState('')
  const [documentNumber, setDocumentNumber] = useState('')
  const submit = useCommand(view.id)
  const missing = () => {
    if (date === '') return t`Give the date first.`
    return documentNumber.trim() === '' ? t`Give the document number first.` : null
  }
  return (
    <DialogFrame
      title={t`Record the submission`}
      subtitle={`${view.label} · ${state.title}`}
      onClose={onClose}
      binding
      footer={
        <>
          <Button onPress={onClose}>
            <Trans>Not submitted yet</Trans>
          </Button>
          <Button
            look="main"
            isPending={submit.isPending}
            unavailable={missing()}
            onPress={() => submit.mutate({ type: 'submit', date, documentNumber }, { onSuccess: onClose })}
          >
            <Trans>Record as submitted</Trans>
          </Button>
        </>
      }
    >
      <p>
        <Trans>Send the Word file to ITU first. Here its date and its document number are recorded.</Trans>
      </p>
      <TextInput label={t`Date of submission, in Geneva`} type="date" value={date} onChange={setDate} />
      <TextInput
        label={t`Document number`}
        hint={t`As ITU gave it, for example WTDC-29/19.`}
        value={documentNumber}
        onChange={setDocumentNumber}
        maxLength={60}
      />
      <Refusal error={submit.error} />
    </DialogFrame>
  )
}
