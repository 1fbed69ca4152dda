/**
 * A resolution as read, with an account of its source: each block names the paragraphs it came from, and every written
 * paragraph is in a block or is listed as left out, with the reason. Nothing is dropped in silence.
 */
import type { Block } from '../document/blocks.ts'
import { blockId } from '../ids.ts'
import type { CleanSource, SourceFootnote } from './clean-source.ts'
import type { Draft } from './clauses.ts'
import { severityOf, type Severity } from './finding-severity.ts'
import type { ImportedText, ImportFinding, LeftOut } from './imported-text.ts'
import { languageOf, type Language } from './language.ts'
import { blocksOf } from './read-resolution.ts'
import { findingsAbout } from './source-differences.ts'
import type { Understood } from './understand.ts'

/** `key` names it within its source: its line, or the note that it is. */
export type SourceParagraph = {
  readonly key: string
  readonly line: number
  readonly text: string
  readonly isNote: boolean
}
export type ReadBlock = Block & { readonly from: readonly string[] }
export type AccountedFinding = ImportFinding & { readonly severity: Severity; readonly at: string | null }
/** `whole`: the paragraph is in no block; else only these characters of it were left out. */
export type Omission = LeftOut & { readonly at: string; readonly whole: boolean }

export type AccountedText = Pick<ImportedText, 'number' | 'revision' | 'conference' | 'heldAt' | 'title'> & {
  readonly language: Language
  readonly source: readonly SourceParagraph[]
  readonly blocks: readonly ReadBlock[]
  readonly findings: readonly AccountedFinding[]
  readonly leftOut: readonly Omission[]
}

/** `raw` gives the lines of the source as they were before they were cleaned, where there are such. */
export function accountOf(
  source: CleanSource,
  understood: Understood,
  raw: ReadonlyMap<number, string> = new Map(),
): AccountedText {
  const { head, drafts } = understood
  const paragraphs = paragraphsOf(source, understood.leftOut, raw)
  const { from, unplaced } = placesOf(paragraphs, source, understood)
  let count = 0
  const blocks = blocksOf(drafts, () => blockId(`b${(count += 1)}`))
  const keyOfLine = new Map(paragraphs.filter(({ isNote }) => !isNote).map(({ line, key }) => [line, key]))
  const nowhere = unplaced.map(({ line, text }) => ({ line, text, why: NOWHERE }))
  const findings = [...understood.findings, ...findingsAbout(drafts, blocks), ...nowhere.map(unplacedFinding)]
  const title = drafts.find(({ kind }) => kind === 'title')?.text ?? ''
  return {
    number: head.number,
    revision: head.revision,
    conference: head.conference,
    heldAt: head.heldAt,
    title: title.replace(/\[footnoteRef:\d+\]|\*/g, ''),
    language: languageOf(drafts.map(({ text }) => text).join('\n')),
    source: paragraphs,
    blocks: blocks.map((block, at) => ({ ...block, from: from.get(at) ?? [] })),
    findings: findings
      .toSorted((a, b) => a.line - b.line)
      .map((finding) => ({ ...finding, severity: severityOf(finding.code), at: keyOfLine.get(finding.line) ?? null })),
    leftOut: [...understood.leftOut, ...nowhere].flatMap((left) => omissionOf(left, paragraphs, from)),
  }
}

const NOWHERE = 'it was put nowhere in the text'

const unplacedFinding = ({ line }: LeftOut): ImportFinding => ({
  line,
  code: 'left-out',
  message: 'These words were put nowhere in the text. Put them in, or leave them out by hand.',
})

function omissionOf(
  left: LeftOut,
  paragraphs: readonly SourceParagraph[],
  from: ReadonlyMap<number, readonly string[]>,
): readonly Omission[] {
  const paragraph = paragraphs.find(({ line, isNote }) => line === left.line && !isNote)
  if (!paragraph) return []
  const isPlaced = [...from.values()].some((keys) => keys.includes(paragraph.key))
  return [{ ...left, at: paragraph.key, whole: !isPlaced }]
}

