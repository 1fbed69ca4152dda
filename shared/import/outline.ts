/**
 * A resolution as the command line prints it: its parts with their clauses nested, each with the label that the source gives
 * it, or the one that its place gives back. Texts are bare: no label, no emphasis, no mark of a footnote.
 */
import { blockId, type BlockId } from '../ids.ts'
import { labelsOf } from '../document/labels.ts'
import type { Draft } from './clauses.ts'
import type { ImportFinding, LeftOut } from './imported-text.ts'
import { bareText, marksIn } from './inline-runs.ts'
import { labelBeside } from './label-letters.ts'
import { letterPlace } from './list-label.ts'
import { keywordOf } from './opening-words.ts'
import { blocksOf } from './read-resolution.ts'
import { findingsAbout } from './source-differences.ts'
import type { Understood } from './understand.ts'

export type Outline = {
  readonly number: string
  readonly revision: string | null
  readonly conference: string
  readonly title: string
  readonly parts: readonly OutlinePart[]
  readonly footnotes: readonly { readonly marker: string; readonly text: string }[]
  readonly findings: readonly ImportFinding[]
}
export type OutlinePart = {
  /** The call without its addressee: "resolves to instruct". */
  readonly keyword: string
  /** The whole line. */
  readonly heading: string
  readonly kind: 'preamble' | 'operative'
  /** Unlabelled paragraphs before the first item. */
  readonly chapeau?: string
  readonly clauses: readonly OutlineClause[]
}
export type OutlineClause = {
  /** "a)", "1", "i)", "–"; null for a sole paragraph. */
  readonly label: string | null
  readonly text: string
  /** Markers of `footnotes`, in order. */
  readonly footnoteRefs: readonly string[]
  readonly children: readonly OutlineClause[]
}

export function outlineOf(understood: Understood): Outline {
  const { head, drafts, findings, leftOut } = understood
  const blocks = blocksOf(drafts, counted())
  const labels = shownLabels(drafts, labelsOf(blocks))
  return {
    number: head.number,
    revision: head.revision,
    conference: head.conference,
    title: bareText(drafts.find(({ kind }) => kind === 'title')?.text ?? ''),
    parts: partsOf(drafts, labels),
    footnotes: drafts.flatMap(({ kind, label, text }) =>
      kind === 'footnote' ? [{ marker: label!, text: bareText(text) }] : [],
    ),
    findings: [...findings, ...findingsAbout(drafts, blocks), ...leftOutFindings(leftOut, findings)].toSorted(
      (a, b) => a.line - b.line,
    ),
  }
}

function counted(): () => BlockId {
  let count = 0
  return () => blockId(String((count += 1)))
}

/** The source's label, else the computed one in the letters of its neighbour above. */
function shownLabels(drafts: readonly Draft[], computed: readonly string[]): readonly (string | null)[] {
  let neighbour = 'a)'
  return drafts.map(({ kind, level, label }, at) => {
    if (kind !== 'item') return null
    if (label !== null && level === 0) neighbour = label
    if (label !== null) return label
    const place = letterPlace(computed[at]!.replace(')', '')) ?? 0
    return computed[at] === '' ? null : level === 0 && place > 0 ? labelBeside(neighbour, place) : computed[at]!
  })
}

type Part = Omit<OutlinePart, 'clauses'> & { readonly clauses: Nested[] }
type Nested = Omit<OutlineClause, 'children'> & { readonly children: Nested[] }

function partsOf(drafts: readonly Draft[], labels: readonly (string | null)[]): readonly OutlinePart[] {
  const parts: Part[] = []
  drafts.forEach((draft, at) => {
    if (draft.kind === 'preamble-call' || draft.kind === 'operative-call') parts.push(partOf(draft))
    if (draft.kind !== 'item' && draft.kind !== 'text') return
    if (parts.length === 0) parts.push({ keyword: '', heading: '', kind: 'preamble', clauses: [] })
    const part = parts.at(-1)!
    if (draft.kind === 'text' && part.clauses.length === 0) parts[parts.length - 1] = withChapeau(part, draft.text)
    else siblingsAt(part.clauses, draft.level).push(clauseOf(draft, labels[at]!))
  })
  return parts
}

function partOf({ kind, text }: Draft): Part {
  const heading = bareText(text)
  return {
    keyword: keywordOf(heading),
    heading,
    kind: kind === 'preamble-call' ? 'preamble' : 'operative',
    clauses: [],
  }
}

const withChapeau = (part: Part, text: string): Part => ({
  ...part,
  chapeau: part.chapeau === undefined ? bareText(text) : `${part.chapeau}\n${bareText(text)}`,
})

/** The list that an item of a level goes into: that of the last clause above it, however deep that reaches. */
function siblingsAt(clauses: Nested[], level: number): Nested[] {
  const parent = clauses.at(-1)
  return level === 0 || parent === undefined ? clauses : siblingsIn(parent, level)
}

function siblingsIn(parent: Nested, level: number): Nested[] {
  const last = parent.children.at(-1)
  const isBelow = level === 2 && last !== undefined && last.label !== DASH
  return isBelow ? last.children : parent.children
}

const DASH = '–'

const clauseOf = ({ text }: Draft, label: string | null): Nested => ({
  label,
  text: bareText(text),
  footnoteRefs: marksIn(text),
  children: [],
})

/** Every written line of the source is in the text or named here. */
const leftOutFindings = (leftOut: readonly LeftOut[], findings: readonly ImportFinding[]): readonly ImportFinding[] => {
  const named = new Set(findings.flatMap(({ line, code }) => (code === 'left-out' ? [line] : [])))
  return leftOut
    .filter(({ line }) => !named.has(line))
    .map(({ line, text, why }) => ({ line, code: 'left-out', message: `“${shortened(text)}” is left out: ${why}.` }))
}

const shortened = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text)
