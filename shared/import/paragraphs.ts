/**
 * The body of a resolution as paragraphs: calls, and clauses with the label that the source gives them. A line that goes on
 * with the sentence before it is joined to it.
 */
import type { ImportFinding, LeftOut } from './imported-text.ts'
import { withoutMarkdown } from './head.ts'
import { readLabel, type Labelled } from './list-label.ts'
import { beginsLikeACall, callPart, type CallPart } from './opening-words.ts'
import type { SourceLine } from './source-lines.ts'

export type Call = { readonly is: 'call'; readonly line: number; readonly part: CallPart; readonly text: string }
export type Clause = Labelled & { readonly is: 'clause'; readonly line: number }
export type Paragraph = Call | Clause

export type Body = {
  readonly paragraphs: readonly Paragraph[]
  readonly findings: readonly ImportFinding[]
  readonly leftOut: readonly LeftOut[]
}

const ENDED = /[;:.,]["”’)*\]]*(?:\[footnoteRef:\d+\])*$/
const CLOSED = /[;:.]["”’)*\]]*(?:\[footnoteRef:\d+\])*$/
const ANNEX = /^(?:ANNEX|APPENDIX|ATTACHMENT)\b(?:[^.;]{0,80})$/

/** Only the last characters are looked at: a clause may be joined from many lines. */
const tail = (text: string) => text.slice(-120)
const hasEnded = (text: string) => ENDED.test(tail(text))
const hasClosed = (text: string) => CLOSED.test(tail(text))
/** Where a line ends in one of these, its sentence is not over. */
const isUnfinished = (text: string) => /\b(?:the|of|and|or|to|in|on|for|with|by|a|an|its|their)$/i.test(tail(text))

type Reading = { paragraphs: Paragraph[]; findings: ImportFinding[] }

export function readParagraphs(lines: readonly SourceLine[]): Body {
  const annexAt = lines.findIndex(({ text }) => ANNEX.test(withoutMarkdown(text)))
  const body = annexAt < 0 ? lines : lines.slice(0, annexAt)
  const reading: Reading = { paragraphs: [], findings: [] }
  const written = body.filter(({ text }) => text !== '')
  written.forEach((line, at) => readLine(reading, line, written[at + 1]))
  const annex = annexAt < 0 ? [] : lines.slice(annexAt).filter(({ text }) => text !== '')
  return {
    paragraphs: reading.paragraphs,
    findings: annex[0] ? [...reading.findings, annexFinding(annex[0])] : reading.findings,
    leftOut: annex.map(({ line, text }) => ({ line, text, why: 'it belongs to an annex' })),
  }
}

function readLine(reading: Reading, { line, text }: SourceLine, next: SourceLine | undefined): void {
  const last = reading.paragraphs.at(-1)
  const labelled = plausible(readLabel(text), text, clausesSoFar(reading))
  const isBare = labelled.dash === null && labelled.label === null
  const words = withoutMarkdown(text)
  const part = isBare ? (callPart(words) ?? unknownCall(reading, words, next)) : null
  if (part !== null) return addCall(reading, { is: 'call', line, part, text: words })
  if (last && continues(last, labelled)) return join(reading, last, { line, text })
  if (isBare && beginsLikeACall(words)) reading.findings.push(runInFinding(line))
  reading.paragraphs.push({ is: 'clause', line, ...labelled })
}

/** How many clauses stand under the present call. */
const clausesSoFar = ({ paragraphs }: Reading) =>
  paragraphs.length - 1 - paragraphs.findLastIndex((paragraph) => paragraph.is === 'call')

/** How far a label may run ahead of its place, as where clauses were left out of an extract. */
const AHEAD = 5

/** "12 months after": a number far from its place in the list belongs to the words. */
function plausible(labelled: Labelled, line: string, before: number): Labelled {
  const { label, dash } = labelled
  if (label?.form !== 'number' || dash !== null) return labelled
  const fits = before === 0 ? label.place === 1 : label.place <= before + 1 + AHEAD
  return fits ? labelled : { dash: null, label: null, text: line }
}

function addCall(reading: Reading, call: Call): void {
  reading.paragraphs.push(call)
  if (callPart(call.text) === null) reading.findings.push(unknownCallFinding(call))
}

/**
 * A call that is not in our list shows itself by its form: an unpunctuated line with the shape of an opening verb, after a
 * paragraph that ended, before a list that starts again.
 */
function unknownCall(reading: Reading, words: string, next: SourceLine | undefined): CallPart | null {
  const last = reading.paragraphs.at(-1)
  const first = next ? readLabel(next.text).label : null
  const opensAList = first !== null && (first.written === 'a)' || first.written === '1')
  const mayFollow = last === undefined || (last.is === 'clause' && hasEnded(last.text) && !last.text.endsWith(':'))
  if (!opensAList || !mayFollow || hasEnded(words) || words.length > 160) return null
  return /^(?:\p{L}+ly )?\p{L}+ing\b/iu.test(words)
    ? 'preamble'
    : /^(?:\p{L}+ly )?\p{L}+s\b/iu.test(words)
      ? 'operative'
      : null
}

function continues(last: Paragraph, { dash, label, text }: Labelled): boolean {
  if (dash !== null) return false
  if (last.is === 'call') return label === null && isAddressed(last) && (isUnfinished(last.text) || isRestOfName(text))
  if (label !== null) return label.form === 'number' && !hasEnded(last.text)
  return !hasClosed(last.text)
}

/** Only an addressee can be broken over lines: "conscious of" is whole. */
const isAddressed = ({ part, text }: Call) => part === 'operative' && text.split(' ').length > 2

/** "instructs the Director of the Telecommunication / Development Bureau": capitals without an end. */
const isRestOfName = (text: string) => /^\p{Lu}/u.test(text) && !hasEnded(text) && text.length < 120

function join(reading: Reading, last: Paragraph, { line, text }: SourceLine): void {
  reading.paragraphs[reading.paragraphs.length - 1] = { ...last, text: `${last.text} ${text}` }
  reading.findings.push({
    line,
    code: 'line-joined',
    message: `This line goes on with the sentence that begins in line ${last.line}.`,
  })
}

const runInFinding = (line: number): ImportFinding => ({
  line,
  code: 'run-in-call',
  message: 'This line begins like a call but goes on like a clause; it is read as a clause.',
})

const unknownCallFinding = ({ line, part, text }: Call): ImportFinding => ({
  line,
  code: 'unknown-call',
  message: `“${text}” is not a known call; its place makes it one of the ${part === 'preamble' ? 'preamble' : 'operative part'}.`,
})

const annexFinding = ({ line, text }: SourceLine): ImportFinding => ({
  line,
  code: 'left-out',
  message: `“${text}” and what follows it is left out: annexes cannot be read yet.`,
})
