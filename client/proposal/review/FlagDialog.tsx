import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Label } from 'react-aria-components/Label'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { wordsIn } from '../../../shared/proposal/flag-steps.ts'
import { RESOLUTIONS_OF, type OpenFlag, type Resolution } from '../../../shared/proposal/review-flag.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogFrame } from '../../ui/DialogFrame.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useCommand } from '../use-command.ts'
import { useWorkspace } from '../workspace-context.ts'
import { FlagVersion } from './FlagVersion.tsx'
import { FLAG_SENTENCE, RESOLUTION_NAME, STRUCTURAL_NAME, WRITTEN_NAME } from './flag-words.ts'

type Props = { readonly flag: OpenFlag; readonly onClose: () => void }

/** Both versions, who and when; and what may be done about it, for who may write. */
export function FlagDialog({ flag, onClose }: Props) {
  const { t } = useLingui()
  const { view, state, may } = useWorkspace()
  const [choice, setChoice] = useState<Resolution | null>(null)
  const [reason, setReason] = useState('')
  const step = useCommand(view.id)
  const given = reason.trim() ? { reason: reason.trim() } : {}
  const settle = () =>
    choice &&
    step.mutate(
      { type: 'settle-flag', flag: flag.id, words: wordsIn(flag), resolution: choice, ...given },
      { onSuccess: onClose },
    )
  return (
    <DialogFrame
      title={t`Two edits met`}
      subtitle={`${view.label} · ${state.title}`}
      onClose={onClose}
      binding
      wide
      footer={
        <>
          <Button onPress={onClose}>
            <Trans>Leave it open</Trans>
          </Button>
          {may('edit-text') && (
            <Button
              look="main"
              isPending={step.isPending}
              unavailable={choice === null ? t`Choose what is to be done.` : null}
              onPress={settle}
            >
              <Trans>Settle</Trans>
            </Button>
          )}
        </>
      }
    >
      <p>{t(FLAG_SENTENCE[flag.kind])}</p>
      <div className="flag-versions">
        <FlagVersion title={t(STRUCTURAL_NAME[flag.kind])} version={flag.structural} />
        <FlagVersion title={t(WRITTEN_NAME[flag.kind])} version={flag.written} words={wordsIn(flag)} />
      </div>
      {may('edit-text') && (
        <>
          <RadioGroup className="settle-choices" value={choice} onChange={(value) => setChoice(value as Resolution)}>
            <Label>
              <Trans>What is to be done</Trans>
            </Label>
            {RESOLUTIONS_OF[flag.kind].map((resolution) => (
              <Radio key={resolution} value={resolution} className="settle-choice">
                {t(RESOLUTION_NAME[flag.kind][resolution]!)}
              </Radio>
            ))}
          </RadioGroup>
          <TextInput
            label={t`Reason, if you want to give one`}
            hint={t`Everybody sees this.`}
            rows={2}
            value={reason}
            onChange={setReason}
            maxLength={2000}
          />
        </>
      )}
      <Refusal error={step.error} />
    </DialogFrame>
  )
}
