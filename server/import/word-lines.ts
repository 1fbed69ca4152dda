/** Word paragraphs as the lines that the reader of resolutions takes: emphasis in stars, marks of notes, labels written out. */
import type { ImportFinding, LeftOut } from '../../shared/import/imported-text.ts'
import type { SourceLine } from '../../shared/import/clean-source.ts'
import { isNumberText } from '../../shared/import/head.ts'
import { spaced } from '../../shared/import/source-lines.ts'
import type { labelCounter } from './word-numbering.ts'
import type { WordParagraph } from './word-paragraphs.ts'
import type { Piece } from './word-runs.ts'
import { styleNamed, type Style, type Styles } from './word-styles.ts'
import { valueIn } from './word-xml.ts'

/** The number of a note by its key, and by the mark that was set by hand for it. */
export type NoteNumber = (key: string, ownMark: string | null) => string

export type LineContext = {
  readonly styles: Styles
  readonly label: ReturnType<typeof labelCounter>
  readonly noteNumber: NoteNumber
  /** Whether any paragraph has a style of ITU's: then each is whole, and what its style says holds. */
  readonly isStyled: boolean
  /** Whether any has the style of number lines: then no other is one. */
  readonly hasNumberStyle: boolean
}

export const styleOf = ({ style }: WordParagraph, styles: Styles): Style => styles.get(style) ?? styleNamed(style)

export const isItuStyle = ({ role, depth }: Style): boolean => depth !== null || (role !== null && role !== 'opening')

export function lineOf(paragraph: WordParagraph, context: LineContext): SourceLine {
  const style = styleOf(paragraph, context.styles)
  const label = labelOf(paragraph, style, context)
  const isPlain = style.role === 'call' || style.role === 'number'
  const words = wordsOf(paragraph.pieces, context.noteNumber, isPlain)
  const text = spaced(label === '' || spaced(words) === '' ? words : `${label}\t${words}`)
  if (!context.isStyled) return { line: paragraph.line, text }
  const isUnstyledNumber = !context.hasNumberStyle && style.role === null && isNumberText(text)
  if (isUnstyledNumber) return { line: paragraph.line, text }
  return {
    line: paragraph.line,
    text,
    role: style.role ?? 'paragraph',
    ...(style.depth !== null && { depth: style.depth }),
  }
}

/** Of the paragraph's own list, else of its style's; list 0 takes a paragraph out of the list of its style. */
function labelOf(paragraph: WordParagraph, style: Style, { label }: LineContext): string {
  const own = paragraph.numbering
  const id = (own && valueIn(own, 'numId')) ?? (style.numbering && valueIn(style.numbering, 'numId'))
  const level = (own && valueIn(own, 'ilvl')) ?? (style.numbering && valueIn(style.numbering, 'ilvl')) ?? '0'
  const isEmpty = paragraph.pieces.every((piece) => !('text' in piece) || piece.text.trim() === '')
  return !id || id === '0' || isEmpty ? '' : label(id, Number(level))
}

type Words = { text: string; italic: boolean }

/** Neighbours in one format are one stretch, so that a star never stands inside a word. */
export function wordsOf(pieces: readonly Piece[], noteNumber: NoteNumber, isPlain = false): string {
  const stretches: Words[] = []
  for (const piece of pieces) {
    if ('passedOver' in piece) continue
    const text = 'note' in piece ? `[footnoteRef:${noteNumber(piece.note, piece.ownMark)}]` : shownText(piece)
    const italic = 'note' in piece ? (stretches.at(-1)?.italic ?? false) : piece.italic && !isPlain
    const last = stretches.at(-1)
    if (last && (last.italic === italic || text.trim() === '')) last.text += text
    else stretches.push({ text, italic })
  }
  return stretches.map(starred).join('')
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** A raised number may be the mark of a note or the power of a unit: the reader tells, from its raised digits. */
const shownText = ({ text, superscript }: { readonly text: string; readonly superscript: boolean }) =>
  superscript && /^\s*\d{1,2}\s*$/.test(text)
    ? text.trim().replace(/\d/g, (digit) => SUPERSCRIPTS[Number(digit)]!)
    : text

/** Stars stand at the words, not at the spaces around them. */
function starred({ text, italic }: Words): string {
  const [, before, words, after] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text)!
  return italic && words !== '' && !words!.includes('*') ? `${before}*${words}*${after}` : text
}

export const passedOverIn = ({ line, pieces }: WordParagraph): readonly ImportFinding[] =>
  pieces.flatMap((piece) =>
    'passedOver' in piece
      ? [{ line, code: 'not-read', message: `Here stands ${piece.passedOver}; it is not part of the text as read.` }]
      : [],
  )

export const leftOutLine = ({ line, text }: SourceLine, why: string): readonly LeftOut[] =>
  text === '' ? [] : [{ line, text, why }]
