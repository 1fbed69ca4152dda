/**
 * The words of a Word paragraph in one reading: with its tracked changes rejected (the text in force) or accepted (as
 * amended). Bookmarks, field instructions, comments and layout say nothing of the words and are passed over.
 */
import type { Element } from '@xmldom/xmldom'
import { attributeOf, childOf, childrenOf, descend, isOn, nameOf, valueIn } from './word-xml.ts'

export type WordReading = 'reject' | 'accept'

/** A stretch of words, or the mark of a note. */
export type Piece =
  | { readonly text: string; readonly italic: boolean; readonly superscript: boolean }
  /** `ownMark`: set by hand, such as "*"; null for one that Word counts. */
  | { readonly note: string; readonly ownMark: string | null }
  /** Something that is no text, named for a finding. */
  | { readonly passedOver: string }

const LEFT_AWAY: Record<WordReading, readonly string[]> = { reject: ['ins', 'moveTo'], accept: ['del', 'moveFrom'] }
const KEPT: Record<WordReading, readonly string[]> = { reject: ['del', 'moveFrom'], accept: ['ins', 'moveTo'] }

/** Whether a change named so (`ins`, `del`, `moveFrom`, `moveTo`) takes its content out of the reading. */
export const isLeftAway = (name: string, reading: WordReading): boolean => LEFT_AWAY[reading].includes(name)

/** Elements that only wrap runs. */
const WRAPPERS = ['hyperlink', 'smartTag', 'customXml', 'fldSimple', 'sdt', 'sdtContent', 'bdo', 'dir']

export function piecesOf(paragraph: Element, reading: WordReading): readonly Piece[] {
  const field: Field = { instructions: [] }
  return childrenOf(paragraph).flatMap((child) => inline(child, reading, field))
}

/** Fields nest; between the beginning of one and its separator stand instructions, no words. */
type Field = { readonly instructions: boolean[] }

function inline(element: Element, reading: WordReading, field: Field): readonly Piece[] {
  const name = nameOf(element)
  if (isLeftAway(name, reading)) return []
  if (name === 'r') return run(element, reading, field)
  if (KEPT[reading].includes(name) || WRAPPERS.includes(name))
    return childrenOf(element).flatMap((child) => inline(child, reading, field))
  if (name === '' && element.localName === 'AlternateContent') return [{ passedOver: 'a drawing or text box' }]
  if (name === '' && element.localName?.startsWith('oMath')) return [{ passedOver: 'a formula' }]
  return []
}

function run(element: Element, reading: WordReading, field: Field): readonly Piece[] {
  const format = formatIn(childOf(element, 'rPr'), reading)
  const ownMark = ownMarkIn(element)
  return childrenOf(element).flatMap((child): readonly Piece[] => {
    const name = nameOf(child)
    if (name === 'fldChar') turn(field, attributeOf(child, 'fldCharType'))
    if (field.instructions.at(-1) === true) return []
    if (name === 'footnoteReference' || name === 'endnoteReference') return [{ note: noteKey(name, child), ownMark }]
    if (PASSED_OVER.has(name)) return [{ passedOver: PASSED_OVER.get(name)! }]
    if (name === '' && child.localName === 'AlternateContent') return [{ passedOver: 'a drawing or text box' }]
    const text = ownMark === null ? textOf(child, name) : ''
    if (text === null) return [{ passedOver: 'a character of a symbol font' }]
    if (format.hidden) return text === '' ? [] : [{ passedOver: `hidden text, “${text}”` }]
    return text === '' ? [] : [{ text, italic: format.italic, superscript: format.superscript }]
  })
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

/** Null for a symbol that has no known character. A break of line or page inside a paragraph is a space. */
function textOf(element: Element, name: string): string | null {
  if (name === 't' || name === 'delText') return element.textContent ?? ''
  if (name === 'tab' || name === 'ptab') return '\t'
  if (name === 'br' || name === 'cr') return ' '
  if (name === 'noBreakHyphen') return '\u2011'
  return name === 'sym' ? symbol(attributeOf(element, 'char') ?? '') : ''
}

/** Symbol fonts keep their characters in a private area; only what lists begin with is known. */
function symbol(code: string): string | null {
  const at = parseInt(code, 16)
  if (Number.isNaN(at) || at === 0) return null
  if (at < 0xe000 || at > 0xf8ff) return at <= 0x10ffff ? String.fromCodePoint(at) : null
  return (
    new Map([
      [0xf02d, '–'],
      [0xf0b7, '•'],
      [0xf0a7, '•'],
      [0xf0b2, '²'],
    ]).get(at) ?? null
  )
}

type Format = { readonly italic: boolean; readonly superscript: boolean; readonly hidden: boolean }

/** Before a tracked change of format, where the changes are rejected. */
function formatIn(properties: Element | undefined, reading: WordReading): Format {
  const before = descend(properties, 'rPrChange', 'rPr')
  const valid = reading === 'reject' && before ? before : properties
  return {
    italic: isOn(valid, 'i'),
    superscript: valueIn(valid, 'vertAlign') === 'superscript',
    hidden: isOn(valid, 'vanish'),
  }
}
