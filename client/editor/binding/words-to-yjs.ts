/**
 * The words of one block, from the editor to its `Y.Text`. A position inside a block is the same number on both sides: a UTF-16
 * unit or an atom is one position in ProseMirror and one in Yjs.
 */
import type { Node } from '@tiptap/pm/model'
import type * as Y from 'yjs'
import { isFootnoteRef, marksOf, sameMarks, type Marks, type Run } from '../../../shared/document/blocks.ts'
import type { FootnoteEmbed } from '../../../shared/document/ydoc.ts'
import { blockOf } from '../pm-blocks.ts'
import { behindStanding } from './behind-standing.ts'
import { placeBefore, type Held } from './held-changes.ts'
import type { KeptSpan } from './kept-spans.ts'

type Unit = { readonly is: string; readonly atom: boolean; readonly marks: Marks }
/** `remove` units at `at` in the old block make room for `insert`. */
type Hunk = { readonly at: number; readonly remove: number; readonly insert: readonly Unit[] }

/** Writes the smallest change that the kept spans allow, and the marks that changed on kept words. */
export function writeWords(
  text: Y.Text,
  before: Node,
  after: Node,
  spans: readonly KeptSpan[],
  held: Held | null = null,
): void {
  const old = unitsOf(before)
  const now = unitsOf(after)
  const kept = spansOverall(old, now, spans)
  const hunks = hunksBetween(old, now, kept).toReversed()
  if (held) return hunks.forEach((hunk) => writeHeldHunk(text, hunk, held))
  for (const hunk of hunks) writeHunk(text, hunk)
  for (const span of kept) writeMarks(text, old, now, span)
}

export function insertRuns(text: Y.Text, at: number, runs: readonly Run[]): void {
  let end = at
  for (const run of runs) {
    const length = isFootnoteRef(run) ? 1 : run.text.length
    if (behindStanding(() => insertRun(text, end, run))) text.format(end, length, { ...NO_MARKS, ...marksOf(run) })
    end += length
  }
}

function insertRun(text: Y.Text, at: number, run: Run): void {
  if (isFootnoteRef(run)) text.insertEmbed(at, embedOf(run.footnote), marksOf(run))
  // Half a character does not survive the way to the others. Without attributes Yjs would take the neighbour's marks.
  else text.insert(at, run.text.toWellFormed(), marksOf(run))
}

const NO_MARKS = { emphasis: null, alternative: null, reference: null }

const embedOf = (to: string): FootnoteEmbed => ({ type: 'footnoteRef', to })

const unitsOf = (block: Node): readonly Unit[] =>
  blockOf(block).runs.flatMap((run): Unit[] => {
    const marks = marksOf(run)
    if (isFootnoteRef(run)) return [{ is: run.footnote, atom: true, marks }]
    return run.text.split('').map((is) => ({ is, atom: false, marks }))
  })

const same = (a: Unit, b: Unit) => a.is === b.is && a.atom === b.atom

/** The given spans, and in each gap between them what is equal at its two ends. */
function spansOverall(old: readonly Unit[], now: readonly Unit[], spans: readonly KeptSpan[]): readonly KeptSpan[] {
  const all: KeptSpan[] = []
  let last = { before: 0, after: 0 }
  for (const span of [...spans, { before: old.length, after: now.length, length: 0 }]) {
    all.push(...equalEnds(old.slice(last.before, span.before), now.slice(last.after, span.after), last), span)
    last = { before: span.before + span.length, after: span.after + span.length }
  }
  return joined(all).map((span) => wholeCharacters(now, span))
}

function equalEnds(
  old: readonly Unit[],
  now: readonly Unit[],
  start: { before: number; after: number },
): readonly KeptSpan[] {
  const most = Math.min(old.length, now.length)
  let head = 0
  while (head < most && same(old[head]!, now[head]!)) head++
  let tail = 0
  while (tail < most - head && same(old.at(-1 - tail)!, now.at(-1 - tail)!)) tail++
  return [
    { before: start.before, after: start.after, length: head },
    { before: start.before + old.length - tail, after: start.after + now.length - tail, length: tail },
  ]
}

