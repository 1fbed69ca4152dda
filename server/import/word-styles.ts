/** Paragraph styles by what they say of a paragraph. ITU's templates name them alike in all languages (domain.md §2.4). */
import type { Element } from '@xmldom/xmldom'
import type { LineRole } from '../../shared/import/clean-source.ts'
import { attributeOf, childOf, childrenOf, nameOf, valueIn } from './word-xml.ts'

export type Style = {
  readonly role: LineRole | null
  /** 1 for enumlev1. */
  readonly depth: number | null
  /** The list that paragraphs of this style are in. */
  readonly numbering: Element | undefined
}
export type Styles = ReadonlyMap<string, Style>

/** Names without spaces, underscores and capitals: "Res_No", "ResNo" and "Res No" are one. */
const ROLES: readonly (readonly [pattern: RegExp, role: LineRole])[] = [
  [/^(?:res|rec|dec)no(?:br|bis)?$/, 'number'],
  [/^(?:res|rec|dec)(?:title|titel|titre)$/, 'title'],
  [/^(?:res|rec|dec)ref$/, 'history'],
  [/^normalaftertitle\d?$/, 'opening'],
  [/^call$/, 'call'],
  [/^(?:annex|appendix|app)(?:no|title|ref)$/, 'annex'],
  [/^(?:reasons|proposal)$/, 'aside'],
]

type Written = {
  readonly id: string
  readonly name: string
  readonly basedOn: string | null
  readonly numbering: Element | undefined
}

export function stylesIn(root: Element | undefined): Styles {
  const written = new Map(
    (root ? childrenOf(root) : [])
      .filter((child) => nameOf(child) === 'style' && (attributeOf(child, 'type') ?? 'paragraph') === 'paragraph')
      .map((style) => [attributeOf(style, 'styleId') ?? '', writtenOf(style)] as const),
  )
  return new Map([...written.values()].map((style) => [style.id, styleOf(ancestry(style, written))]))
}

const writtenOf = (style: Element): Written => ({
  id: attributeOf(style, 'styleId') ?? '',
  name: valueIn(style, 'name') ?? '',
  basedOn: valueIn(style, 'basedOn'),
  numbering: childOf(childOf(style, 'pPr'), 'numPr'),
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
