import { Trans, useLingui } from '@lingui/react/macro'
import type { ParkedDraft } from '../../../shared/protocol/views.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogFrame } from '../../ui/DialogFrame.tsx'
import { useWorkspace } from '../workspace-context.ts'
import { AsideDraft } from './AsideDraft.tsx'
import { DraftCard } from './DraftCard.tsx'

type Props = {
  readonly drafts: readonly ParkedDraft[]
  readonly onApplied: () => void
  readonly onClose: () => void
}

/** The author's own edits that did not get in. Nobody else sees them. */
export function ParkedDialog({ drafts, onApplied, onClose }: Props) {
  const { t } = useLingui()
  const { snapshot, session, may } = useWorkspace()
  const isOpen = may('edit-text')
  const keep = () => {
    session.dismissParked()
    onClose()
  }
  return (
    <DialogFrame
      wide
      title={t`Your parked draft`}
      subtitle={
        isOpen
          ? t`Only you see it until you apply it.`
          : t`Only you see it. Keep it, and you can apply it when the chair reopens the text.`
      }
      onClose={onClose}
      footer={
        <Button onPress={keep}>{isOpen ? <Trans>Keep it for later</Trans> : <Trans>Keep the draft</Trans>}</Button>
      }
    >
      {drafts.map((draft) => (
        <DraftCard key={draft.id} draft={draft} onApplied={onApplied} />
      ))}
      {snapshot.aside.edits.length > 0 && <AsideDraft />}
    </DialogFrame>
  )
}
