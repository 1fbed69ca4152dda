/** The labels that Word computes for paragraphs in lists. A reading of the file counts its own paragraphs. */
import type { Element } from '@xmldom/xmldom'
import { roman } from '../../shared/document/labels.ts'
import { attributeOf, childOf, childrenOf, nameOf, valueIn } from './word-xml.ts'

type Level = {
  readonly style: string | null
  readonly start: number
  readonly format: string
  readonly text: string
  readonly restart: number | null
}
type List = { readonly key: string; readonly levels: ReadonlyMap<number, Level> }
export type Numbering = ReadonlyMap<string, List>

export function numberingIn(root: Element | undefined): Numbering {
  const children = root ? childrenOf(root) : []
  const abstracts = new Map(
    children
      .filter((child) => nameOf(child) === 'abstractNum')
      .map((list) => [attributeOf(list, 'abstractNumId') ?? '', list] as const),
  )
  return new Map(
    children
      .filter((child) => nameOf(child) === 'num')
      .map((num) => {
        const definition = definitionOf(abstracts.get(valueIn(num, 'abstractNumId') ?? ''), [...abstracts.values()])
        return [attributeOf(num, 'numId') ?? '', listOf(num, definition)]
      }),
  )
}

/** A definition may only name a style of lists, which another defines. */
function definitionOf(list: Element | undefined, all: readonly Element[]): Element | undefined {
  const style = list && valueIn(list, 'numStyleLink')
  return style ? (all.find((other) => valueIn(other, 'styleLink') === style) ?? list) : list
}

/** The level of a list that a style of paragraphs is tied to, "0" where it is tied to none. */
export function levelOfStyle(numbering: Numbering, numId: string | null | undefined, style: string): string {
  const levels = numbering.get(numId ?? '')?.levels ?? new Map<number, Level>()
  return String([...levels].find(([, level]) => level.style !== null && level.style === style)?.[0] ?? 0)
}

/** Instances of one definition count together, unless one starts anew. */
function listOf(num: Element, definition: Element | undefined): List {
  const overrides = childrenOf(num).filter((child) => nameOf(child) === 'lvlOverride')
  const levels = new Map((definition ? levelsIn(definition) : []).map((level) => levelOf(level)))
  for (const override of overrides) {
    const [at, level] = overriddenLevel(override, levels)
    if (level) levels.set(at, level)
  }
  const startsAnew = overrides.some((override) => childOf(override, 'startOverride'))
  const shared = attributeOf(definition, 'abstractNumId') ?? ''
  return { key: startsAnew ? `num ${attributeOf(num, 'numId')}` : `list ${shared}`, levels }
}

const levelsIn = (element: Element) => childrenOf(element).filter((child) => nameOf(child) === 'lvl')

const levelOf = (level: Element): readonly [number, Level] => [
  Number(attributeOf(level, 'ilvl') ?? 0),
  {
    style: valueIn(level, 'pStyle'),
    start: Number(valueIn(level, 'start') ?? 1),
    format: valueIn(level, 'numFmt') ?? 'decimal',
    text: valueIn(level, 'lvlText') ?? '',
    restart: valueIn(level, 'lvlRestart') === null ? null : Number(valueIn(level, 'lvlRestart')),
  },
]

function overriddenLevel(override: Element, levels: ReadonlyMap<number, Level>): readonly [number, Level | undefined] {
  const at = Number(attributeOf(override, 'ilvl') ?? 0)
  const own = levelsIn(override)[0]
  const level = own ? levelOf(own)[1] : levels.get(at)
  const start = valueIn(override, 'startOverride')
  return [at, level && start !== null ? { ...level, start: Number(start) } : level]
}

/** Counts through one reading of a file: gives the label of the next paragraph in a list, '' for a list without labels. */
export function labelCounter(numbering: Numbering): (numId: string, at: number) => string {
  const counts = new Map<string, Map<number, number>>()
  return (numId, at) => {
    const list = numbering.get(numId)
    const level = list?.levels.get(at)
    if (!list || !level) return ''
    const places = counts.get(list.key) ?? new Map<number, number>()
    counts.set(list.key, places)
    places.set(at, (places.get(at) ?? level.start - 1) + 1)
    restartBelow(list, places, at)
    return level.format === 'bullet' ? '–' : labelText(list, level, places)
  }
}

function restartBelow({ levels }: List, places: Map<number, number>, at: number): void {
  for (const [below, { restart }] of levels)
    if (below > at && restart !== 0 && (restart === null || at < restart)) places.delete(below)
}

const labelText = (list: List, { text }: Level, places: ReadonlyMap<number, number>): string =>
  text.replace(/%([1-9])/g, (_, level: string) => {
    const at = Number(level) - 1
    const { start, format } = list.levels.get(at) ?? { start: 1, format: 'decimal' }
    return numeral(places.get(at) ?? start, format)
  })

const ARABIC = 'أبتثجحخدذرزسشصضطظعغفقكلمنهوي'
const ABJAD = 'أبجدهوزحطيكلمنسعفصقرشتثخذضظغ'
const RUSSIAN = 'абвгдежзиклмнопрстуфхцчшщэюя'

const LATIN = 'abcdefghijklmnopqrstuvwxyz'
const CHINESE = '一二三四五六七八九十'

/** After the last letter Word begins again with each letter twice: z, aa, bb. */
const repeated = (alphabet: string, place: number): string =>
  (alphabet[(place - 1) % alphabet.length] ?? '').repeat(Math.ceil(place / alphabet.length))

function numeral(place: number, format: string): string {
  if (format === 'none') return ''
  if (format === 'lowerLetter') return repeated(LATIN, place)
  if (format === 'upperLetter') return repeated(LATIN, place).toUpperCase()
  if (format === 'lowerRoman') return roman(place)
  if (format === 'upperRoman') return roman(place).toUpperCase()
  if (format === 'arabicAlpha') return repeated(ARABIC, place)
  if (format === 'arabicAbjad') return repeated(ABJAD, place)
  if (format === 'russianLower') return repeated(RUSSIAN, place)
  if (format === 'decimalZero') return String(place).padStart(2, '0')
  if (/^(?:chinese|taiwanese)Counting|^ideograph|^japaneseCounting/.test(format)) return chinese(place)
  if (format === 'decimalEnclosedCircle' || format === 'decimalEnclosedCircleChinese')
    return place <= 20 ? String.fromCharCode(0x245f + place) : String(place)
  return String(place)
}

/** "十二" is 12, "二十" is 20. */
function chinese(place: number): string {
  if (place <= 10) return CHINESE[place - 1] ?? String(place)
  if (place > 99) return String(place)
  const [tens, ones] = [Math.floor(place / 10), place % 10]
  return `${tens === 1 ? '' : CHINESE[tens - 1]!}十${ones === 0 ? '' : CHINESE[ones - 1]!}`
}
