/** What settling a review flag does to the text. */
import * as Y from 'yjs'
import { isFootnoteRef, marksOf, type FragmentName, type Kind, type Level, type Run } from './blocks.ts'
import { blockId, type BlockId } from '../ids.ts'
import { fragmentOf, type FootnoteEmbed } from './ydoc.ts'

/** Positions of a text in Yjs: they name the same characters wherever others write meanwhile. */
export type Stretch = { readonly client: number; readonly clock: number; readonly length: number }

/** A clause that can be put back at its place. */
export type GoneClause = {
  readonly kind: Kind
  readonly level: Level
  readonly origin: BlockId | null
  readonly order: string
  readonly runs: readonly Run[]
}

export type PuttingBack = {
  readonly type: 'put-back'
  readonly fragment: FragmentName
  readonly block: BlockId
  readonly clause: GoneClause
}
export type CopyDeletion = {
  readonly type: 'delete-copy'
  readonly fragment: FragmentName
  readonly block: BlockId
  readonly copy: readonly Stretch[]
}

/** The clause is itself again: its id, its origin, its place. Where it stands already, it comes behind that one as a new clause. */
export function putBack(doc: Y.Doc, { fragment, block, clause }: PuttingBack): void {
  const blocks = fragmentOf(doc, fragment)
  const id = freeId(blocks, block)
  if (id !== block) return putBack(doc, { type: 'put-back', fragment, block: id, clause: { ...clause, origin: null } })
  const text = blocks.set(block, new Y.Text())
  text.setAttribute('kind', clause.kind)
  text.setAttribute('order', clause.order)
  if (clause.level !== 0) text.setAttribute('level', clause.level)
  if (clause.origin !== null) text.setAttribute('origin', clause.origin)
  insertRuns(text, 0, clause.runs)
}

/** Ids are compared where order keys are the same, so the new one comes behind. */
function freeId(blocks: Y.Map<Y.Text>, block: BlockId): BlockId {
  return blocks.has(block) ? freeId(blocks, blockId(`${block}0`)) : block
}

/** What was typed into the copy since stays; a copy of which nothing is left goes with its clause. */
export function deleteCopy(doc: Y.Doc, { fragment, block, copy }: CopyDeletion): void {
  const blocks = fragmentOf(doc, fragment)
  for (const text of blocks.values()) deleteStretches(text, copy)
  if (blocks.get(block)?.length === 0) blocks.delete(block)
}

function deleteStretches(text: Y.Text, stretches: readonly Stretch[]): void {
  let at = 0
  const places: number[] = []
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue
    for (let step = 0; step < item.length; step++, at++)
      if (stretches.some((stretch) => covers(stretch, item.id, step))) places.push(at)
  }
  for (const place of places.toReversed()) text.delete(place, 1)
}

const covers = ({ client, clock, length }: Stretch, id: Y.ID, step: number) =>
  client === id.client && clock <= id.clock + step && id.clock + step < clock + length

export function insertRuns(text: Y.Text, at: number, runs: readonly Run[]): void {
  let end = at
  for (const run of runs) {
    if (isFootnoteRef(run)) text.insertEmbed(end, embedOf(run.footnote), marksOf(run))
    else text.insert(end, run.text, marksOf(run))
    end += isFootnoteRef(run) ? 1 : run.text.length
  }
}

const embedOf = (to: string): FootnoteEmbed => ({ type: 'footnoteRef', to })
