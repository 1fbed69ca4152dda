/** The runs of a paragraph in Word, with real tracked changes. */
import {
  DeletedTextRun,
  FootnoteReference,
  InsertedTextRun,
  Tab,
  TextRun,
  type IRunOptions,
  type ParagraphChild,
} from 'docx'
import type { WordPiece } from './word-plan.ts'

export type Change = WordPiece['change']
/** Who changed, when, and a number that no other change in the file has. */
export type Stamp = { readonly id: number; readonly author: string; readonly date: string }
export type NextStamp = () => Stamp

/** The stamps of the clause at a place in the file. */
export type Stamps = (place: number) => NextStamp

/**
 * Every second clause carries a time two minutes before `time` (ISO 8601 in UTC). LibreOffice joins neighbouring changes of
 * one author that lie within a minute, and with them the clauses: what is deleted at the end of one and at the start of the
 * next would take the paragraph mark between them along.
 */
export function stamps(author: string, time: string): Stamps {
  let id = 0
  const dates = [time, twoMinutesBefore(time)] as const
  return (place) => () => ({ id: (id += 1), author: printable(author), date: dates[place % 2 === 0 ? 0 : 1] })
}

/** To the second, as Word writes it. */
const twoMinutesBefore = (time: string) => new Date(Date.parse(time) - 120_000).toISOString().replace(/\.\d+/u, '')

export const runsOf = (pieces: readonly WordPiece[], stamp: NextStamp): readonly ParagraphChild[] =>
  pieces.flatMap((piece) => runsOfPiece(piece, stamp))

function runsOfPiece(piece: WordPiece, stamp: NextStamp): readonly ParagraphChild[] {
  const { change } = piece
  if ('note' in piece) return [noteRun(change, piece.note, stamp)]
  if ('superscript' in piece) return [run(change, { text: piece.superscript, superScript: true }, stamp)]
  return wordRuns(change, piece.words, piece.emphasis, stamp)
}

/** Words never go in as children of a run: docx reads some words there, such as "CURRENT", as fields. */
export function wordRuns(change: Change, words: string, italics: boolean, stamp: NextStamp): readonly ParagraphChild[] {
  const format = { ...(italics && { italics }), ...(isRightToLeft(words) && { rightToLeft: true }) }
  return printable(words)
    .split(/(\t|\r\n|\n|\r)/u)
    .filter((part) => part !== '')
    .map((part) => {
      if (part === '\t') return tabRun(change, stamp)
      return run(change, /^[\r\n]/u.test(part) ? { ...format, break: 1 } : { ...format, text: part }, stamp)
    })
}

export const tabRun = (change: Change, stamp: NextStamp): ParagraphChild =>
  run(change, { children: [new Tab()] }, stamp)

/** The cover's note comes first in the file. */
export const COVER_NOTE_ID = 1
export const noteId = (place: number) => COVER_NOTE_ID + 1 + place

const noteRun = (change: Change, note: number, stamp: NextStamp) =>
  run(change, { style: 'FootnoteReference', children: [new FootnoteReference(noteId(note))] }, stamp)

function run(change: Change, options: IRunOptions, stamp: NextStamp): ParagraphChild {
  if (change === 'kept') return new TextRun(options)
  return change === 'inserted'
    ? new InsertedTextRun({ ...options, ...stamp() })
    : new DeletedTextRun({ ...options, ...stamp() })
}

/** By the first letter that has a direction, as `dir="auto"` does. */
export function isRightToLeft(words: string): boolean {
  const letter = /\p{L}/u.exec(words)?.[0] ?? ''
  return /[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(letter)
}

/** XML 1.0 has no place for most control characters and none for half a surrogate pair; Word would not open the file. */
export const printable = (text: string): string =>
  // oxlint-disable-next-line no-control-regex
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, '').replace(/\p{Surrogate}/gu, '\ufffd')
