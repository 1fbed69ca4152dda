import { Trans, useLingui } from '@lingui/react/macro'
import { memo } from 'react'
import type { Language } from '../../shared/document/language.ts'
import type { ReadBlock } from '../../shared/import/accounted.ts'
import { RunView } from '../editor/ReadOnlyText.tsx'
import { Button } from '../ui/Button.tsx'
import { BlockTools } from './BlockTools.tsx'
import { shownRuns, type Change } from './draft.ts'
import { directionOf } from './direction.ts'
import { focusInRow } from './focus-in-row.ts'
import { nameOfForm } from './form-names.ts'

type Props = {
  readonly block: ReadBlock
  readonly label: string
  readonly language: Language
  /** Numbers of footnotes by id, as `RunView` takes them. */
  readonly labels: ReadonlyMap<string, string>
  readonly words: string | null
  readonly previous: string | null
  readonly onChange: (change: Change) => void
  readonly onOpen: (id: string | null) => void
}

/** One paragraph of the text to be, with its label. `words` is given where it is open to be changed. */
export const StructureBlock = memo(function StructureBlock(props: Props) {
  const { block, label, language, labels, words, previous, onChange, onOpen } = props
  const { t } = useLingui()
  const name = t(nameOfForm(block))
  return (
    <div className="import-block" data-block={block.id} data-open={words !== null || undefined}>
      <span className="import-kind">{name}</span>
      {words === null && (
        <Button
          look="bare"
          small
          data-change={block.id}
          aria-label={t`Change: ${name} ${label}`}
          onPress={() => onOpen(block.id)}
          onKeyDown={moveAmongBlocks}
        >
          <Trans>Change</Trans>
        </Button>
      )}
      {words === null ? (
        <p
          className="import-words"
          lang={language}
          dir={directionOf(language)}
          data-kind={block.kind}
          data-level={block.level}
        >
          {label && <bdi className="import-label">{label}</bdi>}
          <span>
            {shownRuns(block.runs).map((run, at) => (
              <RunView key={at} run={run} labels={labels} />
            ))}
          </span>
        </p>
      ) : (
        <BlockTools
          block={block}
          words={words}
          mayMerge={previous !== null}
          onChange={(change, target) => {
            onChange(change)
            if (change.type === 'merge') onOpen(previous)
            if (change.type === 'leave-out') focusInRow(target)
          }}
          onClose={() => onOpen(null)}
        />
      )}
    </div>
  )
})

/** Arrow keys go from one paragraph to the next. */
function moveAmongBlocks(event: { readonly key: string; readonly target: EventTarget; preventDefault: () => void }) {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const all = [...document.querySelectorAll<HTMLElement>('[data-change]')]
  const next = all[all.indexOf(event.target as HTMLElement) + (event.key === 'ArrowDown' ? 1 : -1)]
  if (!next) return
  event.preventDefault()
  next.focus()
}
