/** The resolutions in one source: one after the other, or beside each other in the columns of a comparison table. */
import { refuse, type Outcome } from '../outcome.ts'
import type { CleanSource, SourceLine } from './clean-source.ts'
import { columnsOf } from './comparison-table.ts'
import { isNumberLine } from './head.ts'
import type { ImportFinding } from './imported-text.ts'
import { marksIn } from './inline-runs.ts'
import { mergedSpots } from './merged-revisions.ts'
import { outlineOf, type Outline } from './outline.ts'
import { MOST_LINES, tooLong } from './read-resolution.ts'
import { cleanSource, linesOf } from './source-lines.ts'
import { understand, type Understood } from './understand.ts'

/** Every resolution of a plain text, in order. Refuses where there is none, with what is missing. */
export function readEvery(source: string): Outcome<readonly Outline[]> {
  const raw = linesOf(source)
  return raw.length > MOST_LINES ? tooLong() : outlinesOf(cleanSource(source), raw)
}

/** The same for a source that was brought to lines; `raw` are its lines with the tabs that begin the cells of a table. */
export function outlinesOf(clean: CleanSource, raw: readonly SourceLine[] = []): Outcome<readonly Outline[]> {
  const each = understoodIn(clean, raw)
  return each.ok ? { ok: true, value: each.value.map(({ understood }) => outlineOf(understood)) } : each
}

/** One resolution of a source, with the lines that are its own. */
export type EachUnderstood = { readonly source: CleanSource; readonly understood: Understood }

export function understoodIn(clean: CleanSource, raw: readonly SourceLine[] = []): Outcome<readonly EachUnderstood[]> {
  if (clean.lines.length > MOST_LINES) return tooLong()
  const read = sourcesIn(clean, raw).map((source) => ({ source, outcome: understand(source) }))
  const each = read.flatMap(({ source, outcome }) => (outcome.ok ? [{ source, understood: outcome.value }] : []))
  const failed = read.flatMap(({ source, outcome }) => (outcome.ok ? [] : [unread(source, outcome.refusal.reason)]))
  if (each.length === 0) return firstRefusal(read.map(({ outcome }) => outcome))
  return {
    ok: true,
    value: each.map(({ source, understood }, at) => ({
      source,
      understood: withSpots(understood, at === 0 ? failed : []),
    })),
  }
}

function firstRefusal(outcomes: readonly Outcome<Understood>[]): Outcome<never> {
  const refusal = outcomes.find((outcome) => !outcome.ok)
  return refusal && !refusal.ok ? refusal : refuse('not-a-resolution', 'The file is empty.')
}

const withSpots = (understood: Understood, more: readonly ImportFinding[]): Understood => ({
  ...understood,
  findings: [...more, ...mergedSpots(understood.drafts), ...understood.findings].toSorted((a, b) => a.line - b.line),
})

const unread = ({ lines }: CleanSource, reason: string): ImportFinding => ({
  line: lines.find(({ text }) => text !== '')?.line ?? 1,
  code: 'left-out',
  message: `A resolution that begins in this line could not be read. ${reason}`,
})

/** What stands before the first number goes with the first resolution. */
function sourcesIn(clean: CleanSource, raw: readonly SourceLine[]): readonly CleanSource[] {
  const starts = clean.lines.flatMap((line, at) => (isNumberLine(line) ? [at] : []))
  if (starts.length < 2) return [clean]
  const columns = columnsOf(clean.lines, starts, raw)
  const single = starts.filter((start) => columns === null || start < columns.from)
  const pieces = single.map((start, at) =>
    clean.lines.slice(at === 0 ? 0 : start, single[at + 1] ?? columns?.from ?? clean.lines.length),
  )
  return [...pieces, ...(columns?.texts ?? [])].map((lines, at) => sourceOf(clean, lines, at === 0))
}

/** The footnotes, findings and omissions of a stretch of lines. */
function sourceOf(clean: CleanSource, lines: readonly SourceLine[], isFirst: boolean): CleanSource {
  const inside = new Set(lines.map(({ line }) => line))
  const start = lines[0]?.line ?? 1
  const belongs = ({ line }: { readonly line: number }) => inside.has(line) || (isFirst && line < start)
  const end = lines.findLast(({ text }) => text !== '')?.line ?? 0
  const marks = new Set(lines.flatMap(({ text }) => marksIn(text)))
  return withOwnMarks({
    lines,
    footnotes: clean.footnotes.filter((footnote) => marks.has(footnote.mark) || belongs(footnote)),
    findings: clean.findings.filter((finding) => belongs(finding) && !isAtEnd(finding, end)),
    leftOut: clean.leftOut.filter(belongs),
  })
}

/** A footnote after the last line of its own resolution is where footnotes belong. */
const isAtEnd = ({ code, line }: ImportFinding, end: number) => code === 'footnote-displaced' && line > end

/** A mark that was taken by another resolution is free in its own. */
function withOwnMarks(source: CleanSource): CleanSource {
  const own = new Map(source.footnotes.map(({ mark, written }) => [mark, written ?? mark]))
  if (new Set(own.values()).size < own.size || source.footnotes.every(({ written }) => written === undefined))
    return source
  const mark = (text: string) =>
    text.replace(/\[footnoteRef:(\d+)\]/g, (_, number: string) => `[footnoteRef:${own.get(number) ?? number}]`)
  return {
    ...source,
    lines: source.lines.map((line) => ({ ...line, text: mark(line.text) })),
    footnotes: source.footnotes.map((footnote) => ({ ...footnote, mark: own.get(footnote.mark)! })),
    findings: source.findings.filter(({ code }) => code !== 'footnote-renumbered'),
  }
}
