import { useMemo } from 'react'
import { FRAGMENTS, type Block } from '../../../shared/document/blocks.ts'
import { labelsById } from '../../../shared/document/labels.ts'
import type { ComparedRow, ComparedText } from '../../../shared/protocol/compare.ts'
import { useLabelling } from '../../editor/labelling-context.ts'

/** Of both texts; where a footnote has another number now, the new one. */
export function useFootnoteNumbers({ parts }: ComparedText): ReadonlyMap<string, string> {
  const labelling = useLabelling()
  return useMemo(() => {
    const labelled = (blocks: readonly Block[]) => [...labelsById(blocks, labelling)]
    const sides = FRAGMENTS.flatMap((name) => [labelled(oldSide(parts[name])), labelled(newSide(parts[name]))])
    return new Map(sides.flat())
  }, [parts, labelling])
}

const oldSide = (rows: readonly ComparedRow[]) => rows.flatMap(({ side, old }) => (side !== 'new' && old ? [old] : []))
const newSide = (rows: readonly ComparedRow[]) => rows.flatMap(({ side, block }) => (side === 'old' ? [] : [block]))
