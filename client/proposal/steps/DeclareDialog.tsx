import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Verdict } from '../../../shared/endorsement/verdict.ts'
import { roleFor } from '../../../shared/proposal/permissions.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogFrame } from '../../ui/DialogFrame.tsx'
import { Fingerprint } from '../../ui/Fingerprint.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { SegmentedChoice } from '../../ui/SegmentedChoice.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { Seats } from '../decision/Seats.tsx'
import { useVerdictInWords } from '../decision/verdict-sentence.ts'
import { useCommand } from '../use-command.ts'
import { useMovingText, useStanding, useWorkspace } from '../workspace-context.ts'
import { declareCommand, declaredOf, hindrance, mayChoose, reasonFor, type Declared } from './declaration.ts'

export function DeclareDialog({ onClose }: { readonly onClose: () => void }) {
  const { verdict } = useStanding()
  return verdict && <Declaration verdict={verdict} onClose={onClose} />
}

/** The outcome follows from the rule; over a guideline the chair chooses, and gives a reason for adopting. */
function Declaration({ verdict, onClose }: { readonly verdict: Verdict; readonly onClose: () => void }) {
  const { t } = useLingui()
  const { view, state } = useWorkspace()
  const { tally } = useStanding()
  const { countedOn } = useMovingText()
  const inWords = useVerdictInWords()
  const [chosen, setChosen] = useState<Declared | null>(null)
  const [reason, setReason] = useState('')
  const declare = useCommand(view.id)
  const standsIn = roleFor(view.forum.roles, 'declare') === 'vice-chair'
  const declaration = { verdict: verdict.outcome, chosen, standsIn, reason }
  const declared = declaredOf(declaration)
  const title = useTitleOf(declared)
  const explains = reasonFor(declaration)
  const hindered = hindrance(declaration)
  const stale = tally.stale.length
  return (
    <DialogFrame
      title={title}
      subtitle={`${view.label} · ${state.title}`}
      onClose={onClose}
      binding
      footer={
        <>
          <Button autoFocus onPress={onClose}>
            <Trans>Declare nothing yet</Trans>
          </Button>
          <Button
            look="main"
            isPending={declare.isPending}
            unavailable={
              hindered && (hindered === 'choose' ? t`Choose what to declare first.` : t`Give the reason first.`)
            }
            onPress={() => declare.mutate(declareCommand(countedOn, declaration), { onSuccess: onClose })}
          >
            {declared === null && <Trans>Declare</Trans>}
            {declared === 'adopted' && <Trans>Declare adopted</Trans>}
            {declared === 'not-carried' && <Trans>Declare not carried</Trans>}
          </Button>
        </>
      }
    >
      <p className="say">{inWords(verdict, state.positions.length > 0)}</p>
      <Seats verdict={verdict} stale={tally.stale} />
      <p className="quiet small">
        <Trans>
          Counted on the locked text <Fingerprint of={countedOn} />.
        </Trans>
      </p>
      {stale > 0 && (
        <Notice icon="stale">
          <Plural
            value={stale}
            one="# position is on another text and does not count. Its head of delegation can still confirm."
            other="# positions are on another text and do not count. Their heads of delegation can still confirm."
          />
        </Notice>
      )}
      {view.forum.rule?.verified === false && (
        <Notice>
          <Trans>The adoption rule of this forum is not verified. Source: {view.forum.rule.source}.</Trans>
        </Notice>
      )}
      {mayChoose(verdict.outcome) && (
        <SegmentedChoice<Declared>
          full
          label={t`What you declare`}
          value={chosen}
          onChange={setChosen}
          choices={[
            { value: 'adopted', content: <Trans>Adopted</Trans> },
            { value: 'not-carried', content: <Trans>Not carried</Trans> },
          ]}
        />
      )}
      {explains && (
        <TextInput
          label={explains === 'over-guideline' ? t`Why it is adopted over the guideline` : t`Why you act for the chair`}
          hint={t`Everybody sees this.`}
          rows={2}
          value={reason}
          onChange={setReason}
          maxLength={2000}
        />
      )}
      <Refusal error={declare.error} />
    </DialogFrame>
  )
}

function useTitleOf(declared: Declared | null): string {
  const { t } = useLingui()
  if (declared === null) return t`Declare the outcome?`
  return declared === 'adopted' ? t`Declare this text adopted?` : t`Declare this text not carried?`
}
