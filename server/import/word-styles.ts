/** Paragraph styles by what they say of a paragraph. ITU's templates name them alike in all languages (domain.md §2.4). */
import type { Element } from '@xmldom/xmldom'
import type { LineRole } from '../../shared/import/clean-source.ts'
import { attributeOf, childOf, childrenOf, isOn, nameOf, valueIn } from './word-xml.ts'

export type Style = {
  readonly role: LineRole | null
  /** 1 for enumlev1. */
  readonly depth: number | null
  /** The list that paragraphs of this style are in. */
  readonly numbering: Element | undefined
}
export type Styles = ReadonlyMap<string, Style>

/** What a style of characters says of its words; absent where it says nothing. */
export type CharacterStyle = { readonly italic?: boolean; readonly superscript?: boolean; readonly hidden?: boolean }
export type CharacterStyles = ReadonlyMap<string, CharacterStyle>

/** Names without spaces, underscores and capitals: "Res_No", "ResNo" and "Res No" are one. */
const ROLES: readonly (readonly [pattern: RegExp, role: LineRole])[] = [
  [/^(?:res|rec|dec|opinion|op)(?:no|num)(?:br|bis|s2)?\d?$/, 'number'],
  [/^(?:res|rec|dec|opinion|op)(?:title|titel|titre)(?:br|s2)?\d?$/, 'title'],
  [/^(?:res|rec|dec|opinion|op)(?:ref|date)\d?$/, 'history'],
  [/^normal(?:_)?aftertitle(?:s2|a)?\d?$/, 'opening'],
  [/^call\d?$/, 'call'],
  [/^(?:annex|appendix|app|attach|attachment)(?:no|title|ref|num|notitle|no&title|no&ref)(?:s2)?\d?$/, 'annex'],
  [/^(?:reasons?|proposal|source|title[1-4]|agendaitem|committee|docnumber)$/, 'aside'],
  [/^(?:section|part|chap|chapter|art|subsection)(?:no|title|[1-3])\d?$/, 'heading'],
  [/^heading(?:[1-9]|b|i)$/, 'heading'],
]

type Written = {
  readonly id: string
  readonly name: string
  readonly basedOn: string | null
  readonly numbering: Element | undefined
  readonly run: Element | undefined
}

export function stylesIn(root: Element | undefined): Styles {
  const written = stylesOfType(root, 'paragraph')
  return new Map([...written.values()].map((style) => [style.id, styleOf(ancestry(style, written))]))
}

export function characterStylesIn(root: Element | undefined): CharacterStyles {
  const written = stylesOfType(root, 'character')
  return new Map([...written.values()].map((style) => [style.id, characterStyle(ancestry(style, written))]))
}

const stylesOfType = (root: Element | undefined, type: string): ReadonlyMap<string, Written> =>
  new Map(
    (root ? childrenOf(root) : [])
      .filter((child) => nameOf(child) === 'style' && (attributeOf(child, 'type') ?? 'paragraph') === type)
      .map((style) => [attributeOf(style, 'styleId') ?? '', writtenOf(style)] as const),
  )

/** The nearest style that says something of a property wins. */
function characterStyle(styles: readonly Written[]): CharacterStyle {
  const said = (name: string) => styles.map(({ run }) => run).find((run) => childOf(run, name))
  const raised = said('vertAlign')
  return {
    ...(said('i') && { italic: isOn(said('i'), 'i') }),
    ...(raised && { superscript: valueIn(raised, 'vertAlign') === 'superscript' }),
    ...(said('vanish') && { hidden: isOn(said('vanish'), 'vanish') }),
  }
}

const writtenOf = (style: Element): Written => ({
  id: attributeOf(style, 'styleId') ?? '',
  name: valueIn(style, 'name') ?? '',
  basedOn: valueIn(style, 'basedOn'),
  numbering: childOf(childOf(style, 'pPr'), 'numPr'),
  run: childOf(style, 'rPr'),
})

/** The style and those that it is based on; a circle ends. */
function ancestry(style: Written, all: ReadonlyMap<string, Written>): readonly Written[] {
  const found: Written[] = []
  for (let next: Written | undefined = style; next && !found.includes(next); next = all.get(next.basedOn ?? ''))
    found.push(next)
  return found
}

function styleOf(styles: readonly Written[]): Style {
  const known = styles.map(({ id, name }) => ({
    ...meaningOf(name),
    ...(meaningOf(name).role === null && meaningOf(id)),
  }))
  return {
    role: known.find(({ role }) => role !== null)?.role ?? null,
    depth: known.find(({ depth }) => depth !== null)?.depth ?? null,
    numbering: styles.find(({ numbering }) => numbering)?.numbering,
  }
}

/** A style that the file does not define is known by its id. */
export const styleNamed = (id: string): Style => ({ ...meaningOf(id), numbering: undefined })

function meaningOf(name: string): Pick<Style, 'role' | 'depth'> {
  const plain = name.toLowerCase().replace(/[\s_-]/g, '')
  const depth = /^enumlev([1-3])$/.exec(plain)?.[1]
  return {
    role: ROLES.find(([pattern]) => pattern.test(plain))?.[1] ?? null,
    depth: depth === undefined ? null : Number(depth),
  }
}
