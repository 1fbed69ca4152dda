import { Trans, useLingui } from '@lingui/react/macro'
import { useId, useState } from 'react'
import type { ReadBlock } from '../../shared/import/accounted.ts'
import { Button } from '../ui/Button.tsx'
import type { Change } from './draft.ts'
import { FormChoice } from './FormChoice.tsx'

type Props = {
  readonly block: ReadBlock
  /** The words as they can be typed. */
  readonly words: string
  readonly mayMerge: boolean
  /** `target`: what was pressed. */
  readonly onChange: (change: Change, target: Element | null) => void
  readonly onClose: () => void
}

/** The hand's tools for one paragraph. Words are taken over when the box is left, with a split, or with Ctrl and Enter. */
export function BlockTools({ block, words, mayMerge, onChange, onClose }: Props) {
  const { t } = useLingui()
  const id = useId()
  const [typed, setTyped] = useState(words)
  const [caret, setCaret] = useState(0)
  const [known, setKnown] = useState(words)
  // A split or an undo changed the words from outside.
  if (words !== known) {
    setKnown(words)
    setTyped(words)
  }
  const takeOver = () => {
    if (typed.trim() !== '' && typed !== words) onChange({ type: 'words', id: block.id, words: typed }, null)
  }
  const splits = typed.slice(0, caret).trim() !== '' && typed.slice(caret).trim() !== ''
  return (
    <div
      className="import-tools"
      role="group"
      aria-label={t`Change this paragraph`}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose()
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          takeOver()
          onClose()
        }
      }}
    >
      <FormChoice form={block} onChange={(form) => onChange({ type: 'form', id: block.id, form }, null)} />
      <div className="field">
        <label htmlFor={id}>
          <Trans>Words</Trans>
        </label>
        <textarea
          id={id}
          className="input"
          dir="auto"
          autoFocus
          rows={Math.min(12, Math.max(2, Math.ceil(typed.length / 60)))}
          value={typed}
          maxLength={100_000}
          aria-describedby={`${id}-hint`}
          onChange={({ target }) => {
            setTyped(target.value.replace(/[\n\r]+/g, ' '))
            setCaret(target.selectionStart)
          }}
          onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart)}
          onBlur={takeOver}
        />
        <span className="hint" id={`${id}-hint`}>
          <Trans>*emphasis* in stars; the label is not written, it follows from the place.</Trans>
        </span>
      </div>
      <div className="row">
        <Button small look="main" onPress={onClose}>
          <Trans>Done</Trans>
        </Button>
        <Button
          small
          unavailable={splits ? null : t`Put the caret where it splits.`}
          onPress={({ target }) =>
            onChange({ type: 'split', id: block.id, words: [typed.slice(0, caret), typed.slice(caret)] }, target)
          }
        >
          <Trans>Split at the caret</Trans>
        </Button>
        <Button
          small
          unavailable={mayMerge ? null : t`Nothing stands before it.`}
          onPress={({ target }) => onChange({ type: 'merge', id: block.id }, target)}
        >
          <Trans>Merge with the previous</Trans>
        </Button>
        <Button small onPress={({ target }) => onChange({ type: 'leave-out', id: block.id }, target)}>
          <Trans>Leave out</Trans>
        </Button>
      </div>
    </div>
  )
}
