import { Trans, useLingui } from '@lingui/react/macro'
import { useEditorState } from '@tiptap/react'
import { Button } from 'react-aria-components/Button'
import { Header } from 'react-aria-components/Header'
import { Menu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { developingCountriesNote } from '../../../shared/drafting/standard-notes.ts'
import { attrsOf } from '../block-attrs.ts'
import type { EditorHandle } from '../editor-handle.ts'
import { labelsIn } from '../label-gutter.ts'
import { useLabelling } from '../labelling-context.ts'
import { blocksIn } from '../pm-blocks.ts'
import { footnotesIn, isInFootnote } from './footnote-commands.ts'

type Props = { readonly handle: EditorHandle }

/** Footnotes: a new one, the standard one, those that are there already, and the way back from a note to its mark. */
export function FootnoteTools({ handle }: Props) {
  const { t } = useLingui()
  const inNote = useEditorState({ editor: handle.editor, selector: ({ editor }) => isInFootnote(editor.state) })
  return (
    <MenuTrigger>
      <Button className="button bare square" aria-label={t`Footnotes`}>
        <svg className="icon mirrored" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
          <path d="M2 5h7M2 9h9M2 13h6M12.2 3.2 13.5 2v4.5" fill="none" stroke="currentColor" strokeWidth="1.6" />
        </svg>
      </Button>
      <Popover className="popover footnote-menu">
        {inNote ? <FromNote handle={handle} /> : <Notes handle={handle} />}
      </Popover>
    </MenuTrigger>
  )
}

function FromNote({ handle }: Props) {
  const { t } = useLingui()
  return (
    <Menu className="menu" aria-label={t`Footnotes`} onAction={() => afterMenu(handle.followFootnote)}>
      <MenuItem id="back" className="menu-item">
        <Trans>Back to the mark</Trans> <kbd>Alt+Enter</kbd>
      </MenuItem>
    </Menu>
  )
}

/** Drawn when the menu opens: the list is of that moment. */
function Notes({ handle }: Props) {
  const { t } = useLingui()
  const { language } = useLabelling()
  const standard = developingCountriesNote(language)
  const there = listed(handle)
  const act = (key: string) => {
    if (key === 'new') handle.insertFootnote()
    else if (key === 'standard') handle.insertStandardNote(standard)
    else handle.insertMarkOf(key.slice(MARK.length))
  }
  return (
    <Menu className="menu" aria-label={t`Footnotes`} onAction={(key) => afterMenu(() => act(String(key)))}>
      <MenuItem id="new" className="menu-item">
        <Trans>New footnote</Trans> <kbd>Ctrl+Alt+F</kbd>
      </MenuItem>
      <MenuItem id="standard" className="menu-item" textValue={t`Note on developing countries`}>
        <span>
          <Trans>Note on developing countries</Trans>
          <span className="footnote-words" lang={standard.language} dir="auto">
            {standard.words}
          </span>
          {standard.source === 'recollection' && (
            <span className="footnote-words c-stale">
              <Trans>Not compared with an official text: check the wording.</Trans>
            </span>
          )}
        </span>
      </MenuItem>
      {there.length > 0 && (
        <MenuSection>
          <Header className="popover-head">
            <Trans>Another mark of a footnote that is there</Trans>
          </Header>
          {there.map(({ id, number, words }) => (
            <MenuItem key={id} id={MARK + id} className="menu-item" textValue={`${number} ${words}`}>
              <span className="footnote-number">{number}</span>
              <span className="footnote-words" dir="auto">
                {words || <Trans>Empty</Trans>}
              </span>
            </MenuItem>
          ))}
        </MenuSection>
      )}
    </Menu>
  )
}

/** An open menu holds the focus: what brings it back to the text waits until the menu is gone. */
const afterMenu = (act: () => void) => void setTimeout(act)

const MARK = 'mark '

function listed({ editor: { state } }: EditorHandle) {
  const labels = labelsIn(state)
  const numbers = new Map(blocksIn(state.doc).map(({ id }, at) => [String(id), labels[at] ?? '']))
  return footnotesIn(state.doc)
    .map(({ node }) => ({ id: String(attrsOf(node).id), words: node.textContent }))
    .map((note) => ({ ...note, number: numbers.get(note.id) ?? '' }))
    .toSorted((a, b) => Number(a.number) - Number(b.number))
}
