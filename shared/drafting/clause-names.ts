/**
 * What each clause is called by the words of other clauses: the call of its section and the labels down to it, "recognizing" and
 * "a)", "resolves" and "2 ii)". Computed from the labels; nobody stores a name.
 */
import type { BlockId } from '../ids.ts'
import { keywordOf } from '../import/opening-words.ts'
import { readLabel } from '../import/list-label.ts'
import { isCall, plainText, type Block } from '../document/blocks.ts'
import { labelsOf } from '../document/labels.ts'

export type ClauseName = {
  readonly id: BlockId
  /** Its place in the text, counted in blocks. */
  readonly at: number
  /** Index into `sections`. */
  readonly section: number
  /** The labels down to it as they are drawn; empty for a sole clause. */
  readonly path: readonly string[]
}
export type NamedSection = {
  /** Null before the first call. */
  readonly call: BlockId | null
  /** The whole call line with its addressee, without the comma at its end. */
  readonly heading: string
  /** The call without its addressee: "resolves to instruct". */
  readonly keyword: string
  readonly clauses: readonly ClauseName[]
}
export type ClauseNames = {
  readonly byId: ReadonlyMap<BlockId, ClauseName>
  readonly sections: readonly NamedSection[]
}

export function clauseNames(blocks: readonly Block[], labels: readonly string[] = labelsOf(blocks)): ClauseNames {
  const sections: (NamedSection & { clauses: ClauseName[] })[] = [sectionOf(null)]
  let above: string[] = []
  blocks.forEach((block, at) => {
    if (isCall(block.kind)) sections.push(sectionOf(block))
    if (block.kind !== 'item' && block.kind !== 'text') return void (above = block.kind === 'footnote' ? above : [])
    const level = block.kind === 'item' ? block.level : 0
    above = [...above.slice(0, level), ...Array<string>(Math.max(0, level - above.length)).fill(''), labels[at]!]
    const path = (block.kind === 'item' ? above : []).filter(Boolean)
    sections.at(-1)!.clauses.push({ id: block.id, at, section: sections.length - 1, path })
  })
  return { sections, byId: new Map(sections.flatMap(({ clauses }) => clauses.map((clause) => [clause.id, clause]))) }
}

function sectionOf(call: Block | null) {
  const heading =
    call === null
      ? ''
      : plainText(call)
          .trim()
          .replace(/\s+/g, ' ')
          .replace(/\s*[,:，：،]$/u, '')
  return { call: call?.id ?? null, heading, keyword: heading === '' ? '' : keywordOf(heading), clauses: [] }
}

/** The same in every script and spelling: "a )", "*a)*" and "أ )" are all "a)"; '' where it is no label. */
export const plainLabel = (written: string): string =>
  readLabel(`${written.replace(/[*_]/g, '').toLowerCase()} x`).label?.plain ?? ''

export const samePath = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((label, at) => plainLabel(label) === plainLabel(other[at]!))

/** "recognizing a)", "resolves 2 ii)"; the call alone for a sole clause. */
export const wordsOfName = (names: ClauseNames, { section, path }: ClauseName): string =>
  [callOf(names.sections[section]!, names), ...path].filter(Boolean).join(' ')

/** The call without its addressee, but where another section differs in nothing else. */
export const callOf = ({ keyword, heading }: NamedSection, { sections }: ClauseNames): string =>
  sections.some((other) => other.keyword === keyword && other.heading !== heading) ? heading : keyword
