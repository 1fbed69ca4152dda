/**
 * The footnotes of a plain text: `[1: …]` as pandoc writes them, and lines that begin with a superscript number, as pages have
 * them. Each gets a mark of its own, also where every page counts from 1, and each reference the footnote that it means.
 */
import type { SourceFootnote, SourceLine } from './clean-source.ts'
import type { ImportFinding, LeftOut } from './imported-text.ts'
import { readLabel } from './list-label.ts'
import { readCall } from './opening-words.ts'

export type FootnotesOf = {
  /** The lines without the footnotes, each reference written `[footnoteRef:mark]`. */
  readonly lines: readonly SourceLine[]
  readonly footnotes: readonly SourceFootnote[]
  readonly leftOut: readonly LeftOut[]
  readonly findings: readonly ImportFinding[]
}

// The pattern stops at the next bracket, so that a file of a million opening brackets is read in one pass.
const BODY = /\[(\d{1,3}): ?((?:[^[\]]|\[[^[\]]*\])*)\]/g
const OPEN_BODY = /\[\d{1,3}: [^[\]]*$/
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const OWN_LINE = new RegExp(`^([${SUPERSCRIPTS}]+|\\*{1,3}(?=[^*\\s][^*]*$))\\s*(\\S.*)$`)
/** A reference of pandoc, or a superscript that is not the power of a unit: km² is none. */
const REFERENCE = new RegExp(`\\[footnoteRef:(\\d{1,3})\\](\\d{1,3})?|(?<!\\b[kcmd]?m)[${SUPERSCRIPTS}]+`, 'g')

/** The longest footnote that a converter broke over lines. */
const MOST_LINES = 30

export function takeFootnotes(source: readonly SourceLine[]): FootnotesOf {
  const found: Found[] = []
  const bare = withoutBodies(joinedBodies(source), found)
  const { lines, notes } = withoutOwnLines(bare, found)
  const distinct = notes.filter((note, at) => sameNoteBefore(notes, note, at) === undefined)
  const marks = marksOf(distinct)
  const footnotes = distinct.map(({ line, text, displaced, mark }, at): SourceFootnote => {
    const note = { line, mark: marks[at]!, text, displaced }
    return mark === note.mark ? note : { ...note, written: mark }
  })
  const target = targetsOf(lines, footnotes, distinct)
  return {
    lines: lines.map((line) => ({ ...line, text: withReferences(line, target) })),
    footnotes,
    leftOut: notes
      .filter((note) => !distinct.includes(note))
      .map(({ line, text, mark }) => ({ line, text, why: `it repeats footnote ${mark}` })),
    findings: [
      ...renumberings(distinct, marks),
      ...notes.flatMap(({ joined, line }) => joined.map((at) => joinedFinding(at, line))),
    ],
  }
}

type Found = Omit<SourceFootnote, 'mark'> & { readonly mark: string; readonly joined: readonly number[] }

/** A `[1: …]` that a converter broke over lines, put on its first line. */
function joinedBodies(source: readonly SourceLine[]): readonly SourceLine[] {
  const lines = [...source]
  lines.forEach(({ line, text }, at) => {
    if (!OPEN_BODY.test(text)) return
    const end = lines.findIndex((next, index) => index > at && index <= at + MOST_LINES && /^[^[]*\]/.test(next.text))
    if (end < 0) return
    lines[at] = {
      line,
      text: lines
        .slice(at, end + 1)
        .map((each) => each.text)
        .join(' '),
    }
    for (let index = at + 1; index <= end; index++) lines[index] = { line: lines[index]!.line, text: '' }
  })
  return lines
}

const withoutBodies = (lines: readonly SourceLine[], found: Found[]): readonly SourceLine[] =>
  lines.map((each) => ({
    ...each,
    text: each.text.replace(BODY, (_, mark: string, body: string) => {
      found.push({ line: each.line, mark, text: withoutOwnMark(spaced(body), mark), displaced: false, joined: [] })
      return ''
    }),
  }))

/** A footnote on its own line goes on over the next lines until its sentence ends. */
function withoutOwnLines(source: readonly SourceLine[], bodies: readonly Found[]) {
  const notes: Found[] = [...bodies]
  const lines = [...source]
  lines.forEach(({ line, text }, at) => {
    const own = OWN_LINE.exec(text.trim())
    if (!own) return
    const end = endOfNote(lines, at)
    const words = [own[2]!, ...lines.slice(at + 1, end).map((each) => each.text)].join(' ')
    const joined = lines.slice(at + 1, end).map((each) => each.line)
    notes.push({ line, mark: digits(own[1]!), text: spaced(words), displaced: true, joined })
    for (let index = at; index < end; index++) lines[index] = { line: lines[index]!.line, text: '' }
  })
  return { lines, notes: notes.toSorted((a, b) => a.line - b.line) }
}

function endOfNote(lines: readonly SourceLine[], at: number): number {
  let end = at + 1
  while (end < at + MOST_LINES && !hasClosed(lines[end - 1]!.text) && isMoreOfNote(lines[end])) end++
  return end
}

const hasClosed = (text: string) => /[.;。；؛!?]["”’»)]*\s*$/u.test(text.slice(-20))

function isMoreOfNote(line: SourceLine | undefined): boolean {
  const text = line?.text.trim() ?? ''
  if (text === '' || OWN_LINE.test(text) || readCall(text) !== null) return false
  const { dash, label } = readLabel(text)
  return dash === null && label === null
}

/** Where every page repeats its notes, the same words under the same mark are one footnote. */
const sameNoteBefore = (notes: readonly Found[], note: Found, at: number) =>
  notes.slice(0, at).find((other) => other.mark === note.mark && other.text === note.text)

/** The first with a mark keeps it; a later one, of a page that counts anew, gets the next free number. */
function marksOf(notes: readonly Found[]): readonly string[] {
  let next = Math.max(0, ...notes.map(({ mark }) => Number(mark) || 0))
  return notes.map(({ mark }, at) =>
    notes.findIndex((other) => other.mark === mark) === at ? mark : String((next += 1)),
  )
}

type Targets = ReadonlyMap<string, string>

/** Which footnote each reference means: `line:order in the line` to its mark. */
function targetsOf(
  lines: readonly SourceLine[],
  footnotes: readonly SourceFootnote[],
  written: readonly Found[],
): Targets {
  const references = lines.flatMap(({ line, text }) =>
    [...text.matchAll(REFERENCE)].map((found, order) => ({ line, order, mark: markIn(found) })),
  )
  const same = Map.groupBy(footnotes, (_, at) => written[at]!.mark)
  const total = Map.groupBy(references, ({ mark }) => mark)
  const place = new Map<string, number>()
  return new Map(
    references.flatMap(({ line, order, mark }) => {
      const candidates = same.get(mark) ?? []
      const nth = place.get(mark) ?? 0
      place.set(mark, nth + 1)
      if (candidates.length === 0) return []
      const inOrder = total.get(mark)!.length === candidates.length
      const meant = inOrder ? candidates[nth] : candidates.find((each) => each.line >= line)
      return [[`${line}:${order}`, (meant ?? candidates.at(-1)!).mark] as const]
    }),
  )
}

const markIn = (found: RegExpMatchArray) => found[1] ?? digits(found[0])

/** A pandoc mark whose number is echoed behind it loses the echo; a superscript without a footnote stays a character. */
function withReferences({ line, text }: SourceLine, targets: Targets): string {
  let order = 0
  return text.replace(REFERENCE, (found: string, mark: string | undefined, echo: string | undefined) => {
    const meant = targets.get(`${line}:${order++}`)
    if (mark === undefined) return meant === undefined ? found : reference(meant)
    const isEcho = echo === undefined || echo === mark || Number(echo) <= Number(mark)
    return reference(meant ?? mark) + (isEcho ? '' : echo)
  })
}

export const reference = (mark: string) => `[footnoteRef:${mark}]`

const digits = (superscript: string) =>
  superscript.replace(new RegExp(`[${SUPERSCRIPTS}]`, 'g'), (digit) => String(SUPERSCRIPTS.indexOf(digit)))

/** Some converters repeat the mark: `[1: 1 These include …]`. */
const withoutOwnMark = (body: string, mark: string) =>
  body.replace(new RegExp(`^(?:${mark}|\\d{1,2}) (?=\\p{Lu}|\\p{Lo})`, 'u'), '')

const spaced = (text: string) => text.replace(/\s+/g, ' ').trim()

const renumberings = (notes: readonly Found[], marks: readonly string[]): readonly ImportFinding[] =>
  notes.flatMap(({ line, mark }, at) =>
    mark === marks[at]
      ? []
      : [
          {
            line,
            code: 'footnote-renumbered',
            message: `A second footnote ${mark} in the source; it is footnote ${marks[at]} here.`,
          },
        ],
  )

const joinedFinding = (line: number, of: number): ImportFinding => ({
  line,
  code: 'line-joined',
  message: `This line goes on with the footnote that begins in line ${of}.`,
})
