/**
 * The note on the cover that says against what the changes are marked. It has a mark of its own, so that the notes of the
 * resolution keep their numbers.
 *
 * It also has to be there: LibreOffice (7.4) reads all footnotes at the first reference, and forgets there that the mark of
 * the paragraph is an inserted or deleted one. The first reference must therefore stand in a paragraph that is not.
 */
import { ImportedXmlComponent, Paragraph, Tab, TextRun } from 'docx'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import type { WordInput } from './word-input.ts'
import { COVER_NOTE_ID, printable } from './word-runs.ts'
import { fingerprintOf } from '../../shared/document/fingerprint.ts'

const MARK = '*'

export const coverNoteMark = (): TextRun =>
  new TextRun({
    style: 'FootnoteReference',
    children: [
      new ImportedXmlComponent('w:footnoteReference', { 'w:customMarkFollows': '1', 'w:id': `${COVER_NOTE_ID}` }),
      MARK,
    ],
  })

export const coverNote = (input: WordInput) => ({
  children: [
    new Paragraph({
      style: 'FootnoteText',
      children: [new TextRun({ children: [new Tab()] }), new TextRun(sentence(input))],
    }),
  ],
})

function sentence({ base, digest }: WordInput): string {
  const proposed = `the proposed text, fingerprint ${fingerprintOf(digest)}`
  if (!base) return `The whole text is new and marked as inserted. Accepting all changes gives ${proposed}.`
  return printable(
    `Changes are marked against ${base.title}. Accepting all of them gives ${proposed}; rejecting all gives the text in force.`,
  )
}

/** Any fixed time in the range of a zip file: the same proposal gives the same bytes. */
const ZIP_TIME = '2000-01-01T00:00:00'

/** docx numbers every note; this one shows its mark instead. */
export function withOwnMark(file: Uint8Array): Uint8Array {
  const parts = unzipSync(file)
  const notes = strFromU8(parts[FOOTNOTES]!)
  const start = notes.indexOf(`<w:footnote w:id="${COVER_NOTE_ID}">`)
  const own = notes.slice(start).replace('<w:footnoteRef/>', `<w:t>${MARK}</w:t>`)
  if (start >= 0) parts[FOOTNOTES] = strToU8(notes.slice(0, start) + own)
  return zipSync(parts, { mtime: ZIP_TIME })
}
const FOOTNOTES = 'word/footnotes.xml'
