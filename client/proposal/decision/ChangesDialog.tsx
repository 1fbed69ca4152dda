import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { PositionRecord } from '../../../shared/endorsement/position.ts'
import { symbolOf } from '../../administrations/names.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogFrame } from '../../ui/DialogFrame.tsx'
import { Fingerprint } from '../../ui/Fingerprint.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { SegmentedChoice } from '../../ui/SegmentedChoice.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { POSITION_NAME } from '../position-words.ts'
import { useCommand } from '../use-command.ts'
import { useMovingText, useWorkspace } from '../workspace-context.ts'
import { ChangesSince } from './ChangesSince.tsx'
import { useShownText, type ShownText } from './use-shown-text.ts'
import { useWhyNotOnThisText } from './use-why-not.ts'

type Props = {
  /** Stale positions; those given on the same text are looked at together. */
  readonly records: readonly PositionRecord[]
  /** The reader's own position, to confirm on the present text; null when only looking. */
  readonly own: PositionRecord | null
  readonly onClose: () => void
}

export function ChangesDialog({ records, own, onClose }: Props) {
  const { t } = useLingui()
  const { countedOn } = useMovingText()
  const { shown, moved, showLive } = useShownText()
  const texts = [...new Set(records.map(({ textSeq }) => textSeq))].sort((a, b) => b - a)
  const [chosen, setChosen] = useState(texts[0]!)
  const textSeq = texts.includes(chosen) ? chosen : texts[0]!
  const record = records.find((each) => each.textSeq === textSeq)
  return (
    <DialogFrame
      wide
      binding={own !== null}
      title={t`What changed since`}
      subtitle={
        record && (
          <Trans>
            From text <Fingerprint of={record.digest} /> to text <Fingerprint of={shown?.digest ?? countedOn} />
          </Trans>
        )
      }
      onClose={onClose}
      footer={
        own ? (
          <Confirm own={own} shown={shown} moved={moved} onClose={onClose} />
        ) : (
          <Button onPress={onClose}>{t`Close`}</Button>
        )
      }
    >
      {moved && <MovedAgain onShow={showLive} />}
      {texts.length > 1 && (
        <SegmentedChoice
          label={t`Positions given on the same text`}
          value={String(textSeq)}
          onChange={(value) => setChosen(Number(value))}
          choices={texts.map((seq) => ({ value: String(seq), content: symbolsOf(records, seq) }))}
        />
      )}
      {shown ? <ChangesSince textSeq={textSeq} next={shown} /> : <Waiting rows={4} />}
    </DialogFrame>
  )
}

const symbolsOf = (records: readonly PositionRecord[], textSeq: number) =>
  records
    .filter((record) => record.textSeq === textSeq)
    .map(({ administration }) => symbolOf(administration))
    .join(' ')

const MovedAgain = ({ onShow }: { readonly onShow: () => void }) => (
  <Notice live>
    <p>
      <Trans>The text changed again while you were reading.</Trans>
    </p>
    <Button small onPress={onShow}>
      <Trans>Show what changed</Trans>
    </Button>
  </Notice>
)

type ConfirmProps = {
  readonly own: PositionRecord
  readonly shown: ShownText | null
  readonly moved: boolean
  readonly onClose: () => void
}

/** Confirms on the text that the dialog shows. The button is another one for another position, so that a press under way does not carry over. */
function Confirm({ own, shown, moved, onClose }: ConfirmProps) {
  const { t } = useLingui()
  const { view, state } = useWorkspace()
  const command = useCommand(view.id)
  const whyNot = useWhyNotOnThisText() ?? (moved ? t`Look at the newest change first.` : null)
  const position = t(POSITION_NAME[own.position])
  return (
    <>
      <Refusal error={command.error} />
      <Button onPress={onClose}>
        <Trans>Leave it stale</Trans>
      </Button>
      <Button
        key={own.position}
        look="main"
        isPending={command.isPending}
        unavailable={whyNot}
        onPress={() =>
          shown &&
          command.mutate(
            { type: 'take-position', position: own.position, digest: shown.digest, textSeq: shown.textSeq },
            { onSuccess: onClose },
          )
        }
      >
        {state.lock ? (
          <Trans>Confirm “{position}” on the locked text</Trans>
        ) : (
          <Trans>Confirm “{position}” on this text</Trans>
        )}
      </Button>
    </>
  )
}
