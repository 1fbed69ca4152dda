/** Where the text as read is not what the source writes: labels, footnote marks, brackets. */
import type { Block } from '../document/blocks.ts'
import { labelsOf } from '../document/labels.ts'
import type { Draft } from './clauses.ts'
import type { ImportFinding, ImportFindingCode } from './imported-text.ts'
import { bracketsIn, type BracketFault } from './genuine-brackets.ts'
import { bareText, marksIn } from './inline-runs.ts'

/** `blocks` are the drafts in the same order, as they stand in the text. */
export function findingsAbout(drafts: readonly Draft[], blocks: readonly Block[]): readonly ImportFinding[] {
  const labels = labelsOf(blocks)
  const referredTo = new Set(drafts.flatMap(({ text }) => marksIn(text)))
  const footnotes = new Set(drafts.filter(({ kind }) => kind === 'footnote').map(({ label }) => label!))
  return drafts.flatMap((draft, at) => [
    ...labelFindings(draft, labels[at]!),
    ...footnoteFindings(draft, referredTo),
    ...markFindings(draft, footnotes),
    ...bracketFindings(draft),
  ])
}

function labelFindings({ kind, line, label, plainLabel }: Draft, computed: string): readonly ImportFinding[] {
  if (label === null) {
    if (kind !== 'item' || computed === '' || computed === '–') return []
    return finding(
      line,
      'label-restored',
      `The source has lost the label ${computed}; the place of the clause gives it back.`,
    )
  }
  if ((plainLabel ?? label) === computed) return []
  const given = computed === '' ? 'leaves it without one' : `makes it ${computed}`
  return finding(line, 'label-differs', `The source says ${label}; the place in the text ${given}.`)
}

const footnoteFindings = ({ kind, line, label }: Draft, referredTo: ReadonlySet<string>): readonly ImportFinding[] =>
  kind === 'footnote' && !referredTo.has(label!)
    ? finding(line, 'footnote-without-mark', `No mark in the text refers to footnote ${label}.`)
    : []

const markFindings = ({ line, text }: Draft, footnotes: ReadonlySet<string>): readonly ImportFinding[] =>
  marksIn(text)
    .filter((mark) => !footnotes.has(mark))
    .flatMap((mark) =>
      finding(line, 'mark-without-footnote', `The mark ${mark} has no footnote; it is kept as (${mark}).`),
    )

function bracketFindings({ line, text }: Draft): readonly ImportFinding[] {
  const { spans, faults } = bracketsIn(text)
  return [
    ...spans.flatMap(({ from, to }) => finding(line, 'square-brackets', `“${shown(text, from, to)}” is not agreed.`)),
    ...faults.flatMap(({ kind }) => finding(line, 'bracket-doubtful', FAULTS[kind])),
  ]
}

const FAULTS: Record<BracketFault['kind'], string> = {
  unpaired: 'A square bracket here opens or closes nothing; it is kept as a character.',
  nested: 'Square brackets stand in square brackets here; they are kept as characters.',
  empty: 'Square brackets without words stand here; they are kept as characters.',
}

const shown = (text: string, from: number, to: number) => bareText(text.slice(from, to))

const finding = (line: number, code: ImportFindingCode, message: string): readonly ImportFinding[] => [
  { line, code, message },
]
