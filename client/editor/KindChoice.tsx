import { useLingui } from '@lingui/react/macro'
import { useEditorState } from '@tiptap/react'
import { Button } from 'react-aria-components/Button'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Select, SelectValue } from 'react-aria-components/Select'
import type { Kind, Level } from '../../shared/document/blocks.ts'
import { attrsOf } from './block-attrs.ts'
import { blocksSelected } from './commands/join-blocks.ts'
import type { EditorHandle } from './editor-handle.ts'

/** What the clause at the caret is, and what it can become. */
export function KindChoice({ handle }: { readonly handle: EditorHandle }) {
  const { t } = useLingui()
  const kinds = useKindNames()
  const current = useEditorState({ editor: handle.editor, selector: ({ editor }) => keyAt(editor) })
  return (
    <Select
      className="kind-choice"
      aria-label={t`Kind of clause`}
      selectedKey={current}
      onSelectionChange={(key) => {
        const choice = kinds.find((kind) => keyOf(kind.kind, kind.level) === key)
        if (choice) handle.setKind(choice.kind, choice.level)
      }}
    >
      <Button className="button small">
        <SelectValue />
        <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
          <path d="M4 6.3 8 10l4-3.7" fill="none" stroke="currentColor" strokeWidth="1.6" />
        </svg>
      </Button>
      <Popover className="popover">
        <ListBox className="listbox">
          {kinds.map(({ kind, level, name }) => (
            <ListBoxItem key={keyOf(kind, level)} id={keyOf(kind, level)} className="option" textValue={name}>
              {name}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  )
}

type Choice = { readonly kind: Kind; readonly level: Level; readonly name: string }

function useKindNames(): readonly Choice[] {
  const { t } = useLingui()
  return [
    { kind: 'number', level: 0, name: t`Number of the resolution` },
    { kind: 'title', level: 0, name: t`Title` },
    { kind: 'history', level: 0, name: t`History` },
    { kind: 'opening', level: 0, name: t`Opening words` },
    { kind: 'preamble-call', level: 0, name: t`Call in the preamble` },
    { kind: 'operative-call', level: 0, name: t`Call in the operative part` },
    { kind: 'item', level: 0, name: t`Item` },
    { kind: 'item', level: 1, name: t`Sub-item` },
    { kind: 'item', level: 2, name: t`Dash` },
    { kind: 'text', level: 0, name: t`Unlabelled paragraph` },
    { kind: 'footnote', level: 0, name: t`Footnote` },
  ]
}

const keyOf = (kind: Kind, level: Level) => `${kind} ${level}`

function keyAt({ state }: EditorHandle['editor']): string {
  const { kind, level } = attrsOf(blocksSelected(state)[0]?.node ?? state.doc.firstChild!)
  return keyOf(kind, kind === 'item' ? level : 0)
}
