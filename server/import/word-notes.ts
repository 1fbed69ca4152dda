/** Footnotes and endnotes of a Word file: numbered as Word counts them, in the order of their marks in the reading. */
import type { Element } from '@xmldom/xmldom'
import type { SourceFootnote, SourceLine } from '../../shared/import/clean-source.ts'
import { spaced } from '../../shared/import/source-lines.ts'
import { wordsOf, type NoteNumber } from './word-lines.ts'
import { blocksIn, isTable } from './word-paragraphs.ts'
import { plainWords, type RunContext } from './word-runs.ts'
import { attributeOf, childrenOf, nameOf, within, type WordXml } from './word-xml.ts'

export type NoteNumbers = {
  /** A number for now, in order of mention. */
  readonly of: NoteNumber
  /** The keys of all notes mentioned so far, with their final marks. */
  readonly marks: () => ReadonlyMap<string, string>
}

export function noteNumbers(): NoteNumbers {
  const own = new Map<string, string | null>()
  const order = new Map<string, string>()
  return {
    of: (key, ownMark) => {
      if (!own.has(key)) order.set(key, String(own.size + 1))
      own.set(key, own.get(key) ?? ownMark)
      return order.get(key)!
    },
    marks: () => finalMarks(own),
  }
}

/** Word counts the marks that are not set by hand; a number set by hand stays where it is free. */
function finalMarks(own: ReadonlyMap<string, string | null>): ReadonlyMap<string, string> {
  const counted = [...own].filter(([, mark]) => mark === null).map(([key], at) => [key, String(at + 1)] as const)
  const marks = new Map<string, string>(counted)
  const taken = new Set(marks.values())
  for (const [key, mark] of own) {
    if (mark === null) continue
    const given = /^\d{1,3}$/.test(mark) && !taken.has(mark) ? mark : nextFree(taken)
    taken.add(given)
    marks.set(key, given)
  }
  return new Map([...own.keys()].map((key) => [key, marks.get(key)!]))
}

function nextFree(taken: ReadonlySet<string>): string {
  let number = 1
  while (taken.has(String(number))) number += 1
  return String(number)
}

/** Turns the numbers for now in a line into the final ones. */
export function recounted(marks: ReadonlyMap<string, string>): (text: string) => string {
  const final = [...marks.values()]
  return (text) =>
    text.replace(REFERENCE, (_, number: string) => `[footnoteRef:${final[Number(number) - 1] ?? number}]`)
}

const REFERENCE = /\[footnoteRef:(\d+)\]/g

/** The notes that the reading mentions; without a place in the text yet. */
export function footnotesIn(
  xml: WordXml,
  context: RunContext,
  marks: ReadonlyMap<string, string>,
): readonly Omit<SourceFootnote, 'line'>[] {
  const notes = new Map([...notesIn(xml.footnotes, 'footnote'), ...notesIn(xml.endnotes, 'endnote')])
  return [...marks].flatMap(([key, mark]) => {
    const note = notes.get(key)
    if (!note) return []
    const paragraphs = blocksIn(note, context).flatMap((block) => (isTable(block) ? block.rows.flat(2) : [block]))
    const words = paragraphs.map(({ pieces }) => wordsOf(pieces, () => mark)).join(' ')
    return [{ key, mark, text: withoutOwnMark(spaced(words), mark), displaced: false }]
  })
}

/** The words of notes that no mark of the file refers to, in whatever reading. */
export function orphanNotes(xml: WordXml, context: RunContext): readonly string[] {
  const marked = new Set(
    ['footnote', 'endnote'].flatMap((kind) =>
      within(xml.document, `${kind}Reference`).map((mark) => `${kind} ${attributeOf(mark, 'id') ?? ''}`),
    ),
  )
  return [...notesIn(xml.footnotes, 'footnote'), ...notesIn(xml.endnotes, 'endnote')]
    .filter(([key, note]) => !marked.has(key) && attributeOf(note, 'type') === null)
    .flatMap(([, note]) => within(note, 'p').map((paragraph) => plainWords(paragraph, context)))
    .filter((words) => words !== '')
}

const notesIn = (root: Element | undefined, kind: string): readonly (readonly [string, Element])[] =>
  (root ? childrenOf(root) : [])
    .filter((note) => nameOf(note) === kind)
    .map((note) => [`${kind} ${attributeOf(note, 'id') ?? ''}`, note] as const)

/** A mark set by hand stands at the beginning of its note. */
const withoutOwnMark = (text: string, mark: string) =>
  text.replace(new RegExp(`^[*¹²³⁴⁵⁶⁷⁸⁹]+\\s*|^${mark}\\s+(?=\\p{L})`, 'u'), '')

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** A raised number in the words that is the number of a note marks that note once more. */
export function withRaisedMarks(
  lines: readonly SourceLine[],
  footnotes: readonly Pick<SourceFootnote, 'mark'>[],
): readonly SourceLine[] {
  const numbers = new Set(footnotes.map(({ mark }) => mark))
  return lines.map((line) => ({
    ...line,
    text: line.text.replace(new RegExp(`(?<!\\b[kcmd]?m)[${RAISED}]+`, 'g'), (raised) => {
      const number = raised.replace(/./g, (digit) => String(RAISED.indexOf(digit)))
      return numbers.has(number) ? `[footnoteRef:${number}]` : raised
    }),
  }))
}
