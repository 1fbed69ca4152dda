/** A source with several resolutions taken apart: each with its own lines, footnotes, findings and omissions. */
import type { CleanSource, SourceLine } from './clean-source.ts'
import { columnsOf } from './comparison-table.ts'
import { isNumberLine } from './head.ts'
import type { ImportFinding } from './imported-text.ts'
import { marksIn } from './inline-runs.ts'

/** What stands before the first number goes with the first resolution. */
export function sourcesIn(clean: CleanSource, raw: readonly SourceLine[]): readonly CleanSource[] {
  const starts = clean.lines.flatMap((line, at) => (isNumberLine(line) ? [at] : []))
  if (starts.length < 2) return [clean]
  const columns = columnsOf(clean.lines, starts, raw)
  const single = starts.filter((start) => columns === null || start < columns.from)
  const pieces = single.map((start, at) =>
    clean.lines.slice(at === 0 ? 0 : start, single[at + 1] ?? columns?.from ?? clean.lines.length),
  )
  const texts = [...pieces, ...(columns?.texts ?? [])]
  const ownerOf = ownerIn(texts)
  return texts.map((lines, at) => sourceOf(clean, lines, (line) => ownerOf(line) === at))
}

/** Which text a line belongs to: the one that holds it; what stands in none, such as a table, goes with the text it follows. */
function ownerIn(texts: readonly (readonly SourceLine[])[]): (line: number) => number {
  const holder = new Map(texts.flatMap((lines, at) => lines.map(({ line }) => [line, at] as const)))
  const starts = texts.map((lines) => lines[0]?.line ?? 1)
  return (line) =>
    holder.get(line) ??
    Math.max(
      0,
      starts.findLastIndex((start) => start <= line),
    )
}

/** The footnotes, findings and omissions of a stretch of lines. */
function sourceOf(clean: CleanSource, lines: readonly SourceLine[], owns: (line: number) => boolean): CleanSource {
  const end = lines.findLast(({ text }) => text !== '')?.line ?? 0
  const marks = new Set(lines.flatMap(({ text }) => marksIn(text)))
  const everywhere = new Set(clean.lines.flatMap(({ text }) => marksIn(text)))
  return withOwnMarks({
    lines,
    footnotes: clean.footnotes.filter(({ mark, line }) => marks.has(mark) || (!everywhere.has(mark) && owns(line))),
    findings: clean.findings.filter((finding) => owns(finding.line) && !isAtEnd(finding, end)),
    leftOut: clean.leftOut.filter(({ line }) => owns(line)),
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
