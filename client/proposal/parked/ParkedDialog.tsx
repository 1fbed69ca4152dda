import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ParkedDraft } from '../../../shared/protocol/views.ts'
import { call } from '../../api.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { DialogFrame } from '../../ui/DialogFrame.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { When } from '../../ui/When.tsx'
import { RedlinePaper } from '../document/RedlinePaper.tsx'
import { useWorkspace } from '../workspace-context.ts'
import { AsideDraft } from './AsideDraft.tsx'
import { useLabelling } from '../../editor/labelling-context.ts'
import { asPlainText } from './plain-text.ts'

type Props = { readonly drafts: readonly ParkedDraft[]; readonly onClose: () => void }

/** The author's own edits that did not get in, against the text that they were refused on. Nobody else sees them. */
export function ParkedDialog({ drafts, onClose }: Props) {
  const { t } = useLingui()
  const { aside } = useWorkspace().snapshot
  return (
    <DialogFrame
      wide
      title={t`Your parked draft`}
      subtitle={t`Only you see it. Copy what you want to bring in again when the text is open.`}
      onClose={onClose}
      footer={<Button onPress={onClose}>{t`Close`}</Button>}
    >
      {drafts.map((draft) => (
        <Draft key={draft.id} draft={draft} />
      ))}
      {aside.edits.length > 0 && <AsideDraft />}
    </DialogFrame>
  )
}

function Draft({ draft }: { readonly draft: ParkedDraft }) {
  const discard = useDiscard(draft)
  const labelling = useLabelling()
  return (
    <section className="stack">
      <p className="quiet small">
        <When at={draft.time} /> · <Plural value={draft.editIds.length} one="# edit" other="# edits" /> · {draft.reason}
      </p>
      <RedlinePaper old={draft.against} next={draft.text} />
      <div className="row">
        <CopyButton text={() => asPlainText(draft.text, labelling)}>
          <Trans>Copy the text</Trans>
        </CopyButton>
        <Button isPending={discard.isPending} onPress={() => discard.mutate()}>
          <Trans>Discard the draft</Trans>
        </Button>
      </div>
      <Refusal error={discard.error} />
    </section>
  )
}

function useDiscard(draft: ParkedDraft) {
  const client = useQueryClient()
  const { view, session } = useWorkspace()
  return useMutation({
    mutationFn: () => call('discardParked', { id: view.id, draft: draft.id }),
    onSuccess: () => {
      session.dismissParked()
      return client.invalidateQueries({ queryKey: ['parked', view.id] })
    },
  })
}
