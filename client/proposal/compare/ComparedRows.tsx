import { LANGUAGE_TAG } from '../../../shared/document/language.ts'
import { useLingui } from '@lingui/react/macro'
import type { FragmentName } from '../../../shared/document/blocks.ts'
import { useLabelling } from '../../editor/labelling-context.ts'
import { RunView } from '../../editor/ReadOnlyText.tsx'
import { marksOf } from '../../editor/RedlineText.tsx'
import { dateAndTime } from '../../ui/When.tsx'
import type { MarkedPiece, MarkedRow } from './compared-changes.ts'
import type { AuthorNames } from './use-author-names.ts'

/** Who wrote it, drawn: the colour of each author's administration, and who it is. */
export type WhoShown = { readonly names: AuthorNames; readonly hueOf: (author: number) => number }

type Props = {
  readonly rows: readonly MarkedRow[]
  /** The number of a footnote by its id. */
  readonly labels: ReadonlyMap<string, string>
  readonly fragment: FragmentName
  /** Null while it is not asked for. */
  readonly who: WhoShown | null
}

/** The redline of a comparison. Each change can be focused, so that one can go from one to the next. */
export function ComparedRows({ rows, labels, fragment, who }: Props) {
  return (
    <div className="proposal-text compared" data-fragment={fragment} lang={LANGUAGE_TAG[useLabelling().language]}>
      {rows.map((row) => (
        <p
          key={`${row.side} ${row.block.id}`}
          dir="auto"
          {...marksOf(row)}
          {...(row.whole !== null && { id: row.whole, tabIndex: -1 })}
        >
          <Moved row={row} who={who} />
          {row.pieces.map((piece, at) => (
            <PieceView key={at} piece={piece} labels={labels} who={who} />
          ))}
        </p>
      ))}
    </div>
  )
}

/** The word says what two lines alone do not. */
function Moved({ row, who }: { readonly row: MarkedRow; readonly who: WhoShown | null }) {
  const { t } = useLingui()
  if (!row.moved && row.whole === null) return null
  const word = row.moved ? (row.side === 'old' ? t`moved from here` : t`moved to here`) : t`form changed`
  const symbol = who && row.by !== null ? ` ${who.names.symbol(row.by)}` : ''
  return (
    <span className="whole-change" title={titleOf(row, who)}>
      {word}
      {symbol}
    </span>
  )
}

type PieceProps = {
  readonly piece: MarkedPiece
  readonly labels: ReadonlyMap<string, string>
  readonly who: WhoShown | null
}

/** A difference in white space or in the shape of a quote is no difference to a reader. */
function PieceView({ piece, labels, who }: PieceProps) {
  const { change, run, typographic, by, mark } = piece
  const words = <RunView run={run} labels={labels} />
  if (change === 'kept' || (typographic && change === 'inserted')) return words
  if (typographic) return null
  const Tag = change === 'inserted' ? 'ins' : 'del'
  const isTold = who !== null && by !== null
  return (
    <Tag
      {...(mark !== null && { id: mark, tabIndex: -1 })}
      {...(isTold && {
        className: `who who-${who.hueOf(by)}`,
        title: titleOf(piece, who),
        'data-who': who.names.symbol(by),
      })}
    >
      {words}
    </Tag>
  )
}

type Told = Pick<MarkedPiece, 'by' | 'time'>

const titleOf = ({ by, time }: Told, who: WhoShown | null): string | undefined =>
  who && by !== null
    ? [who.names.name(by), time !== undefined && dateAndTime(time)].filter(Boolean).join(' · ')
    : undefined
