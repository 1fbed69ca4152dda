import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { PositionRecord } from '../../../shared/endorsement/position.ts'
import { symbolOf } from '../../administrations/names.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogFrame } from '../../ui/DialogFrame.tsx'
import { Fingerprint } from '../../ui/Fingerprint.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { SegmentedChoice } from '../../ui/SegmentedChoice.tsx'
import { POSITION_NAME } from '../position-words.ts'
import { useCommand } from '../use-command.ts'
import { useWorkspace } from '../workspace-context.ts'
import { ChangesSince } from './ChangesSince.tsx'
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
  const { standing } = useWorkspace()
  const texts = [...new Set(records.map(({ textSeq }) => textSeq))].sort((a, b) => b - a)
  const [chosen, setChosen] = useState(texts[0]!)
  const textSeq = texts.includes(chosen) ? chosen : texts[0]!
  const record = records.find((each) => each.textSeq === textSeq)
  return (
    <DialogFrame
      wide
      title={t`What changed since`}
      subtitle={
        record && (
          <Trans>
            From text <Fingerprint of={record.digest} /> to text <Fingerprint of={standing.digest} />
          </Trans>
        )
      }
      onClose={onClose}
      footer={own ? <Confirm own={own} onClose={onClose} /> : <Button onPress={onClose}>{t`Close`}</Button>}
    >
      {texts.length > 1 && (
        <SegmentedChoice
          label={t`Positions given on the same text`}
          value={String(textSeq)}
          onChange={(value) => setChosen(Number(value))}
          choices={texts.map((seq) => ({ value: String(seq), content: symbolsOf(records, seq) }))}
        />
      )}
      <ChangesSince textSeq={textSeq} />
    </DialogFrame>
  )
}

const symbolsOf = (records: readonly PositionRecord[], textSeq: number) =>
  records
    .filter((record) => record.textSeq === textSeq)
    .map(({ administration }) => symbolOf(administration))
    .join(' ')

function Confirm({ own, onClose }: { readonly own: PositionRecord; readonly onClose: () => void }) {
  const { t } = useLingui()
  const { view, state, snapshot } = useWorkspace()
  const command = useCommand(view.id)
  const whyNot = useWhyNotOnThisText()
  const position = t(POSITION_NAME[own.position])
  return (
    <>
      <Refusal error={command.error} />
      <Button onPress={onClose}>
        <Trans>Leave it stale</Trans>
      </Button>
      <Button
        look="main"
        isPending={command.isPending}
        unavailable={whyNot}
        onPress={() =>
          snapshot.digest &&
          command.mutate(
            { type: 'take-position', position: own.position, digest: snapshot.digest, textSeq: snapshot.textSeq },
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
