/**
 * The body of a resolution as paragraphs: calls, and clauses with the label that the source gives them. A line that goes on
 * with the sentence before it is joined to it.
 */
import type { ImportFinding, LeftOut } from './imported-text.ts'
import { isNumberLine, withoutMarkdown } from './head.ts'
import { ANNEX_LINE, OPERATOR_LINE, REASONS_LINE, SECTION_LINE } from './head-words.ts'
import { withLatinLabels } from './label-letters.ts'
import { isPlausible } from './label-sequence.ts'
import { readLabel, type Labelled } from './list-label.ts'
import { beginsLikeACall, callPart, keywordOf, type CallPart } from './opening-words.ts'
import { mergedCall } from './merged-call.ts'
import { joinedLines, plainLetters } from './plain-letters.ts'
import type { SourceLine } from './clean-source.ts'

export type Call = { readonly is: 'call'; readonly line: number; readonly part: CallPart; readonly text: string }
/** `depth`: how deep the style of a Word paragraph indents it. */
export type Clause = Labelled & { readonly is: 'clause'; readonly line: number; readonly depth?: number }
/** "Section 1": it stands between clauses, and their numbers may begin again after it. */
export type Heading = { readonly is: 'heading'; readonly line: number; readonly text: string }
export type Paragraph = Call | Clause | Heading

export type Body = {
  readonly paragraphs: readonly Paragraph[]
  readonly findings: readonly ImportFinding[]
  readonly leftOut: readonly LeftOut[]
}

/** Signs of the six languages; after them quotation marks, a bracket, a mark of direction, a footnote. */
const AFTER = `["”’»)*\\]\u200E\u200F]*(?:\\[footnoteRef:\\d+\\])*$`
const ENDED = new RegExp(`[;:.,؛،；：。，、]${AFTER}`, 'u')
const CLOSED = new RegExp(`[;:.؛；：。]${AFTER}`, 'u')

/** Only the last characters are looked at: a clause may be joined from many lines. */
const tail = (text: string) => text.slice(-120)
const hasEnded = (text: string) => ENDED.test(tail(text))
const hasClosed = (text: string) => CLOSED.test(tail(text))
/** Where a line ends in one of these, its sentence is not over. */
const isUnfinished = (text: string) => /\b(?:the|of|and|or|to|in|on|for|with|by|a|an|its|their)$/i.test(tail(text))

type Reading = { paragraphs: Paragraph[]; findings: ImportFinding[] }

export function readParagraphs(lines: readonly SourceLine[]): Body {
  const endAt = lines.findIndex((line) => endOf(line) !== null)
  const body = endAt < 0 ? lines : lines.slice(0, endAt)
  const reading: Reading = { paragraphs: [], findings: [] }
  const written = withLatinLabels(body.filter(({ text }) => text !== ''))
  written.forEach((line, at) => readLine(reading, line, written[at + 1]))
  const after = endAt < 0 ? [] : lines.slice(endAt).filter(({ text }) => text !== '')
  return {
    paragraphs: reading.paragraphs,
    findings: after[0] ? [...reading.findings, END_FINDINGS[endOf(after[0])!](after[0])] : reading.findings,
    leftOut: afterTheEnd(after),
  }
}

type End = 'annex' | 'aside' | 'number'

/** What ends a resolution: its annexes, the reasons of a proposal, the next proposal. */
function endOf(line: SourceLine): End | null {
  const words = wordsOf(line)
  if (line.role === 'annex' || ANNEX_LINE.test(words)) return 'annex'
  if (line.role === 'aside' || REASONS_LINE.test(words) || OPERATOR_LINE.test(words)) return 'aside'
  return isNumberLine(line) ? 'number' : null
}

const END_REASONS: Record<End, string> = {
  annex: 'it belongs to an annex',
  aside: 'it stands after the resolution: the reasons of a proposal, or the next proposal',
  number: 'it belongs to the next resolution',
}

