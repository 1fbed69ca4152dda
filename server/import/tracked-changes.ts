/**
 * The tracked changes of a Word file beside its words: who made them, and which paragraphs the two readings share. A clause of
 * the amended text is the one in force that it has the most unchanged characters in common with, paragraph by paragraph.
 */
import type { Element } from '@xmldom/xmldom'
import type { SharedParagraphs } from '../../shared/import/paragraph-origins.ts'
import { lacksItsMark } from './word-paragraphs.ts'
import { isLeftAway, type WordReading } from './word-runs.ts'
import { attributeOf, childOf, childrenOf, nameOf, type WordXml } from './word-xml.ts'

export type TrackedChanges = SharedParagraphs & {
  readonly count: number
  /** Names as the file gives them, each once. */
  readonly by: readonly string[]
}

const READINGS: readonly WordReading[] = ['reject', 'accept']

/** Paragraphs are counted as `blocksIn` counts them. */
export function trackedIn({ document, footnotes, endnotes }: WordXml): Omit<TrackedChanges, 'count'> {
  const body = childOf(document, 'body') ?? document
  const paragraphs = containersIn(body)
  return {
    by: authorsIn([document, footnotes, endnotes].flatMap((part) => part ?? [])),
    kept: Object.fromEntries(paragraphs.flat().map(({ line, element }) => [line, keptIn(element)])),
    reject: runsOn(paragraphs, READINGS[0]!),
    accept: runsOn(paragraphs, READINGS[1]!),
  }
}

export type Counted = { readonly line: number; readonly element: Element }

const WRAPPERS = ['sdt', 'sdtContent', 'customXml', 'body', 'ins', 'del', 'moveFrom', 'moveTo', 'tbl', 'tr']

/** The paragraphs of the body and of each cell: one never runs on out of its cell. */
function containersIn(body: Element): readonly (readonly Counted[])[] {
  const containers: Counted[][] = []
  let line = 0
  const visit = (container: Element): void => {
    const own: Counted[] = []
    containers.push(own)
    const within = (element: Element): void => {
      const name = nameOf(element)
      if (name === 'p') own.push({ line: (line += 1), element })
      else if (name === 'tc') visit(element)
      else if (WRAPPERS.includes(name)) childrenOf(element).forEach(within)
    }
    childrenOf(container).forEach(within)
  }
  visit(body)
  return containers
}

/** Every paragraph of the body, also in cells, with its place in the file. */
export const countedParagraphs = (body: Element): readonly Counted[] =>
  containersIn(body)
    .flat()
    .toSorted((a, b) => a.line - b.line)

/** Which paragraphs of the file a paragraph of the reading consists of: those before it whose mark is gone, and itself. */
function runsOn(containers: readonly (readonly Counted[])[], reading: WordReading): SharedParagraphs['reject'] {
  const parts: Record<number, readonly number[]> = {}
  for (const paragraphs of containers) {
    let held: number[] = []
    for (const { line, element } of paragraphs) {
      held.push(line)
      parts[line] = held
      if (!lacksItsMark(element, reading)) held = []
    }
  }
  return parts
}

/** Characters that stand in both readings. */
function keptIn(element: Element): number {
  const name = nameOf(element)
  if (name === 't') return element.textContent?.length ?? 0
  if (isLeftAway(name, 'reject') || isLeftAway(name, 'accept')) return 0
  return childrenOf(element).reduce((sum, child) => sum + keptIn(child), 0)
}

function authorsIn(parts: readonly Element[]): readonly string[] {
  const names = new Set<string>()
  const waiting: Element[] = parts.toReversed()
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const author = attributeOf(next, 'author')?.trim()
    if (author && CHANGES.includes(nameOf(next))) names.add(author.slice(0, 80))
    for (const child of childrenOf(next).toReversed()) waiting.push(child)
  }
  return [...names].slice(0, 20)
}

const CHANGES = ['ins', 'del', 'moveFrom', 'moveTo', 'pPrChange', 'rPrChange']
