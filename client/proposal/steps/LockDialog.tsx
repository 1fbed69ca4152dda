import { Trans, useLingui } from '@lingui/react/macro'
import { useMemo, useState } from 'react'
import type { Document } from '../../../shared/document/blocks.ts'
import { useLabelling } from '../../editor/labelling-context.ts'
import { blockingFindings, type Finding } from '../../../shared/drafting/drafting-checks.ts'
import { flagFindings } from '../../../shared/proposal/flag-findings.ts'
import { tallyOn } from '../../../shared/endorsement/tally.ts'
import { roleFor } from '../../../shared/proposal/permissions.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogFrame } from '../../ui/DialogFrame.tsx'
import { Fingerprint } from '../../ui/Fingerprint.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { When } from '../../ui/When.tsx'
import { useWhyNotOnThisText } from '../decision/use-why-not.ts'
import { RedlinePaper } from '../document/RedlinePaper.tsx'
import { FindingCard } from '../checks/FindingCard.tsx'
import { useShowFinding } from '../checks/use-show-finding.ts'
import { useCommand } from '../use-command.ts'
import { useLastEdit } from '../use-last-edit.ts'
import { useMovingText, useWorkspace } from '../workspace-context.ts'

/** The text that the chair looked at when the dialog opened, or after the last change was shown. */
type Seen = { readonly digest: string; readonly document: Document }

type Props = { readonly onClose: () => void; readonly onShowText: () => void }

/** Locks the very text that the chair saw. When it moves meanwhile, the redline is shown and the chair decides again. */
export function LockDialog({ onClose, onShowText }: Props) {
  const { t } = useLingui()
  const { view, state } = useWorkspace()
  const text = useMovingText()
  const now = { digest: text.digest ?? view.digest, document: text.document }
  const [seen, setSeen] = useState<Seen>(now)
  const [reason, setReason] = useState('')
  const lock = useCommand(view.id)
  const labelling = useLabelling()
  const whyNot = useWhyNotOnThisText()
  const findings = useMemo(
    () => [
      ...flagFindings({ flags: state.flags, text: seen.document.text, labelling }),
      ...blockingFindings({ operator: state.operator, document: seen.document, base: view.base, labelling }),
    ],
    [state.operator, state.flags, seen.document, view.base, labelling],
  )
  const standsIn = roleFor(view.forum.roles, 'lock') === 'vice-chair'
  const needsReason = findings.length > 0 || standsIn
  const moved = now.digest !== seen.digest
  const hindrance = whyNot ?? (needsReason && reason.trim() === '' ? t`Give the reason first.` : null)
  const send = () =>
    lock.mutate(
      { type: 'lock', digest: seen.digest, ...(reason.trim() && { reason: reason.trim() }) },
      { onSuccess: onClose },
    )
  const showFinding = useShowFinding(onShowText)
  const show = (finding: Finding) => {
    onClose()
    // The dialog gives the focus back when it is gone; then the place may take it.
    setTimeout(() => showFinding(finding))
  }
  return (
    <DialogFrame
      title={t`Lock the text of this proposal?`}
      subtitle={`${view.label} · ${state.title}`}
      onClose={onClose}
      binding
      wide={moved}
      footer={
        <>
          {/* Each state has its own buttons, so that a press held while the text moves ends nowhere, and focus returns to the least binding one. */}
          <Button key={moved ? 'stay-moved' : 'stay'} autoFocus onPress={onClose}>
            <Trans>Keep drafting</Trans>
          </Button>
          {moved ? (
            <Button
              key="read"
              look="main"
              onPress={() => {
                setSeen(now)
                lock.reset()
              }}
            >
              <Trans>I have read the change</Trans>
            </Button>
          ) : (
            <Button key="lock" look="main" isPending={lock.isPending} unavailable={hindrance} onPress={send}>
              <Icon name="lock" />
              {lock.isPending ? <Trans>Locking…</Trans> : <Trans>Lock this text</Trans>}
            </Button>
          )}
        </>
      }
    >
      {moved ? (
        <Moved seen={seen} now={now} />
      ) : (
        <>
          <LockFacts seen={seen} />
          {findings.length > 0 && (
            <div className="stack">
              <h3>
                <Trans>Still open</Trans>
              </h3>
              <ul className="still-open">
                {findings.map((finding, index) => (
                  <li key={`${index} ${finding.code}`}>
                    <FindingCard finding={finding} choiceWords={() => null} onShow={show} />
                  </li>
                ))}
              </ul>
            </div>
          )}
          {needsReason && (
            <TextInput
              label={
                standsIn
                  ? t`Why you act for the chair (everybody sees this)`
                  : t`Why lock with points open (everybody sees this)`
              }
              rows={2}
              value={reason}
              onChange={setReason}
              maxLength={2000}
            />
          )}
          <Consequences />
        </>
      )}
      <Refusal error={lock.error} />
    </DialogFrame>
  )
}

function Moved({ seen, now }: { readonly seen: Seen; readonly now: Seen }) {
  return (
    <>
      <Notice live>
        <Trans>
          The text changed since you looked, from <Fingerprint of={seen.digest} /> to <Fingerprint of={now.digest} />.
          Read what changed, then decide again.
        </Trans>
      </Notice>
      <RedlinePaper old={seen.document} next={now.document} />
    </>
  )
}

function LockFacts({ seen }: { readonly seen: Seen }) {
  const { state, view, snapshot, cardOf } = useWorkspace()
  const lastEdit = useLastEdit()
  const tally = tallyOn(seen.digest, state.positions, view.forum.roster)
  const [support, oppose, abstain] = [tally.supporting.length, tally.opposing.length, tally.abstaining.length]
  const stale = tally.stale.length
  const editor = cardOf(lastEdit.by)?.name ?? ''
  return (
    <dl className="facts">
      <dt>
        <Trans>Fingerprint</Trans>
      </dt>
      <dd>
        <Fingerprint of={seen.digest} /> ·{' '}
        <Trans>
          last change <When at={lastEdit.time} />, {editor}
        </Trans>
      </dd>
      <dt>
        <Trans>On this text</Trans>
      </dt>
      <dd>
        <Trans>
          {support} support, {oppose} oppose, {abstain} abstain, {stale} stale
        </Trans>
      </dd>
      <dt>
        <Trans>At work now</Trans>
      </dt>
      <dd>
        {snapshot.present.length > 0 ? snapshot.present.map(({ name }) => name).join('; ') : <Trans>Nobody else</Trans>}
      </dd>
    </dl>
  )
}

function Consequences() {
  return (
    <ul className="consequences small">
      <li>
        <Icon name="lock" />
        <Trans>From that instant no edit gets in. One on its way is kept as its author's parked draft.</Trans>
      </li>
      <li>
        <Icon name="people" />
        <Trans>Heads of delegation are asked to confirm on this text.</Trans>
      </li>
      <li>
        <Icon name="undo" />
        <Trans>You can unlock with a reason. Nothing is deleted.</Trans>
      </li>
    </ul>
  )
}
