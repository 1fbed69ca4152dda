import { Trans, useLingui } from '@lingui/react/macro'
import type { Editor } from '@tiptap/core'
import { useMemo } from 'react'
import { Popover } from 'react-aria-components/Popover'
import { Link } from 'react-router'
import type { EditionReference } from '../../../shared/drafting/edition-references.ts'
import { inLibrary, newerEdition } from '../../../shared/drafting/newer-edition.ts'
import { BODY_NAME } from '../../../shared/library/sessions.ts'
import { Button } from '../../ui/Button.tsx'
import { handleOf } from '../editor-handle.ts'
import { labelsIn } from '../label-gutter.ts'
import { blocksIn } from '../pm-blocks.ts'
import { writtenText } from '../../../shared/document/written.ts'
import { useKnownEditions } from './library-context.ts'
import { usePointed, type Pointed } from './use-pointed.ts'
import './references.css'

/** What the words under the pointer refer to: a clause, a footnote, another resolution. */
export function TextCard({ editor }: { readonly editor: Editor }) {
  const { t } = useLingui()
  const { pointed, stay, leave, close } = usePointed(editor)
  const anchor = useMemo(() => ({ current: pointed?.element ?? null }), [pointed])
  if (!pointed?.element.isConnected) return null
  return (
    <Popover
      className="popover text-card"
      triggerRef={anchor}
      isOpen
      isNonModal
      placement="bottom start"
      offset={4}
      aria-label={t`What this refers to`}
      onOpenChange={(open) => !open && close()}
    >
      <div onPointerEnter={stay} onPointerLeave={leave}>
        {pointed.kind === 'edition' ? (
          <EditionCard edition={pointed.edition} />
        ) : (
          <ClauseCard editor={editor} pointed={pointed} onGone={close} />
        )}
      </div>
    </Popover>
  )
}

type ClauseProps = {
  readonly editor: Editor
  readonly pointed: Extract<Pointed, { id: string }>
  readonly onGone: () => void
}

function ClauseCard({ editor, pointed: { kind, id }, onGone }: ClauseProps) {
  const blocks = blocksIn(editor.state.doc)
  const at = blocks.findIndex((block) => block.id === id)
  const block = blocks[at]
  if (!block)
    return (
      <p>
        {kind === 'footnote' ? (
          <Trans>This footnote is gone.</Trans>
        ) : (
          <Trans>The clause that this named is not in this part.</Trans>
        )}
      </p>
    )
  const label = labelsIn(editor.state)[at]
  const go = () => {
    onGone()
    const { length } = writtenText(block)
    handleOf(editor).show(id, kind === 'footnote' ? { from: length, to: length } : null)
  }
  return (
    <>
      <p className="text-card-words" dir="auto">
        {label && <b>{label} </b>}
        {writtenText(block) || <Trans>Empty</Trans>}
      </p>
      <Button small onPress={go}>
        {kind === 'footnote' && editor.isEditable ? <Trans>Edit the note</Trans> : <Trans>Go there</Trans>}
      </Button>
    </>
  )
}

/** Only what is known: where the library says nothing, the card says that. */
function EditionCard({ edition }: { readonly edition: EditionReference }) {
  const library = useKnownEditions()
  const newer = newerEdition(edition, library)
  const own = inLibrary(edition, library)
  const { words, body } = edition
  return (
    <>
      <p className="text-card-words">
        <b>{words}</b>
        {body && <span className="quiet"> {BODY_NAME[body]}</span>}
      </p>
      {newer ? (
        <p className="c-stale">
          <Trans>Superseded by</Trans> {newer.edition}
        </p>
      ) : (
        <p className="quiet small">
          {own ? (
            <Trans>In the library. No newer edition is known here.</Trans>
          ) : (
            <Trans>Not in the library. Whether it is in force is not known here.</Trans>
          )}
        </p>
      )}
      {[newer?.text, own].map(
        (text) =>
          text && (
            <Link key={text.id} to={`/texts/${text.id}`} target="_blank">
              <Trans>Open the text</Trans> ({text.revision})
            </Link>
          ),
      )}
    </>
  )
}
