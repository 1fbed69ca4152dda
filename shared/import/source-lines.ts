/**
 * The lines of a source, numbered from 1 and freed of what a converter or a page left in them. Marks of footnotes all get one
 * written form, `[footnoteRef:n]`, and their texts are taken out of the clauses.
 */
import type { ImportFinding, LeftOut } from './imported-text.ts'

export type SourceLine = { readonly line: number; readonly text: string }

/** The text of a footnote. `displaced`: it stood on a line of its own, among the clauses. */
export type SourceFootnote = {
  readonly line: number
  readonly mark: string
  readonly text: string
  readonly displaced: boolean
}

export type CleanSource = {
  /** Blank lines are kept as empty ones: they tell that a paragraph ended. */
  readonly lines: readonly SourceLine[]
  readonly footnotes: readonly SourceFootnote[]
  readonly leftOut: readonly LeftOut[]
  readonly findings: readonly ImportFinding[]
}

// Each pattern stops at the next bracket, so that a file of a million opening brackets is read in one pass.
const BOOKMARK = /\[bookmark:[^[\]]*\]/g
const FOOTNOTE_BODY = /\[(\d{1,3}): ?((?:[^[\]]|\[[^[\]]*\])*)\]/g
const REFERENCE = /\[footnoteRef:(\d{1,3})\](\d{1,3})?/g
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'
/** Not after a unit: km² is no reference. */
const SUPERSCRIPT = new RegExp(`(?<!\\b[kcm]?m)[${SUPERSCRIPTS}]+`, 'g')
const FOOTNOTE_LINE = new RegExp(`^([${SUPERSCRIPTS}]+)\\s*(\\S.*)$`)
const FURNITURE: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/^[-–—\s]*\d{1,4}[-–—\s]*$/, 'a page number'],
  [/^[_\-–—=*\s]{3,}$/, 'a rule across the page'],
]

export function cleanSource(source: string): CleanSource {
  const leftOut: LeftOut[] = []
  const byMark: Footnotes = new Map()
  const raw = linesOf(source).map(({ line, text }) => {
    const unmarked = text.replace(BOOKMARK, (bookmark) => {
      leftOut.push({ line, text: bookmark, why: 'a bookmark of the word processor' })
      return ''
    })
    return { line, text: spaced(withoutFootnotes(line, unmarked, byMark)) }
  })
  const footnotes = [...byMark.values()]
  const lines = raw.map(({ line, text }) => ({
    line,
    text: withReferences(withoutFurniture(line, text, leftOut), byMark),
  }))
  return { lines, footnotes, leftOut, findings: displacedFindings(lines, footnotes) }
}

const LINE_END = /\r\n|[\n\r\v\f\u2028\u2029]/

export const lineCount = (source: string): number => source.split(LINE_END).length

/** Word's line and page breaks are line ends; characters that nobody sees are dropped. */
const linesOf = (source: string): readonly SourceLine[] =>
  source
    .replace(/[\u200B\u2060\uFEFF\u00AD]/g, '')
    .split(LINE_END)
    .map((text, index) => ({ line: index + 1, text }))

/** No-break spaces become spaces; the no-break hyphen of "ITU‑D" stays. */
const spaced = (text: string) => text.replace(/[\s\u00A0\u202F\u2009]+/g, ' ').trim()

function withoutFootnotes(line: number, text: string, footnotes: Footnotes): string {
  const own = FOOTNOTE_LINE.exec(text.trim())
  if (own) {
    addFootnote(footnotes, { line, mark: digits(own[1]!), text: spaced(own[2]!), displaced: true })
    return ''
  }
  return text.replace(FOOTNOTE_BODY, (_, mark: string, body: string) => {
    addFootnote(footnotes, { line, mark, text: withoutOwnMark(spaced(body), mark), displaced: false })
    return ''
  })
}

type Footnotes = Map<string, SourceFootnote>

/** Where each page counts its footnotes anew, a mark comes twice: which mark means the second cannot be told. */
function addFootnote(footnotes: Footnotes, footnote: SourceFootnote): void {
  const mark = footnotes.has(footnote.mark) ? `${footnote.mark} (no. ${footnotes.size + 1})` : footnote.mark
  footnotes.set(mark, { ...footnote, mark })
}

/** Some converters repeat the mark: `[1: 1 These include …]`. */
const withoutOwnMark = (body: string, mark: string) =>
  body.startsWith(`${mark} `) ? body.slice(mark.length + 1) : body

function withReferences(text: string, marks: Footnotes): string {
  return text
    .replace(REFERENCE, (_, mark: string, echo: string | undefined) =>
      echo === undefined || echo === mark ? reference(mark) : reference(mark) + echo,
    )
    .replace(SUPERSCRIPT, (superscript) =>
      marks.has(digits(superscript)) ? reference(digits(superscript)) : superscript,
    )
}

const reference = (mark: string) => `[footnoteRef:${mark}]`

const digits = (superscript: string) => superscript.replace(/./g, (digit) => String(SUPERSCRIPTS.indexOf(digit)))

function withoutFurniture(line: number, text: string, leftOut: LeftOut[]): string {
  const why = text === '' ? undefined : FURNITURE.find(([pattern]) => pattern.test(text))?.[1]
  if (why === undefined) return text
  leftOut.push({ line, text, why })
  return ''
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