function joined(spans: readonly KeptSpan[]): readonly KeptSpan[] {
  const all: KeptSpan[] = []
  for (const span of spans.filter(({ length }) => length > 0)) {
    const last = all.at(-1)
    if (last && last.before + last.length === span.before && last.after + last.length === span.after)
      all[all.length - 1] = { ...last, length: last.length + span.length }
    else all.push(span)
  }
  return all
}

/** Yjs destroys a character whose two surrogates it has to part: a span never ends between them. */
function wholeCharacters(now: readonly Unit[], { before, after, length }: KeptSpan): KeptSpan {
  const skip = isSurrogate(now[after], 0xdc00) ? 1 : 0
  const cut = length > skip && isSurrogate(now[after + length - 1], 0xd800) ? 1 : 0
  return { before: before + skip, after: after + skip, length: length - skip - cut }
}

const isSurrogate = (unit: Unit | undefined, base: number) =>
  unit !== undefined && !unit.atom && (unit.is.charCodeAt(0) & 0xfc00) === base

function hunksBetween(old: readonly Unit[], now: readonly Unit[], kept: readonly KeptSpan[]): Hunk[] {
  const hunks: Hunk[] = []
  let last = { before: 0, after: 0 }
  for (const span of [...kept, { before: old.length, after: now.length, length: 0 }]) {
    const hunk = { at: last.before, remove: span.before - last.before, insert: now.slice(last.after, span.after) }
    if (hunk.remove > 0 || hunk.insert.length > 0) hunks.push(hunk)
    last = { before: span.before + span.length, after: span.after + span.length }
  }
  return hunks
}

function writeHunk(text: Y.Text, { at, remove, insert }: Hunk): void {
  if (remove > 0) text.delete(at, remove)
  insertRuns(text, at, runsOf(insert))
}

/** Into a text that has changed since: what the user removed may be gone already, or have something new in its middle. */
function writeHeldHunk(text: Y.Text, { at, remove, insert }: Hunk, held: Held): void {
  const place = placeBefore(held, at)
  const gone = held.places.slice(at, at + remove).filter((it) => it !== null)
  for (const it of gone.toReversed()) text.delete(it, 1)
  insertRuns(text, place, runsOf(insert))
}

const runsOf = (units: readonly Unit[]): readonly Run[] =>
  stretches(units, (a, b) => !a.atom && !b.atom && sameMarks(a.marks, b.marks)).map(([from, to]): Run => {
    const [first] = units.slice(from, to)
    if (first!.atom) return { footnote: first!.is as never, ...first!.marks }
    const text = units
      .slice(from, to)
      .map(({ is }) => is)
      .join('')
    return { text, ...first!.marks }
  })

const NAMES = ['emphasis', 'alternative', 'reference'] as const

function writeMarks(text: Y.Text, old: readonly Unit[], now: readonly Unit[], span: KeptSpan): void {
  for (const name of NAMES) writeMark(text, name, old, now, span)
}

function writeMark(
  text: Y.Text,
  name: (typeof NAMES)[number],
  old: readonly Unit[],
  now: readonly Unit[],
  { before, after, length }: KeptSpan,
): void {
  const wanted = Array.from({ length }, (_, at) => {
    const value = now[after + at]!.marks[name] ?? null
    return value === (old[before + at]!.marks[name] ?? null) ? undefined : value
  })
  for (const [from, to] of stretches(wanted, (a, b) => a === b))
    if (wanted[from] !== undefined) text.format(after + from, to - from, { [name]: wanted[from] })
}

/** Neighbours that belong together, as [from, to). */
function stretches<T>(items: readonly T[], together: (a: T, b: T) => boolean): readonly (readonly [number, number])[] {
  const starts = items.flatMap((item, at) => (at > 0 && together(items[at - 1]!, item) ? [] : [at]))
  return starts.map((from, at) => [from, starts[at + 1] ?? items.length] as const)
}
