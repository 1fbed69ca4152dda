import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Label } from 'react-aria-components/Label'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import type { Bracket } from '../../../shared/document/brackets.ts'
import { AdministrationChips } from '../../ui/AdministrationChip.tsx'
import { Button } from '../../ui/Button.tsx'
import { DialogFrame } from '../../ui/DialogFrame.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useCommand } from '../use-command.ts'
import { useWorkspace } from '../workspace-context.ts'

type Props = { readonly bracket: Bracket; readonly onClose: () => void }

/** Names the words as they were when it was opened: a bracket that changes meanwhile is not settled unread. */
export function SettleDialog({ bracket, onClose }: Props) {
  const { t } = useLingui()
  const { view, state, person } = useWorkspace()
  const [choice, setChoice] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const step = useCommand(view.id)
  const missing = choice === null ? t`Choose which words stay.` : reason.trim() ? null : t`Give the reason first.`
  const settle = () =>
    step.mutate(
      {
        type: 'settle-bracket',
        bracket: bracket.id,
        alternatives: bracket.alternatives.map(({ number, words }) => ({ number, words })),
        keep: choice === NONE ? null : Number(choice),
        reason: reason.trim(),
      },
      { onSuccess: onClose },
    )
  return (
    <DialogFrame
      title={t`Settle the bracket?`}
      subtitle={`${view.label} · ${state.title}`}
      onClose={onClose}
      binding
      footer={
        <>
          <Button onPress={onClose}>
            <Trans>Leave it open</Trans>
          </Button>
          <Button look="main" isPending={step.isPending} unavailable={missing} onPress={settle}>
            <Trans>Settle</Trans>
          </Button>
        </>
      }
    >
      <RadioGroup className="settle-choices" value={choice} onChange={setChoice}>
        <Label>
          <Trans>These words stay, without brackets; the others are deleted.</Trans>
        </Label>
        {bracket.alternatives.map(({ number, words }) => (
          <Radio key={number} value={String(number)} className="settle-choice">
            <span>
              <q>{words}</q>
              <AdministrationChips
                of={state.holdings
                  .filter((each) => each.bracket === bracket.id && each.alternative === number)
                  .map(({ administration }) => administration)}
                own={person.administration}
              />
            </span>
          </Radio>
        ))}
        <Radio value={NONE} className="settle-choice">
          <Trans>None of them: all words in the bracket are deleted.</Trans>
        </Radio>
      </RadioGroup>
      <TextInput
        label={t`Why it is settled so`}
        hint={t`Everybody sees this.`}
        rows={2}
        value={reason}
        onChange={setReason}
        maxLength={2000}
      />
      <Refusal error={step.error} />
    </DialogFrame>
  )
}

const NONE = 'none'
