/**
 * The lines of a source, numbered from 1 and freed of what a converter or a page left in them. Marks of footnotes all get one
 * written form, `[footnoteRef:n]`, and their texts are taken out of the clauses.
 */
import type { CleanSource, SourceFootnote, SourceLine } from './clean-source.ts'
import { takeFootnotes } from './footnotes.ts'
import type { ImportFinding, LeftOut } from './imported-text.ts'

const BOOKMARK = /\[bookmark:[^[\]]*\]/g
const FURNITURE: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/^[-–—\s]*\d{1,4}[-–—\s]*$/, 'a page number'],
  [/^[_\-–—=*\s]{3,}$/, 'a rule across the page'],
  [/^[=_|~+]$/, 'a stray sign'],
]

export const cleanSource = (source: string): CleanSource => cleanLines(linesOf(source))

/** Also for the lines of a Word file into which a plain text was pasted, residue and all. */
export function cleanLines(source: readonly SourceLine[]): CleanSource {
  const unmarked = withoutBookmarks(source)
  const taken = takeFootnotes(unmarked.lines)
  const { lines, leftOut } = withoutFurniture(taken.lines)
  return {
    lines,
    footnotes: taken.footnotes,
    leftOut: [...unmarked.leftOut, ...leftOut, ...taken.leftOut],
    findings: [...taken.findings, ...displacedFindings(lines, taken.footnotes)],
  }
}

type Cleaned = { readonly lines: readonly SourceLine[]; readonly leftOut: readonly LeftOut[] }

/** The same for a file whose footnotes are known. */
export function withoutResidue(source: readonly SourceLine[]): Cleaned {
  const unmarked = withoutBookmarks(source)
  const { lines, leftOut } = withoutFurniture(unmarked.lines)
  return { lines, leftOut: [...unmarked.leftOut, ...leftOut] }
}

const LINE_END = /\r\n|[\n\r\v\f\u2028\u2029]/

export const lineCount = (source: string): number => source.split(LINE_END).length

/** Word's line and page breaks are line ends; characters that nobody sees are dropped. */
export const linesOf = (source: string): readonly SourceLine[] =>
  source
    .replace(/[\u200B\u2060\uFEFF\u00AD]/g, '')
    .split(LINE_END)
    .map((text, index) => ({ line: index + 1, text }))

/** No-break spaces become spaces; the no-break hyphen of "ITU‑D" stays. */
export const spaced = (text: string) => text.replace(/[\s\u00A0\u202F\u2009]+/g, ' ').trim()

function withoutBookmarks(source: readonly SourceLine[]): Cleaned {
  const leftOut: LeftOut[] = []
  const lines = source.map((each) => ({
    ...each,
    text: each.text.replace(BOOKMARK, (bookmark) => {
      leftOut.push({ line: each.line, text: bookmark, why: 'a bookmark of the word processor' })
      return ''
    }),
  }))
  return { lines, leftOut }
}

function withoutFurniture(source: readonly SourceLine[]): Cleaned {
  const leftOut: LeftOut[] = []
  const lines = source.map((each) => {
    const text = spaced(each.text)
    const why = text === '' ? undefined : FURNITURE.find(([pattern]) => pattern.test(text))?.[1]
    if (why === undefined) return { ...each, text }
    leftOut.push({ line: each.line, text, why })
    return { ...each, text: '' }
  })
  return { lines, leftOut }
}

/** A footnote after the last line is where footnotes belong. */
function displacedFindings(
  lines: readonly SourceLine[],
  footnotes: readonly SourceFootnote[],
): readonly ImportFinding[] {
  const end = lines.findLast(({ text }) => text !== '')?.line ?? 0
  return footnotes
    .filter(({ line, displaced }) => displaced && line < end)
    .map(({ line, mark }) => ({
      line,
      code: 'footnote-displaced',
      message: `Footnote ${mark} stood among the clauses; it is put at the end of the text.`,
    }))
}
