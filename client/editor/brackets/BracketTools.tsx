import { useLingui } from '@lingui/react/macro'
import { useEditorState } from '@tiptap/react'
import { Button } from 'react-aria-components/Button'
import type { EditorHandle } from '../editor-handle.ts'
import { putInBrackets, stretchAt } from './bracket-commands.ts'

/** One button, which does what fits the place: selected words go in brackets, words in brackets get another wording. */
export function BracketTools({ handle }: { readonly handle: EditorHandle }) {
  const { t } = useLingui()
  const { inside, possible } = useEditorState({ editor: handle.editor, selector: ({ editor }) => placeOf(editor) })
  const name = inside ? t`Add an alternative to this bracket` : t`Put the selected words in brackets`
  return (
    <Button
      className="button bare square"
      aria-label={name}
      isDisabled={!inside && !possible}
      onPress={inside ? handle.addAlternative : handle.putInBrackets}
    >
      <span className="sign upright" aria-hidden="true" title={name}>
        {inside ? '[+]' : '[ ]'}
      </span>
    </Button>
  )
}

const placeOf = ({ state }: EditorHandle['editor']) => ({
  inside: state.selection.empty && stretchAt(state) !== null,
  possible: putInBrackets()(state),
})
