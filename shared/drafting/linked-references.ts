/**
 * Links: stretches of words with a mark that names a clause, and how they follow when the clause is numbered anew. Only words
 * that said the old name are rewritten; what somebody wrote by hand stays, and is a finding.
 */
import type { BlockId } from '../ids.ts'
import { isFootnoteRef, type Block } from '../document/blocks.ts'
import { fitsCall } from './called-sections.ts'
import { callOf, plainLabel, samePath, type ClauseName, type ClauseNames } from './clause-names.ts'
import { readName, type WrittenName } from './label-pattern.ts'

/** Positions count characters of the block, a footnote reference as one. */
export type Linked = {
  readonly block: BlockId
  readonly from: number
  readonly to: number
  readonly words: string
  readonly target: BlockId
}

export function linksIn({ id, runs }: Pick<Block, 'id' | 'runs'>): readonly Linked[] {
  const links: Linked[] = []
  let at = 0
  for (const run of runs) {
    const length = isFootnoteRef(run) ? 1 : run.text.length
    const last = links.at(-1)
    if (!isFootnoteRef(run) && run.reference !== undefined) {
      if (last?.to === at && last.target === run.reference)
        links[links.length - 1] = { ...last, to: at + length, words: last.words + run.text }
      else links.push({ block: id, from: at, to: at + length, words: run.text, target: run.reference })
    }
    at += length
  }
  return links
}

/** Whether the words say the name of the clause: all of it after a call, the end of it where the labels stand alone. */
export function agrees(words: string, name: ClauseName, { sections }: ClauseNames): boolean {
  const { call, labels } = readName(words)
  const written = labels.map((label) => label.written)
  if (call !== '') return fitsCall(call, sections[name.section]!) && samePath(name.path, written)
  return written.length > 0 && samePath(name.path.slice(-written.length), written)
}

/** A change of characters: `remove` of them at `at` give way to `insert`. */
export type WordsEdit = { readonly at: number; readonly remove: number; readonly insert: string }

type Named = { readonly name: ClauseName; readonly names: ClauseNames }

/**
 * What makes words that said the old name say the new one; null where they cannot. Positions count from the start of the words;
 * the edits do not overlap and are in order. None: the name is the same.
 */
export function rewritten(words: string, old: Named, now: Named): readonly WordsEdit[] | null {
  const written = readName(words)
  const inCall = callEdits(words, written, old, now)
  const inLabels = labelEdits(words, written, now.name.path)
  return inCall === null || inLabels === null
    ? null
    : [...inCall, ...inLabels].filter(({ remove, insert }) => remove > 0 || insert !== '')
}

/** The clause stands under another call now, or its call is called otherwise. */
function callEdits(words: string, { call }: WrittenName, old: Named, now: Named): readonly WordsEdit[] | null {
  const [was, is] = [old.names.sections[old.name.section]!, now.names.sections[now.name.section]!]
  if (call === '' || fitsCall(call, is)) return []
  const inFull = call.toLowerCase() === was.heading.toLowerCase() && was.heading !== was.keyword
  const insert = inFull ? is.heading : callOf(is, now.names)
  return insert === '' ? null : [{ at: words.indexOf(call), remove: call.length, insert }]
}

function labelEdits(
  words: string,
  { call, labels }: WrittenName,
  path: readonly string[],
): readonly WordsEdit[] | null {
  // A dash is no name.
  if (path.includes('–')) return null
  const wanted = call === '' ? path.slice(-labels.length) : path
  if (call === '' && (wanted.length < labels.length || labels.length === 0)) return null
  if (labels.length === wanted.length) return labels.map((label, at) => relabelled(label, wanted[at]!))
  if (labels.length === 0) return [{ at: words.trimEnd().length, remove: 0, insert: ` ${wanted.join(' ')}` }]
  const [first, last] = [labels[0]!, labels.at(-1)!]
  if (wanted.length > 0) return [{ at: first.from, remove: last.to - first.from, insert: wanted.join(' ') }]
  const before = words.slice(0, first.from).trimEnd().length
  return [{ at: before, remove: last.to - before, insert: '' }]
}

/** The characters that differ, and no others: "b)" to "c)" is one letter. */
function relabelled({ written, from }: WrittenName['labels'][number], label: string): WordsEdit {
  if (plainLabel(written) === plainLabel(label)) return { at: from, remove: 0, insert: '' }
  const next = /^[(（]/u.test(written) ? `${written[0]!}${label}` : label
  let head = 0
  while (head < Math.min(written.length, next.length) && written[head] === next[head]) head++
  let tail = 0
  while (tail < Math.min(written.length, next.length) - head && written.at(-1 - tail) === next.at(-1 - tail)) tail++
  return { at: from + head, remove: written.length - head - tail, insert: next.slice(head, next.length - tail) }
}

/** An edit of a block: positions count its characters. */
export type BlockEdit = WordsEdit & { readonly block: BlockId }

/**
 * How the links of some blocks follow from the old names to the new ones. A clause that is gone, or was not there before, has no
 * name to follow.
 */
export function followingEdits(blocks: readonly Block[], old: ClauseNames, now: ClauseNames): readonly BlockEdit[] {
  return blocks.flatMap(linksIn).flatMap(({ block, from, words, target }) => {
    const [was, is] = [old.byId.get(target), now.byId.get(target)]
    if (!was || !is || !agrees(words, was, old) || agrees(words, is, now)) return []
    const edits = rewritten(words, { name: was, names: old }, { name: is, names: now })
    return (edits ?? []).map((edit) => ({ ...edit, block, at: from + edit.at }))
  })
}

/** Words that name the clause as it is called now, as those of a link would; null where they cannot. */
export function mendedWords(words: string, name: ClauseName, names: ClauseNames): string | null {
  const edits = rewritten(words, { name, names }, { name, names })
  return (
    edits &&
    edits.reduceRight((text, { at, remove, insert }) => text.slice(0, at) + insert + text.slice(at + remove), words)
  )
}
