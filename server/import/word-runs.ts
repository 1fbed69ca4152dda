/**
 * The words of a Word paragraph in one reading: with its tracked changes rejected (the text in force) or accepted (as
 * amended). Bookmarks, field instructions, comments and layout say nothing of the words and are passed over.
 */
import type { Element } from '@xmldom/xmldom'
import type { CharacterStyles } from './word-styles.ts'
import { symbolText } from './word-symbols.ts'
import { attributeOf, childOf, childrenOf, descend, isOn, nameOf, valueIn, within } from './word-xml.ts'

export type WordReading = 'reject' | 'accept'

export type RunContext = { readonly reading: WordReading; readonly characters: CharacterStyles }

/** A stretch of words, or the mark of a note. */
export type Piece =
  | { readonly text: string; readonly italic: boolean; readonly superscript: boolean }
  /** `ownMark`: set by hand, such as "*"; null for one that Word counts. */
  | { readonly note: string; readonly ownMark: string | null }
  /** Something that is no text, named for a finding. */
  | { readonly passedOver: string }
  /** The paragraphs of a text box, which stand outside of the line. */
  | { readonly boxed: readonly string[] }

const LEFT_AWAY: Record<WordReading, readonly string[]> = { reject: ['ins', 'moveTo'], accept: ['del', 'moveFrom'] }
const KEPT: Record<WordReading, readonly string[]> = { reject: ['del', 'moveFrom'], accept: ['ins', 'moveTo'] }

/** Whether a change named so (`ins`, `del`, `moveFrom`, `moveTo`) takes its content out of the reading. */
export const isLeftAway = (name: string, reading: WordReading): boolean => LEFT_AWAY[reading].includes(name)

/** Elements that only wrap runs. */
const WRAPPERS = ['hyperlink', 'smartTag', 'customXml', 'fldSimple', 'sdt', 'sdtContent', 'bdo', 'dir']

export function piecesOf(paragraph: Element, context: RunContext): readonly Piece[] {
  const field: Field = { instructions: [] }
  return childrenOf(paragraph).flatMap((child) => inline(child, context, field))
}

/** Fields nest; between the beginning of one and its separator stand instructions, no words. */
type Field = { readonly instructions: boolean[] }

function inline(element: Element, context: RunContext, field: Field): readonly Piece[] {
  const name = nameOf(element)
  if (isLeftAway(name, context.reading)) return []
  if (name === 'r') return run(element, context, field)
  if (KEPT[context.reading].includes(name) || WRAPPERS.includes(name))
    return childrenOf(element).flatMap((child) => inline(child, context, field))
  if (isAlternate(element)) return drawn(element, context)
  if (name === '' && element.localName?.startsWith('oMath')) return [{ passedOver: formula(element) }]
  return []
}

function run(element: Element, context: RunContext, field: Field): readonly Piece[] {
  const format = formatIn(childOf(element, 'rPr'), context)
  const ownMark = ownMarkIn(element)
  return childrenOf(element).flatMap((child): readonly Piece[] => {
    const name = nameOf(child)
    if (name === 'fldChar') turn(field, attributeOf(child, 'fldCharType'))
    if (field.instructions.at(-1) === true) return []
    if (name === 'footnoteReference' || name === 'endnoteReference') return [{ note: noteKey(name, child), ownMark }]
    if (PASSED_OVER.has(name) || isAlternate(child)) return drawn(child, context)
    if (name === 'ruby') return ruby(child, context, field)
    const text = ownMark === null ? textOf(child, name) : ''
    if (text === null) return [{ passedOver: 'a character of a symbol font' }]
    if (format.hidden) return text === '' ? [] : [{ passedOver: `hidden text, “${text}”` }]
    return text === '' ? [] : [{ text, italic: format.italic, superscript: format.superscript }]
  })
}

/** The letters that tell how a word is said stand over it and are none of its own. */
const ruby = (element: Element, context: RunContext, field: Field): readonly Piece[] => [
  ...childrenOf(childOf(element, 'rubyBase') ?? element).flatMap((base) => inline(base, context, field)),
  { passedOver: `a note on how to say it, “${childOf(element, 'rt')?.textContent ?? ''}”` },
]

