import { Trans, useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import { FRAGMENTS, plainText, type Block, type FragmentName } from '../../../shared/document/blocks.ts'
import { labelsById } from '../../../shared/document/labels.ts'
import type { ComparedRow, ComparedText } from '../../../shared/protocol/compare.ts'
import { useLabelling } from '../../editor/labelling-context.ts'
import { PartOfPaper } from '../document/PartOfPaper.tsx'
import type { Marked } from './compared-changes.ts'
import { ComparedRows, type WhoShown } from './ComparedRows.tsx'

type Props = { readonly compared: ComparedText; readonly marked: Marked; readonly who: WhoShown | null }

/** Summary, text and reasons on one paper, with what changed between the two moments. */
export function ComparedPaper({ compared, marked, who }: Props) {
  const { t } = useLingui()
  const labels = useFootnoteNumbers(compared)
  const part = (fragment: FragmentName) => (
    <ComparedRows rows={marked.parts[fragment]} labels={labels} fragment={fragment} who={who} />
  )
  const isEmpty = (fragment: FragmentName) =>
    marked.parts[fragment].every(({ block }) => plainText(block).trim() === '')
  const nothing = (
    <span className="not-written">
      <Trans>not written</Trans>
    </span>
  )
  return (
    <article className="paper" aria-label={t`The changes`}>
      <PartOfPaper heading={<Trans>Summary</Trans>} note={isEmpty('summary') && nothing}>
        {part('summary')}
      </PartOfPaper>
      <div className="part-text">{part('text')}</div>
      <PartOfPaper heading={<Trans>Reasons</Trans>} note={isEmpty('reasons') && nothing}>
        {part('reasons')}
      </PartOfPaper>
    </article>
  )
}

/** Of both texts; where a footnote has another number now, the new one. */
function useFootnoteNumbers({ parts }: ComparedText): ReadonlyMap<string, string> {
  const labelling = useLabelling()
  return useMemo(() => {
    const labelled = (blocks: readonly Block[]) => [...labelsById(blocks, labelling)]
    const sides = FRAGMENTS.flatMap((name) => [labelled(oldSide(parts[name])), labelled(newSide(parts[name]))])
    return new Map(sides.flat())
  }, [parts, labelling])
}

const oldSide = (rows: readonly ComparedRow[]) => rows.flatMap(({ side, old }) => (side !== 'new' && old ? [old] : []))
const newSide = (rows: readonly ComparedRow[]) => rows.flatMap(({ side, block }) => (side === 'old' ? [] : [block]))
