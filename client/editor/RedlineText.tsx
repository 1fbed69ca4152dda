import { useMemo } from 'react'
import type { Block, FragmentName } from '../../shared/document/blocks.ts'
import { isUnchanged, redline, type Piece, type RedlineRow } from '../../shared/document/redline.ts'
import { labelsById } from '../../shared/document/labels.ts'
import { LANGUAGE_TAG } from '../../shared/document/language.ts'
import { useLabelling } from './labelling-context.ts'
import { RunView } from './ReadOnlyText.tsx'
import './editor.css'

type Props = { readonly old: readonly Block[]; readonly next: readonly Block[]; readonly fragment?: FragmentName }

/** The redline between two texts, to be read: insertions underlined, deletions struck, changed labels too. */
export function RedlineText({ old, next, fragment = 'text' }: Props) {
  const labelling = useLabelling()
  const rows = useMemo(() => redline(old, next, labelling), [old, next, labelling])
  const labels = useMemo(() => new Map([...labelsById(old), ...labelsById(next)]), [old, next])
  return <RedlineRows rows={rows} labels={labels} fragment={fragment} />
}

type RowsProps = {
  readonly rows: readonly RedlineRow[]
  /** The number of a footnote by its id. */
  readonly labels: ReadonlyMap<string, string>
  readonly fragment?: FragmentName
}

export function RedlineRows({ rows, labels, fragment = 'text' }: RowsProps) {
  return (
    <div className="proposal-text" data-fragment={fragment} lang={LANGUAGE_TAG[useLabelling().language]}>
      {rows.map((row) => (
        <p key={`${row.side} ${row.block.id}`} dir="auto" {...marksOf(row)}>
          {row.pieces.map((piece, at) => (
            <PieceView key={at} piece={piece} labels={labels} />
          ))}
        </p>
      ))}
    </div>
  )
}

/** The attributes of a row's paragraph. */
export function marksOf(row: Omit<RedlineRow, 'movedPieces'>) {
  const { side, moved, block, oldLabel, newLabel } = row
  const relabelled = side !== 'old' && oldLabel !== newLabel
  return {
    className: side === 'old' ? (moved ? 'gone moved' : 'gone') : undefined,
    'data-id': block.id,
    'data-kind': block.kind,
    'data-level': block.level,
    'data-label': (side === 'old' ? oldLabel : newLabel) || undefined,
    'data-changed': isUnchanged(row) ? undefined : '',
    'data-clause': side === 'new' ? (moved ? 'moved' : 'new') : undefined,
    'data-old-label': side === 'both' && relabelled ? oldLabel || undefined : undefined,
    'data-new-label': (relabelled || side === 'new') && newLabel ? '' : undefined,
  }
}

/** A difference in white space or in the shape of a quote is no difference to a reader. */
function PieceView({ piece, labels }: { readonly piece: Piece; readonly labels: ReadonlyMap<string, string> }) {
  const { change, run, typographic } = piece
  const words = <RunView run={run} labels={labels} />
  if (change === 'kept' || (typographic && change === 'inserted')) return words
  if (typographic) return null
  return change === 'inserted' ? <ins>{words}</ins> : <del>{words}</del>
}