const isAlternate = (element: Element) => nameOf(element) === '' && element.localName === 'AlternateContent'

/** A drawing with text boxes gives their words; of two forms of the same drawing only the first is looked at. */
function drawn(element: Element, context: RunContext): readonly Piece[] {
  const shown = isAlternate(element) ? (childrenOf(element)[0] ?? element) : element
  const boxes = within(shown, 'txbxContent').filter(
    (box) => !within(shown, 'txbxContent').some((other) => other !== box && within(other, 'txbxContent').includes(box)),
  )
  const words = boxes
    .flatMap((box) => within(box, 'p'))
    .map((paragraph) => plainWords(paragraph, context))
    .filter(Boolean)
  return words.length > 0 ? [{ boxed: words }] : [{ passedOver: PASSED_OVER.get(nameOf(element)) ?? 'a drawing' }]
}

/** The words of a paragraph without marks and emphasis; those of boxes inside it stand in paragraphs of their own. */
export const plainWords = (paragraph: Element, context: RunContext): string =>
  piecesOf(paragraph, context)
    .map((piece) => ('text' in piece ? piece.text : ''))
    .join('')
    .replace(/\s+/g, ' ')
    .trim()

const formula = (element: Element) => {
  const words = (element.textContent ?? '').replace(/\s+/g, ' ').trim()
  return words === '' ? 'a formula' : `a formula, “${words}”`
}

/** The mark that follows its reference in the same run, where it is set by hand. */
function ownMarkIn(run: Element): string | null {
  const isOwn = childrenOf(run).some((child) => isOnAttribute(child, 'customMarkFollows'))
  return isOwn
    ? childrenOf(run)
        .map((child) => textOf(child, nameOf(child)) ?? '')
        .join('')
        .trim()
    : null
}

const isOnAttribute = (element: Element, name: string) =>
  !['0', 'false', 'off'].includes(attributeOf(element, name) ?? '0')

const PASSED_OVER = new Map([
  ['drawing', 'a drawing'],
  ['pict', 'a picture'],
  ['object', 'an embedded object'],
])

const noteKey = (name: string, reference: Element) =>
  `${name === 'footnoteReference' ? 'footnote' : 'endnote'} ${attributeOf(reference, 'id') ?? ''}`

function turn(field: Field, type: string | null): void {
  if (type === 'begin') field.instructions.push(true)
  if (type === 'separate' && field.instructions.length > 0) field.instructions[field.instructions.length - 1] = false
  if (type === 'end') field.instructions.pop()
}

/** Stands for a break of line or page inside a paragraph: a space, but in Chinese none. */
export const BREAK = '\v'

/** Null for a symbol that has no known character. */
function textOf(element: Element, name: string): string | null {
  if (name === 't' || name === 'delText') return element.textContent ?? ''
  if (name === 'tab' || name === 'ptab') return '\t'
  if (name === 'br' || name === 'cr') return BREAK
  if (name === 'noBreakHyphen') return '\u2011'
  return name === 'sym' ? symbolText(attributeOf(element, 'char') ?? '', attributeOf(element, 'font') ?? '') : ''
}

type Format = { readonly italic: boolean; readonly superscript: boolean; readonly hidden: boolean }

/** Before a tracked change of format, where the changes are rejected. Words from right to left have a switch of their own. */
function formatIn(properties: Element | undefined, { reading, characters }: RunContext): Format {
  const before = descend(properties, 'rPrChange', 'rPr')
  const valid = reading === 'reject' && before ? before : properties
  const style = characters.get((valid && valueIn(valid, 'rStyle')) ?? '') ?? {}
  const italic = isOn(valid, 'rtl') && childOf(valid, 'iCs') ? 'iCs' : 'i'
  return {
    italic: childOf(valid, italic) ? isOn(valid, italic) : (style.italic ?? false),
    superscript: childOf(valid, 'vertAlign')
      ? valueIn(valid, 'vertAlign') === 'superscript'
      : (style.superscript ?? false),
    hidden: childOf(valid, 'vanish') ? isOn(valid, 'vanish') : (style.hidden ?? false),
  }
}
