import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { AppliedPreview, ParkedDraft } from '../../../shared/protocol/views.ts'
import { useLabelling } from '../../editor/labelling-context.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { DialogFrame } from '../../ui/DialogFrame.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { When } from '../../ui/When.tsx'
import { RedlinePaper } from '../document/RedlinePaper.tsx'
import { useWorkspace } from '../workspace-context.ts'
import { asPlainText } from './plain-text.ts'
import { GoneDialog } from './GoneDialog.tsx'
import { isGone, useApply, useDiscard, usePreview } from './use-parked.ts'

type Props = {
  readonly draft: ParkedDraft
  /** Which of several drafts is shown. */
  readonly choice: ReactNode
  readonly onApplied: () => void
  readonly onDiscarded: () => void
  readonly onKeep: () => void
  readonly onClose: () => void
}

/** While the text is closed: against the text that was refused on. When it is open: what applying would do to the text as it is now. */
export function DraftDialog({ draft, choice, onApplied, onDiscarded, onKeep, onClose }: Props) {
  const { t } = useLingui()
  const { may } = useWorkspace()
  const labelling = useLabelling()
  const isOpen = may('edit-text')
  const canApply = isOpen && draft.isJoinable
  const [apply, discard] = [useApply(draft, onApplied), useDiscard(draft, onDiscarded)]
  const preview = usePreview(draft, canApply && !apply.isPending && !apply.isSuccess)
  const gone = [apply.error, discard.error, preview.error].find(isGone)
  if (gone) return <GoneDialog error={gone} onClose={onClose} />
  const words = [asPlainText(draft.text, labelling), draft.words].filter(Boolean).join('\n\n')
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
        <>
          <Button autoFocus onPress={onKeep}>
            {isOpen ? <Trans>Keep it for later</Trans> : <Trans>Keep the draft</Trans>}
          </Button>
          <CopyButton text={() => words}>
            <Trans>Copy the text</Trans>
          </CopyButton>
          <Button isPending={discard.isPending} onPress={() => discard.mutate()}>
            <Trans>Discard the draft</Trans>
          </Button>
          {canApply && (
            <Button look="main" isPending={apply.isPending || !preview.data} onPress={() => apply.mutate()}>
              {apply.isPending ? <Trans>Applying…</Trans> : <Trans>Apply to the text</Trans>}
            </Button>
          )}
        </>
      }
    >
      <Refusal error={apply.error ?? discard.error ?? preview.error} />
      {choice}
      <p className="quiet small">
        <When at={draft.time} /> · <Plural value={draft.editIds.length} one="# edit" other="# edits" /> · {draft.reason}
      </p>
      {canApply ? <Applied preview={preview} draft={draft} /> : <RedlinePaper old={draft.against} next={draft.text} />}
      {draft.words && (
        <TextInput label={t`Words that cannot be joined to the text`} rows={4} isReadOnly value={draft.words} />
      )}
    </DialogFrame>
  )
}

type Previewed = { readonly data: AppliedPreview | undefined; readonly error: unknown }

function Applied({
  preview: { data: preview, error },
  draft,
}: {
  readonly preview: Previewed
  readonly draft: ParkedDraft
}) {
  if (!preview) return error ? <RedlinePaper old={draft.against} next={draft.text} /> : <Waiting rows={4} />
  if (hasPlace(preview))
    return (
      <>
        <Meeting preview={preview} />
        <RedlinePaper old={preview.against} next={preview.text} />
      </>
    )
  return (
    <>
      <Notice>
        <Trans>
          The clause of these words is gone. Applying them leaves the text as it is and raises a review flag that holds
          them.
        </Trans>
      </Notice>
      <RedlinePaper old={draft.against} next={draft.text} />
    </>
  )
}

const hasPlace = ({ against, text, flags }: AppliedPreview) =>
  flags === 0 || JSON.stringify(against) !== JSON.stringify(text)

/** It stays in sight while the redline below it scrolls. */
function Meeting({ preview: { flags, isCertain } }: { readonly preview: AppliedPreview }) {
  const shows = <Trans>This is what applying it changes in the text as it is now.</Trans>
  if (flags === 0 && isCertain) return <p>{shows}</p>
  return (
    <Notice>
      {shows}{' '}
      {isCertain ? (
        <Plural
          value={flags}
          one="Others changed the same clause meanwhile: # place gets a review flag."
          other="Others changed the same clauses meanwhile: # places get a review flag."
        />
      ) : (
        <Trans>Others changed the same clauses meanwhile: some of your words may get a review flag.</Trans>
      )}
    </Notice>
  )
}
