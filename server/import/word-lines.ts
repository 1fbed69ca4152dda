/** Word paragraphs as the lines that the reader of resolutions takes: emphasis in stars, marks of notes, labels written out. */
import type { ImportFinding, LeftOut } from '../../shared/import/imported-text.ts'
import type { LineRole, SourceLine } from '../../shared/import/clean-source.ts'
import { isNumberText } from '../../shared/import/head.ts'
import { callPart } from '../../shared/import/opening-words.ts'
import { joinedLines } from '../../shared/import/plain-letters.ts'
import { spaced } from '../../shared/import/source-lines.ts'
import type { labelCounter } from './word-numbering.ts'
import type { WordParagraph } from './word-paragraphs.ts'
import { BREAK, type Piece } from './word-runs.ts'
import { styleNamed, type Style, type Styles } from './word-styles.ts'
import { valueIn } from './word-xml.ts'

/** The number of a note by its key, and by the mark that was set by hand for it. */
export type NoteNumber = (key: string, ownMark: string | null) => string

export type LineContext = {
  readonly styles: Styles
  readonly label: ReturnType<typeof labelCounter>
  /** The level of a list that a style is tied to, "0" where it is tied to none. */
  readonly levelOfStyle: (numId: string | null | undefined, style: string) => string
  readonly noteNumber: NoteNumber
  /** Whether any paragraph has a style of ITU's: then each is whole, and what its style says holds. */
  readonly isStyled: boolean
  /** Whether any has the style of number lines, of calls: then no other is one. */
  readonly hasNumberStyle: boolean
  readonly hasCallStyle: boolean
}

export const styleOf = ({ style }: WordParagraph, styles: Styles): Style => styles.get(style) ?? styleNamed(style)

export const isItuStyle = ({ role, depth }: Style): boolean =>
  depth !== null || (role !== null && role !== 'opening' && role !== 'heading')

export function lineOf(paragraph: WordParagraph, context: LineContext): SourceLine {
  const style = styleOf(paragraph, context.styles)
  const label = labelOf(paragraph, style, context)
  const isPlain = style.role === 'call' || style.role === 'number'
  const words = wordsOf(paragraph.pieces, context.noteNumber, isPlain)
  const text = spaced(label === '' || spaced(words) === '' ? words : `${label}\t${words}`)
  const role = roleOf(style, text, context)
  return {
    line: paragraph.line,
    text,
    ...(words.startsWith('\t') && { isTabbed: true }),
    ...(role && { role }),
    ...(role && style.depth !== null && { depth: style.depth }),
  }
}

/** Where there are styles of ITU's, a paragraph without one is a whole one; what no style marks is told by its words. */
function roleOf({ role }: Style, text: string, context: LineContext): LineRole | undefined {
  const isPlain = role === null || role === 'heading'
  if (!context.isStyled) return undefined
  if (isPlain && !context.hasNumberStyle && isNumberText(text)) return undefined
  if (role === null && !context.hasCallStyle && callPart(text) !== null) return undefined
  return role ?? 'paragraph'
}

/** Of the paragraph's own list, else of its style's; list 0 takes a paragraph out of the list of its style. */
function labelOf(paragraph: WordParagraph, style: Style, { label, levelOfStyle }: LineContext): string {
  const own = paragraph.numbering
  const id = (own && valueIn(own, 'numId')) ?? (style.numbering && valueIn(style.numbering, 'numId'))
  const level =
    (own && valueIn(own, 'ilvl')) ??
    (style.numbering && valueIn(style.numbering, 'ilvl')) ??
    levelOfStyle(id, paragraph.style)
  const isEmpty = paragraph.pieces.every((piece) => !('text' in piece) || piece.text.trim() === '')
  return !id || id === '0' || isEmpty ? '' : label(id, Number(level))
}

type Words = { text: string; italic: boolean }

/** Neighbours in one format are one stretch, so that a star never stands inside a word. */
export function wordsOf(pieces: readonly Piece[], noteNumber: NoteNumber, isPlain = false): string {
  const stretches: Words[] = []
  for (const piece of pieces) {
    if ('passedOver' in piece || 'boxed' in piece) continue
    const text = 'note' in piece ? `[footnoteRef:${noteNumber(piece.note, piece.ownMark)}]` : shownText(piece)
    const italic = 'note' in piece ? (stretches.at(-1)?.italic ?? false) : piece.italic && !isPlain
    const last = stretches.at(-1)
    if (last && (last.italic === italic || text.trim() === '')) last.text += text
    else stretches.push({ text, italic })
  }
  return withoutBreaks(stretches.map(starred).join(''))
}

const withoutBreaks = (text: string) =>
  text.includes(BREAK)
    ? text
        .split(BREAK)
        .map((line) => line.trim())
        .reduce(joinedLines)
    : text

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** A raised number may be the mark of a note or the power of a unit: the reader tells, from its raised digits. */
const shownText = ({ text, superscript }: { readonly text: string; readonly superscript: boolean }) =>
  superscript && /^\s*\d{1,2}\s*$/.test(text)
    ? text.trim().replace(/\d/g, (digit) => SUPERSCRIPTS[Number(digit)]!)
    : withoutUnseen(text)

const withoutUnseen = (text: string) => text.replace(/[\u200B\u2060\uFEFF\u00AD]/g, '')

/** Stars stand at the words, not at the spaces around them; a label before a tab has its own. */
const starred = ({ text, italic }: Words): string =>
  italic && !text.includes('*')
    ? text
        .split(/([\t\v])/)
        .map(starredPart)
        .join('')
    : text

function starredPart(text: string): string {
  const [, before, words, after] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text)!
  return words === '' ? text : `${before}*${words}*${after}`
}

export const passedOverIn = ({ line, pieces }: WordParagraph): readonly ImportFinding[] =>
  pieces.flatMap((piece) =>
    'passedOver' in piece
      ? [{ line, code: 'not-read', message: `Here stands ${piece.passedOver}; it is not part of the text as read.` }]
      : [],
  )

/** The words of text boxes are left out, paragraph by paragraph. */
export const boxedIn = ({ line, pieces }: WordParagraph): readonly LeftOut[] =>
  pieces.flatMap((piece) =>
    'boxed' in piece ? piece.boxed.map((text) => ({ line, text, why: 'it stands in a text box' })) : [],
  )
