import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useMemo, type ReactNode } from 'react'
import { useLabelling } from '../../editor/labelling-context.ts'
import { asideDraft } from '../../sync/aside-draft.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { DialogFrame } from '../../ui/DialogFrame.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { RedlinePaper } from '../document/RedlinePaper.tsx'
import { useMovingText, useWorkspace } from '../workspace-context.ts'
import { asPlainText } from './plain-text.ts'

type Props = { readonly choice: ReactNode; readonly onClose: () => void }

/** What the server would neither take nor park. No other device has it. */
export function AsideDialog({ choice, onClose }: Props) {
  const { t } = useLingui()
  const { session, snapshot } = useWorkspace()
  const { document } = useMovingText()
  const { edits } = snapshot.aside
  const { doc } = session
  const draft = useMemo(() => asideDraft(doc, document, edits), [doc, document, edits])
  const reasons = [...new Set(edits.map(({ refused }) => refused.reason))].join(' ')
  const labelling = useLabelling()
  const all = [draft.joined ? asPlainText(draft.joined.text, labelling) : '', draft.words].filter(Boolean).join('\n\n')
  const discard = () => {
    session.discardAside(edits)
    session.dismissParked()
  }
  return (
    <DialogFrame
      wide
      title={t`Your parked draft`}
      subtitle={t`Kept on this device only. Copy what you want to bring in again.`}
      onClose={onClose}
      footer={
        <>
          <Button autoFocus onPress={onClose}>
            <Trans>Keep the draft</Trans>
          </Button>
          <CopyButton text={() => all}>
            <Trans>Copy the text</Trans>
          </CopyButton>
          <Button onPress={discard}>
            <Trans>Discard the draft</Trans>
          </Button>
        </>
      }
    >
      {choice}
      <p className="quiet small">
        <Plural value={edits.length} one="# edit" other="# edits" /> · {reasons}
      </p>
      {draft.joined && <RedlinePaper old={draft.joined.against} next={draft.joined.text} />}
      {draft.words && (
        <TextInput label={t`Words that cannot be joined to the text`} rows={6} isReadOnly value={draft.words} />
      )}
    </DialogFrame>
  )
}