function afterTheEnd(after: readonly SourceLine[]): readonly LeftOut[] {
  const reasons = new Set(reasonsIn(after))
  return after.map((source) => {
    const { line, text } = source
    if (reasons.has(source)) return { line, text, why: 'it gives the reasons of the proposal', isReasons: true }
    return { line, text, why: END_REASONS[endOf(after[0]!)!] }
  })
}

/** Until the annexes, the next resolution or the next proposal: what is behind an operator gives the reasons for something else. */
function reasonsIn(after: readonly SourceLine[]): readonly SourceLine[] {
  const next = after.findIndex((line) => OPERATOR_LINE.test(wordsOf(line)) || isNumberLine(line))
  const own = next < 0 ? after : after.slice(0, next)
  const start = own.findIndex((line) => REASONS_LINE.test(wordsOf(line)))
  if (start < 0) return []
  const end = own.findIndex((line, at) => at > start && endOf(line) === 'annex')
  return own.slice(start, end < 0 ? own.length : end)
}

const wordsOf = ({ text }: SourceLine) => plainLetters(withoutMarkdown(text))

function readLine(reading: Reading, source: SourceLine, next: SourceLine | undefined): void {
  const { line, text, role, depth } = source
  const last = reading.paragraphs.at(-1)
  const words = withoutMarkdown(text)
  const isHeading = (role === 'heading' && callPart(words) === null) || SECTION_LINE.test(plainLetters(words))
  if (isHeading) return addHeading(reading, { line, text: words })
  const labelled = plausible(readLabel(text), text, reading)
  const isBare = labelled.dash === null && labelled.label === null
  if (role === 'call' && isRestOfCall(last, words)) return join(reading, last, { line, text: words })
  const part =
    role === 'call' ? styledCall(reading, words) : isBare && mayCall(source) ? partOf(reading, words, next) : null
  if (part !== null) return addCall(reading, { is: 'call', line, part, text: words })
  if (isJoinable(last) && role !== 'paragraph' && continues(last, labelled)) return join(reading, last, { line, text })
  if (isBare && beginsLikeACall(words)) reading.findings.push(runInFinding(line))
  reading.paragraphs.push({ is: 'clause', line, ...labelled, ...(depth !== undefined && { depth }) })
}

const isJoinable = (last: Paragraph | undefined): last is Call | Clause => last !== undefined && last.is !== 'heading'

/** A second line in the style of calls, without the words of one, goes on with the addressee. */
const isRestOfCall = (last: Paragraph | undefined, words: string): last is Call =>
  last?.is === 'call' && callPart(words) === null && callPart(`${last.text} ${words}`) !== null

function addHeading(reading: Reading, heading: Omit<Heading, 'is'>): void {
  reading.paragraphs.push({ is: 'heading', ...heading })
  reading.findings.push({
    line: heading.line,
    code: 'section-heading',
    message: `“${heading.text}” is a heading among the clauses; it is kept as a plain paragraph.`,
  })
}

/** Where calls have a style of their own, a paragraph without it is one only when it reads like one and has no end. */
const mayCall = ({ role, text }: SourceLine) => role !== 'paragraph' || !hasEnded(text)

const partOf = (reading: Reading, words: string, next: SourceLine | undefined) =>
  callPart(words) ?? mergedPart(words) ?? unknownCall(reading, words, next)

/** Two calls that run together, their revision marks lost, are a call of the second's part. */
function mergedPart(words: string): CallPart | null {
  const merged = mergedCall(words)
  return merged === null ? null : callPart(merged[1])
}

/** A line that its style makes a call: where its words are not known, its place tells the part. */
function styledCall({ paragraphs }: Reading, words: string): CallPart {
  const isAfterOperative = paragraphs.some((paragraph) => paragraph.is === 'call' && paragraph.part === 'operative')
  return callPart(words) ?? (isAfterOperative ? 'operative' : 'preamble')
}

