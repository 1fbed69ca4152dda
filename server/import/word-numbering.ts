/** The labels that Word computes for paragraphs in lists. A reading of the file counts its own paragraphs. */
import type { Element } from '@xmldom/xmldom'
import { letters, roman } from '../../shared/document/labels.ts'
import { attributeOf, childOf, childrenOf, nameOf, valueIn } from './word-xml.ts'

type Level = { readonly start: number; readonly format: string; readonly text: string; readonly restart: number | null }
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
      .map((num) => [attributeOf(num, 'numId') ?? '', listOf(num, abstracts.get(valueIn(num, 'abstractNumId') ?? ''))]),
  )
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

/** Word repeats a letter after the last (aa, bb); ITU texts never get there. */
function numeral(place: number, format: string): string {
  if (format === 'none') return ''
  if (format === 'lowerLetter') return letters(place)
  if (format === 'upperLetter') return letters(place).toUpperCase()
  if (format === 'lowerRoman') return roman(place)
  if (format === 'upperRoman') return roman(place).toUpperCase()
  if (format === 'arabicAlpha') return ARABIC[place - 1] ?? String(place)
  if (format === 'arabicAbjad') return ABJAD[place - 1] ?? String(place)
  if (format === 'russianLower') return RUSSIAN[place - 1] ?? String(place)
  return String(place)
}
