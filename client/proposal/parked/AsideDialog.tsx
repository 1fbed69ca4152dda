import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import { asideDraft } from '../../sync/aside-draft.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { RedlinePaper } from '../document/RedlinePaper.tsx'
import { useMovingText, useWorkspace } from '../workspace-context.ts'
import { useLabelling } from '../../editor/labelling-context.ts'
import { asPlainText } from './plain-text.ts'

/** What the server would neither take nor park. No other device has it. */
export function AsideDraft() {
  const { t } = useLingui()
  const { session, snapshot } = useWorkspace()
  const { document } = useMovingText()
  const { edits } = snapshot.aside
  const { doc } = session
  const draft = useMemo(() => asideDraft(doc, document, edits), [doc, document, edits])
  const reasons = [...new Set(edits.map(({ refused }) => refused.reason))].join(' ')
  const labelling = useLabelling()
  const all = [draft.joined ? asPlainText(draft.joined.text, labelling) : '', draft.words].filter(Boolean).join('\n\n')
  return (
    <section className="stack" aria-label={t`Kept on this device only`}>
      <p className="quiet small">
        <Trans>Kept on this device only</Trans> · <Plural value={edits.length} one="# edit" other="# edits" /> ·{' '}
        {reasons}
      </p>
      {draft.joined && <RedlinePaper old={draft.joined.against} next={draft.joined.text} />}
      {draft.words && (
        <TextInput label={t`Words that cannot be joined to the text`} rows={6} isReadOnly value={draft.words} />
      )}
      <div className="row">
        <CopyButton text={() => all}>
          <Trans>Copy the text</Trans>
        </CopyButton>
        <Button
          onPress={() => {
            session.discardAside(edits)
            session.dismissParked()
          }}
        >
          <Trans>Discard the draft</Trans>
        </Button>
      </div>
    </section>
  )
}