/** "12 months after": a number far from its place in the list belongs to the words. */
function plausible(labelled: Labelled, line: string, { paragraphs }: Reading): Labelled {
  const { label, dash } = labelled
  if (label?.form !== 'number' || dash !== null) return labelled
  const start = paragraphs.findLastIndex(({ is }) => is !== 'clause') + 1
  const before = paragraphs.slice(start).flatMap((each) => (each.is === 'clause' ? [each.label] : []))
  return isPlausible(label, before) ? labelled : { dash: null, label: null, text: line }
}

function addCall(reading: Reading, call: Call): void {
  reading.paragraphs.push(call)
  if (callPart(call.text) !== null) return
  const merged = mergedCall(call.text)
  reading.findings.push(merged === null ? unknownCallFinding(call) : mergedCallFinding(call, merged))
}

/**
 * A call that is not in our list shows itself by its form: an unpunctuated line with the shape of an opening verb, after a
 * paragraph that ended, before a list that starts again.
 */
function unknownCall(reading: Reading, words: string, next: SourceLine | undefined): CallPart | null {
  const last = reading.paragraphs.at(-1)
  const first = next ? readLabel(next.text).label : null
  const opensAList = first !== null && (first.plain === 'a)' || first.plain === '1')
  const mayFollow = last === undefined || (last.is === 'clause' && hasEnded(last.text) && !/[:：]$/.test(last.text))
  if (!opensAList || !mayFollow || hasEnded(words) || words.length > 160) return null
  return /^(?:\p{L}+ly )?\p{L}+ing\b/iu.test(words)
    ? 'preamble'
    : /^(?:\p{L}+ly )?\p{L}+s\b/iu.test(words)
      ? 'operative'
      : null
}

function continues(last: Call | Clause, { dash, label, text }: Labelled): boolean {
  if (dash !== null) return false
  if (last.is === 'call') return label === null && isRestOfAddressee(last, text)
  if (label !== null) return label.form === 'number' && !hasEnded(last.text)
  return !hasClosed(last.text)
}

const isRestOfAddressee = (call: Call, text: string) =>
  (isAddressed(call) && (isUnfinished(call.text) || isRestOfName(text))) || (lacksAddressee(call) && isShort(text))

/** "resolves to instruct", and the addressee in the next line. */
const lacksAddressee = ({ text }: Call) => keywordOf(text) === text && NEEDS_ADDRESSEE.test(text)
const NEEDS_ADDRESSEE = /\bto \p{L}+$/u
const isShort = (text: string) => !hasEnded(text) && text.length < 120

/** Only an addressee can be broken over lines: "conscious of" is whole. */
const isAddressed = ({ part, text }: Call) => part === 'operative' && text.split(' ').length > 2

/** "instructs the Director of the Telecommunication / Development Bureau": capitals without an end. */
const isRestOfName = (text: string) => /^\p{Lu}/u.test(text) && !hasEnded(text) && text.length < 120

function join(reading: Reading, last: Call | Clause, { line, text }: SourceLine): void {
  reading.paragraphs[reading.paragraphs.length - 1] = { ...last, text: joinedLines(last.text, text) }
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

const mergedCallFinding = ({ line, text }: Call, [deleted, inserted]: readonly [string, string]): ImportFinding => ({
  line,
  code: 'merged-revision',
  message: `“${text}”: perhaps deleted ${deleted}, inserted ${inserted}.`,
})

const END_FINDINGS: Record<End, (line: SourceLine) => ImportFinding> = {
  annex: ({ line, text }) => ({
    line,
    code: 'left-out',
    message: `“${text}” and what follows it is left out: annexes cannot be read yet.`,
  }),
  aside: ({ line }) => ({
    line,
    code: 'left-out',
    message: 'What stands from here on is no part of the resolution and is left out.',
  }),
  number: ({ line }) => ({ line, code: 'left-out', message: 'Another resolution begins here.' }),
}
