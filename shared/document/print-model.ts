/**
 * What a printed page of a proposal says, as plain values; how it looks is not known here.
 * One model serves the three views, so that the same clause is the same line in each.
 */
import type { Block, Document, Kind, Level } from './blocks.ts'
import { fingerprintOf } from './fingerprint.ts'
import { DEFAULT_LANGUAGE, type Language } from './language.ts'
import { footnoteNumbers, labelsOf, type Labelling } from './labels.ts'
import { wholly, type Piece } from './redline-words.ts'
import { redline, runsOnSide, type RedlineRow } from './redline.ts'
import type { BlockId } from '../ids.ts'

export type PrintView = 'clean' | 'redline' | 'in-force'

export type PrintInput = {
  readonly proposalLabel: string
  readonly title: string
  /** MOD, ADD, SUP, NOC or (MOD). */
  readonly operator: string
  readonly forumName: string
  readonly conferenceName: string
  /** In words, as it is to be printed. */
  readonly stage: string
  /** 64 hexadecimal digits: the digest of the current document. */
  readonly digest: string
  /** The text that is changed, and the edition that took its place if one did; null for a text that is new. */
  readonly base: { readonly title: string; readonly blocks: readonly Block[]; readonly supersededBy?: string } | null
  readonly view: PrintView
  readonly current: Document
  /** ISO 8601 with its zone, as "2029-03-04T15:20:00+01:00" or "…Z". */
  readonly printedAt: string
  /** Names of the supporting administrations, in the order in which they are printed. */
  readonly supporting: readonly string[]
  /** With the language of the text; English and numbered anew where it is not given. */
  readonly labelling?: Labelling
}

export type PrintModel = Pick<
  PrintInput,
  | 'proposalLabel'
  | 'title'
  | 'operator'
  | 'forumName'
  | 'conferenceName'
  | 'stage'
  | 'digest'
  | 'view'
  | 'printedAt'
  | 'supporting'
> & {
  readonly language: Language
  readonly fingerprint: string
  readonly baseTitle: string | null
  readonly supersededBy: string | null
  readonly summary: readonly PrintLine[]
  readonly text: readonly PrintLine[]
  readonly reasons: readonly PrintLine[]
}

export type PrintLine = {
  readonly id: BlockId
  readonly kind: Kind
  readonly level: Level
  readonly side: RedlineRow['side']
  readonly moved: boolean
  /** Another kind or another level than in the text in force. */
  readonly recast: boolean
  readonly oldLabel: string | null
  readonly newLabel: string | null
  readonly pieces: readonly PrintPiece[]
}

/** Words with their mark, or the number of a footnote and the id of its block ('' where that block is gone). */
export type PrintPiece =
  | { readonly change: Piece['change']; readonly words: string; readonly emphasis: boolean }
  | { readonly change: Piece['change']; readonly footnote: string; readonly to: BlockId | '' }

export function printModel(input: PrintInput): PrintModel {
  const { current, view } = input
  return {
    ...headingOf(input),
    summary: view === 'in-force' ? [] : cleanLines(current.summary, input.labelling),
    text: textLines(input),
    reasons: view === 'in-force' ? [] : cleanLines(current.reasons, input.labelling),
  }
}

const headingOf = (input: PrintInput) => ({
  proposalLabel: input.proposalLabel,
  title: input.title,
  operator: input.operator,
  forumName: input.forumName,
  conferenceName: input.conferenceName,
  stage: input.stage,
  digest: input.digest,
  view: input.view,
  printedAt: input.printedAt,
  supporting: input.supporting,
  language: input.labelling?.language ?? DEFAULT_LANGUAGE,
  fingerprint: fingerprintOf(input.digest),
  baseTitle: input.base?.title ?? null,
  supersededBy: input.base?.supersededBy ?? null,
})

function textLines({ view, base, current, labelling }: PrintInput) {
  const inForce = base?.blocks ?? []
  if (view === 'redline') return redlineLines(inForce, current.text, labelling)
  return cleanLines(view === 'clean' ? current.text : inForce, labelling)
}

function cleanLines(blocks: readonly Block[], labelling?: Labelling): readonly PrintLine[] {
  const labels = labelsOf(blocks, labelling)
  const numbers = footnoteNumbers(blocks)
  return blocks.map((block, at) => ({
    ...shapeOf(block),
    side: 'both',
    moved: false,
    recast: false,
    oldLabel: labels[at]!,
    newLabel: labels[at]!,
    pieces: wholly('kept', block.runs).map((piece) => printed(piece, numbers, numbers)),
  }))
}

function redlineLines(old: readonly Block[], next: readonly Block[], labelling?: Labelling): readonly PrintLine[] {
  const [oldNumbers, newNumbers] = [footnoteNumbers(old), footnoteNumbers(next)]
  return redline(old, next, labelling).map((row) => ({
    ...shapeOf(row.block),
    side: row.side,
    moved: row.moved,
    recast: row.side === 'both' && (row.old?.kind !== row.block.kind || row.old.level !== row.block.level),
    oldLabel: row.oldLabel,
    newLabel: row.newLabel,
    pieces: withoutTypography(row.pieces).map((piece) => printed(piece, oldNumbers, newNumbers)),
  }))
}

const shapeOf = ({ id, kind, level }: Block) => ({ id, kind, level })

/** On paper the new shape of a quote stands as if it had always been there. */
function withoutTypography(pieces: readonly Piece[]): readonly Piece[] {
  if (pieces.every((piece) => !piece.typographic)) return pieces
  return pieces.flatMap(({ change, run, typographic }): readonly Piece[] =>
    !typographic
      ? [{ change, run }]
      : runsOnSide([{ change, run }], 'new').map((one) => ({ change: 'kept', run: one })),
  )
}

type Numbers = ReadonlyMap<BlockId, number>

function printed({ change, run }: Piece, oldNumbers: Numbers, newNumbers: Numbers): PrintPiece {
  if (!('footnote' in run)) return { change, words: run.text, emphasis: run.emphasis === true }
  const number = (change === 'deleted' ? oldNumbers : newNumbers).get(run.footnote)
  return number === undefined ? { change, footnote: '?', to: '' } : { change, footnote: `${number}`, to: run.footnote }
}
