/**
 * What each pasted paragraph is: a call by its words, an item by its label, and otherwise what stands where it is put. Labels
 * that are labels are taken off, because the text computes its own; all other words stay.
 */
import type { Kind, Level } from '../../../shared/document/blocks.ts'
import { isNumberLine } from '../../../shared/import/head.ts'
import { placeClauses } from '../../../shared/import/item-levels.ts'
import { readLabel } from '../../../shared/import/list-label.ts'
import { callPart, type CallPart } from '../../../shared/import/opening-words.ts'
import type { Clause } from '../../../shared/import/paragraphs.ts'
import { runsFrom, tidyRuns, wordsOf, type PastedParagraph, type PastedRun } from './pasted.ts'

export type UnderstoodParagraph = {
  readonly kind: Kind
  readonly level: Level
  readonly runs: readonly PastedRun[]
  /** Nothing in it says what it is. */
  readonly plain: boolean
}

/** Where it is put: the section, and the shape of the clause there. */
export type PasteHome = {
  readonly part: CallPart | null
  readonly kind: Kind
  readonly level: Level
}

type Reading = {
  readonly clause: Clause
  readonly runs: readonly PastedRun[]
  readonly call: CallPart | null
  /** A table is no list: its cells are paragraphs, whatever stands before their words. */
  readonly isCell: boolean
}

export function understandPaste(
  paragraphs: readonly PastedParagraph[],
  home: PasteHome,
): readonly UnderstoodParagraph[] {
  const head = headOf(paragraphs)
  const readings = paragraphs.slice(head.length).map(readingOf)
  const sections = sectionsOf(readings, home.part)
  return [...head, ...sections.flatMap((section) => inSection(section, home))]
}

function readingOf({ runs, label, cell }: PastedParagraph, line: number): Reading {
  if (cell === true) return { clause: bare(line), call: null, runs, isCell: true }
  const words = wordsOf(runs)
  const call = label === null ? callPart(words) : null
  const drawn = label === null ? '' : `${label} `
  const labelled = readLabel(drawn + words)
  const cut = Math.max(0, words.length - labelled.text.length)
  const isLabel = call === null && words.endsWith(labelled.text)
  const clause = { is: 'clause', line, ...(isLabel ? labelled : { dash: null, label: null, text: words }) } as const
  return { clause, call, runs: isLabel ? tidyRuns(runsFrom(runs, cut)) : runs, isCell: false }
}

const bare = (line: number): Clause => ({ is: 'clause', line, dash: null, label: null, text: '' })

type Section = { readonly call: Reading | null; readonly part: CallPart | null; readonly readings: readonly Reading[] }

function sectionsOf(readings: readonly Reading[], part: CallPart | null): readonly Section[] {
  const sections: { call: Reading | null; part: CallPart | null; readings: Reading[] }[] = [
    { call: null, part, readings: [] },
  ]
  for (const reading of readings)
    if (reading.call) sections.push({ call: reading, part: reading.call, readings: [] })
    else sections.at(-1)!.readings.push(reading)
  return sections
}

function inSection({ call, part, readings }: Section, home: PasteHome): readonly UnderstoodParagraph[] {
  const isLabelled = readings.some(({ clause }) => clause.label !== null || clause.dash !== null)
  const clauses =
    call || isLabelled ? placed(readings, part ?? 'preamble') : readings.map((reading) => atHome(reading, home))
  return call ? [callLine(call), ...clauses] : clauses
}

/** A call is drawn in italics; what marks the whole of it marks nothing. */
const callLine = ({ runs, call }: Reading): UnderstoodParagraph => ({
  kind: `${call!}-call`,
  level: 0,
  plain: false,
  runs: runs.every((run) => !('text' in run) || run.emphasis) ? runs.map(unemphasized) : runs,
})

const unemphasized = (run: PastedRun): PastedRun => ('text' in run ? { text: run.text } : run)

function placed(readings: readonly Reading[], part: CallPart): readonly UnderstoodParagraph[] {
  const listed = readings.filter(({ isCell }) => !isCell)
  const listsUseDashes = listed.some(({ clause }) => clause.dash === '-' && clause.label !== null)
  const clauses = listed.map(({ clause }) => clause)
  const places = new Map(placeClauses(clauses, part, listsUseDashes).map((place) => [place.clause, place]))
  return readings.map(({ clause, runs }) => {
    const { kind, level } = places.get(clause) ?? ({ kind: 'text', level: 0 } as const)
    return { kind, level, runs, plain: false }
  })
}

/** Under a call an item, beside an item an item of its level, anywhere else a paragraph. */
function atHome({ runs }: Reading, { kind, level }: PasteHome): UnderstoodParagraph {
  if (kind === 'item') return { kind, level, runs, plain: true }
  if (kind === 'footnote') return { kind, level: 0, runs, plain: true }
  return { kind: kind.endsWith('-call') ? 'item' : 'text', level: 0, runs, plain: true }
}

/** The head of a whole resolution: number, title, history, opening words, up to its first call. */
function headOf(paragraphs: readonly PastedParagraph[]): readonly UnderstoodParagraph[] {
  const first = paragraphs[0]
  if (!first || !isNumberLine({ line: 1, text: wordsOf(first.runs) })) return []
  const end = paragraphs.findIndex(({ runs, label }) => label === null && callPart(wordsOf(runs)) !== null)
  return paragraphs
    .slice(0, end < 0 ? 2 : end)
    .map(({ runs }, at) => ({ kind: headKind(at, wordsOf(runs)), level: 0, runs, plain: false }))
}

function headKind(at: number, words: string): Kind {
  if (at < 2) return at === 0 ? 'number' : 'title'
  return /^[(（]/.test(words) ? 'history' : 'opening'
}
