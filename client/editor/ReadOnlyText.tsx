import { useMemo } from 'react'
import { isFootnoteRef, type Block, type FragmentName, type Run } from '../../shared/document/blocks.ts'
import { labelsById } from '../../shared/document/labels.ts'
import { written } from '../../shared/document/written.ts'
import { LANGUAGE_TAG } from '../../shared/document/language.ts'
import { useLabelling } from './labelling-context.ts'
import './editor.css'

type Props = { readonly blocks: readonly Block[]; readonly fragment?: FragmentName }

/** A text as one reads it, with its labels, in the same form as the editor. */
export function ReadOnlyText({ blocks, fragment = 'text' }: Props) {
  const labelling = useLabelling()
  const labels = useMemo(() => labelsById(blocks, labelling), [blocks, labelling])
  return (
    <div className="proposal-text" data-fragment={fragment} lang={LANGUAGE_TAG[labelling.language]}>
      {blocks.map(({ id, kind, level, runs }) => (
        <p
          key={id}
          dir="auto"
          data-id={id}
          data-kind={kind}
          data-level={level}
          data-label={labels.get(id) || undefined}
        >
          {written(runs).map((run, at) => (
            <RunView key={at} run={run} labels={labels} />
          ))}
        </p>
      ))}
    </div>
  )
}

/** `labels` gives the number of a footnote by its id. */
export function RunView({ run, labels }: { readonly run: Run; readonly labels: ReadonlyMap<string, string> }) {
  if (isFootnoteRef(run)) return <sup className="footnote-ref">{labels.get(run.footnote) ?? '?'}</sup>
  return run.emphasis ? <em>{run.text}</em> : run.text
}
