/**
 * Reads the plain text of one resolution, as Word, pandoc or a PDF converter leave it, into blocks.
 *
 * Nothing is guessed in silence: every written line is in a block or in `leftOut`, and what the source does not plainly say is
 * a finding. Labels are not kept, they are computed; a finding says where the computed one is not the source's.
 */
import { plainText, type Block } from '../document/blocks.ts'
import { labelsOf } from '../document/labels.ts'
import type { BlockId } from '../ids.ts'
import { accept, refuse, type Outcome } from '../outcome.ts'
import { draftsOf, type Draft } from './clauses.ts'
import { hasMergedRevisions, numberLines, openingAfter, readHead, type Head } from './head.ts'
import type { ImportedText, ImportFinding } from './imported-text.ts'
import { marksIn, runsOf } from './inline-runs.ts'
import { readParagraphs, type Body } from './paragraphs.ts'
import { cleanSource, type CleanSource, type SourceFootnote, type SourceLine } from './source-lines.ts'

/** Refuses with 'not-a-resolution', saying what is missing or what the file holds instead. */
export function readResolution(source: string, newId: () => BlockId): Outcome<ImportedText> {
  const clean = cleanSource(source)
  const several = refusalOfSeveral(numberLines(clean.lines))
  if (several !== null) return refuse('not-a-resolution', several)
  const head = readHead(clean.lines)
  const body = head ? readParagraphs(head.body) : null
  const missing = missingParts(clean.lines, body)
  if (head === null || body === null || missing.length > 0) return refuse('not-a-resolution', missingSentence(missing))
  return accept(assemble({ clean, head, body }, newId))
}

function refusalOfSeveral(numbers: readonly SourceLine[]): string | null {
  const merged = numbers.some(({ text }) => hasMergedRevisions(text))
  const marks = merged ? ' Its revision marks are lost: two editions run into one another.' : ''
  const lines = numbers.map(({ line }) => line).join(', ')
  if (numbers.length > 1)
    return `This file holds ${numbers.length} resolutions, or one several times (lines ${lines}): it looks like a comparison. Upload each resolution as a file of its own.${marks}`
  return merged
    ? `The number in line ${lines} shows two editions in one:${marks.toLowerCase()} Upload the text of one edition.`
    : null
}

function missingParts(lines: readonly SourceLine[], body: Body | null): readonly string[] {
  const number = numberLines(lines)[0]
  const at = number ? lines.indexOf(number) : -1
  const calls = (body?.paragraphs ?? readParagraphs(lines).paragraphs).filter((paragraph) => paragraph.is === 'call')
  return [
    ...(number ? [] : ['a line with its number, such as “RESOLUTION 31 (Rev. Kigali, 2022)”']),
    ...(openingAfter(lines, at)
      ? []
      : ['an opening line, such as “The World Telecommunication Development Conference (Kigali, 2022),”']),
    ...(calls.some(({ part }) => part === 'operative') ? [] : ['an operative part, such as “resolves”']),
  ]
}

const missingSentence = (missing: readonly string[]) =>
  `This is not the text of a resolution: it lacks ${new Intl.ListFormat('en').format(missing)}.`

type Parts = { readonly clean: CleanSource; readonly head: Head; readonly body: Body }

function assemble({ clean, head, body }: Parts, newId: () => BlockId): ImportedText {
  const { drafts, findings } = draftsOf(body.paragraphs)
  const clauses = [...head.parts.map(headDraft), ...drafts]
  const footnotes = footnoteDrafts(clauses, clean.footnotes)
  const ids = new Map(footnotes.map(({ label }) => [label!, newId()]))
  const all = [...clauses, ...footnotes]
  const blocks = all.map((draft) => blockOf(draft, ids, newId))
  const every = [clean.findings, head.findings, body.findings, findings, blockFindings(all, blocks, ids)].flat()
  return {
    number: head.number,
    revision: head.revision,
    conference: head.conference,
    heldAt: head.heldAt,
    title: plainText(blocks.find(({ kind }) => kind === 'title') ?? { runs: [] }),
    blocks,
    findings: every.toSorted((a, b) => a.line - b.line),
    leftOut: [...clean.leftOut, ...head.leftOut, ...body.leftOut].toSorted((a, b) => a.line - b.line),
  }
}

const headDraft = ({ kind, line, text }: Head['parts'][number]): Draft => ({ kind, line, text, level: 0, label: null })

/** In the order of their first marks; those without a mark come last. */
function footnoteDrafts(clauses: readonly Draft[], footnotes: readonly SourceFootnote[]): readonly Draft[] {
  const marks = [...new Set(clauses.flatMap(({ text }) => marksIn(text)))]
  const order = ({ mark }: SourceFootnote) => (marks.includes(mark) ? marks.indexOf(mark) : marks.length)
  return footnotes
    .toSorted((a, b) => order(a) - order(b))
    .map(({ line, mark, text }) => ({ kind: 'footnote', line, text, level: 0, label: mark }))
}

function blockOf(
  { kind, level, text, label }: Draft,
  footnotes: ReadonlyMap<string, BlockId>,
  newId: () => BlockId,
): Block {
  const id = kind === 'footnote' ? footnotes.get(label!)! : newId()
  return { id, kind, level, origin: null, runs: runsOf(text, footnotes) }
}

function blockFindings(
  drafts: readonly Draft[],
  blocks: readonly Block[],
  footnotes: ReadonlyMap<string, BlockId>,
): readonly ImportFinding[] {
  const labels = labelsOf(blocks)
  const marked = new Set(drafts.flatMap(({ text }) => marksIn(text)))
  return drafts.flatMap((draft, at) => [
    ...labelFindings(draft, labels[at]!),
    ...markFindings(draft, marked, footnotes),
    ...bracketFindings(draft),
  ])
}

function labelFindings({ kind, line, label }: Draft, computed: string): readonly ImportFinding[] {
  if (kind !== 'item' && kind !== 'footnote') return []
  if (label === null)
    return computed === '' || computed === '–'
      ? []
      : [
          {
            line,
            code: 'label-restored',
            message: `The label ${computed} is missing in the source; the place of the clause gives it.`,
          },
        ]
  const is = computed === '' ? 'none, because it stands alone' : computed
  return label === computed
    ? []
    : [{ line, code: 'label-differs', message: `The source says ${label}; the place of the clause makes it ${is}.` }]
}

function markFindings(
  { kind, line, text, label }: Draft,
  marked: ReadonlySet<string>,
  footnotes: ReadonlyMap<string, BlockId>,
): readonly ImportFinding[] {
  if (kind === 'footnote' && !marked.has(label!))
    return [{ line, code: 'footnote-without-mark', message: `No mark in the text refers to footnote ${label}.` }]
  return marksIn(text)
    .filter((mark) => !footnotes.has(mark))
    .map((mark) => ({
      line,
      code: 'mark-without-footnote',
      message: `The mark ${mark} has no footnote; it is kept as (${mark}).`,
    }))
}

const bracketFindings = ({ line, text }: Draft): readonly ImportFinding[] =>
  /[[\]]/.test(text.replace(/\[footnoteRef:\d+\]/g, ''))
    ? [
        {
          line,
          code: 'square-brackets',
          message: 'Square brackets may mark words that are not agreed; they are kept as they are.',
        },
      ]
    : []