/** The written paragraphs in the order in which they are read; what stood in a table at its place, notes of Word at the end. */
function paragraphsOf(
  source: CleanSource,
  leftOut: readonly LeftOut[],
  raw: ReadonlyMap<number, string>,
): readonly SourceParagraph[] {
  const lines = new Map(source.lines.map(({ line, text }) => [line, (raw.get(line) ?? text).trim()]))
  const ordered = [...lines.keys()]
  for (const { line, text } of [...leftOut, ...source.footnotes.filter(({ key }) => key === undefined)]) {
    if (!lines.has(line)) insertInOrder(ordered, line)
    if (!lines.get(line)) lines.set(line, (raw.get(line) ?? text).trim())
  }
  const body = ordered.map((line) => ({ key: `${line}`, line, text: lines.get(line)!, isNote: false }))
  return [...body.filter(({ text }) => text !== ''), ...source.footnotes.flatMap(noteParagraph)]
}

const noteParagraph = ({ key, line, text }: SourceFootnote): readonly SourceParagraph[] =>
  key === undefined ? [] : [{ key, line, text, isNote: true }]

function insertInOrder(ordered: number[], line: number): void {
  const at = ordered.findIndex((each) => each > line)
  ordered.splice(at < 0 ? ordered.length : at, 0, line)
}

type Places = { readonly from: ReadonlyMap<number, readonly string[]>; readonly unplaced: readonly SourceParagraph[] }

/** A paragraph that begins no block and is not left out goes on with the block before it, if its words are in there. */
function placesOf(paragraphs: readonly SourceParagraph[], source: CleanSource, understood: Understood): Places {
  const { drafts, leftOut } = understood
  const from = new Map<number, string[]>()
  const unplaced: SourceParagraph[] = []
  const place = (at: number, key: string) => from.set(at, [...(from.get(at) ?? []), key])
  const noteKeys = new Map(
    source.footnotes.flatMap(({ key, mark }) => (key === undefined ? [] : [[key, mark] as const])),
  )
  const isKeyed = new Set(noteKeys.values())
  const beginning = beginningsOf(drafts, isKeyed)
  const omitted = new Set(leftOut.map(({ line }) => line))
  const cleaned = new Map(source.lines.map(({ line, text }) => [line, text]))
  let current = -1
  for (const paragraph of paragraphs) {
    const { key, line, isNote } = paragraph
    const begun = isNote ? drafts.flatMap(noteDraft(noteKeys.get(key)!)) : (beginning.get(line) ?? [])
    begun.forEach((at) => place(at, key))
    current = begun.findLast((at) => drafts[at]!.kind !== 'footnote') ?? current
    if (begun.length > 0) continue
    const words = cleaned.get(line) || paragraph.text
    const holder = [current, ...drafts.keys()].find((at) => at >= 0 && mayHold(drafts[at]!, at === current, words))
    if (omitted.has(line) && !cleaned.get(line)) continue
    if (holder !== undefined) place(holder, key)
    else if (!omitted.has(line)) unplaced.push(paragraph)
  }
  return { from, unplaced }
}

const noteDraft = (mark: string) => (draft: Draft, at: number) =>
  draft.kind === 'footnote' && draft.label === mark ? [at] : []

function beginningsOf(
  drafts: readonly Draft[],
  keyedNotes: ReadonlySet<string>,
): ReadonlyMap<number, readonly number[]> {
  const beginning = new Map<number, number[]>()
  drafts.forEach(({ kind, line, label }, at) => {
    if (kind === 'footnote' && keyedNotes.has(label!)) return
    beginning.set(line, [...(beginning.get(line) ?? []), at])
  })
  return beginning
}

/** Only footnotes are written over several lines apart from the block before. */
const mayHold = (draft: Draft, isCurrent: boolean, words: string): boolean =>
  (isCurrent || draft.kind === 'footnote') && letters(draft.text).includes(letters(words))

const letters = (text: string) => text.replace(/\[footnoteRef:\d+\]/g, '').replace(/[^\p{L}\p{N}]/gu, '')
