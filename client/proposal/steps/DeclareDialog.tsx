import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Verdict } from '../../../shared/endorsement/verdict.ts'
import { roleFor } from '../../../shared/proposal/permissions.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogFrame } from '../../ui/DialogFrame.tsx'
import { Fingerprint } from '../../ui/Fingerprint.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { Seats } from '../decision/Seats.tsx'
import { useVerdictInWords } from '../decision/verdict-sentence.ts'
import { useCommand } from '../use-command.ts'
import { useWorkspace } from '../workspace-context.ts'

export function DeclareDialog({ onClose }: { readonly onClose: () => void }) {
  const { verdict } = useWorkspace().standing
  return verdict && <Declaration verdict={verdict} onClose={onClose} />
}

/** The outcome follows from the rule; the chair declares it, and gives a reason where the rule leaves room. */
function Declaration({ verdict, onClose }: { readonly verdict: Verdict; readonly onClose: () => void }) {
  const { t } = useLingui()
  const { view, state, standing } = useWorkspace()
  const inWords = useVerdictInWords()
  const [reason, setReason] = useState('')
  const declare = useCommand(view.id)
  const adopts = verdict.outcome === 'carried' || verdict.outcome === 'over-guideline'
  const needsReason = verdict.outcome === 'over-guideline' || roleFor(view.forum.roles, 'declare') === 'vice-chair'
  const stale = standing.tally.stale.length
  return (
    <DialogFrame
      title={adopts ? t`Declare this text adopted?` : t`Declare this text not carried?`}
      subtitle={`${view.label} · ${state.title}`}
      onClose={onClose}
      footer={
        <>
          <Button autoFocus onPress={onClose}>
            <Trans>Declare nothing yet</Trans>
          </Button>
          <Button
            look="main"
            isPending={declare.isPending}
            unavailable={needsReason && reason.trim() === '' ? t`Give the reason first.` : null}
            onPress={() =>
              declare.mutate(
                { type: 'declare', digest: standing.digest, ...(reason.trim() && { reason: reason.trim() }) },
                { onSuccess: onClose },
              )
            }
          >
            {adopts ? <Trans>Declare adopted</Trans> : <Trans>Declare not carried</Trans>}
          </Button>
        </>
      }
    >
      <p className="say">{inWords(verdict, state.positions.length > 0)}</p>
      <Seats verdict={verdict} stale={standing.tally.stale.filter(({ position }) => position === 'supports').length} />
      <p className="quiet small">
        <Trans>
          Counted on the locked text <Fingerprint of={standing.digest} />.
        </Trans>
      </p>
      {stale > 0 && (
        <Notice icon="stale">
          <Trans>
            {stale} positions are on another text and do not count. Their heads of delegation can still confirm.
          </Trans>
        </Notice>
      )}
      {view.forum.rule?.verified === false && (
        <Notice>
          <Trans>The adoption rule of this forum is not verified. Source: {view.forum.rule.source}.</Trans>
        </Notice>
      )}
      {needsReason && (
        <TextInput
          label={
            verdict.outcome === 'over-guideline'
              ? t`Why it is adopted over the guideline`
              : t`Why you act for the chair`
          }
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
