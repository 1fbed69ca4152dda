/**
 * An import as the person who checks it has it in hand: nothing of it is stored. Every change gives a new draft and keeps the
 * account of the source: a paragraph is in a block, or it is listed as left out.
 */
import { isFootnoteRef, type Kind, type Level, type Run } from '../../shared/document/blocks.ts'
import { written, writtenText } from '../../shared/document/written.ts'
import { blockId, type BlockId } from '../../shared/ids.ts'
import type { AccountedText, Omission, ReadBlock, SourceParagraph } from '../../shared/import/accounted.ts'
import { readLabel } from '../../shared/import/list-label.ts'
import type { TextEdition } from '../../shared/protocol/imports.ts'
import { editable, readEdited } from './markup.ts'

export type Draft = {
  readonly edition: TextEdition
  readonly blocks: readonly ReadBlock[]
  readonly leftOut: readonly Omission[]
  /** Keys of the paragraphs whose words or form were changed by hand. */
  readonly mended: readonly string[]
  /** Makes ids that no block had before. */
  readonly count: number
}

export type Form = { readonly kind: Kind; readonly level: Level }

export const BY_HAND = 'left out by hand'

export function draftOf({ number, revision, conference, heldAt, title, language, ...text }: AccountedText): Draft {
  const edition = { number, revision, conference, heldAt, title, language }
  return { edition, blocks: text.blocks, leftOut: text.leftOut, mended: [], count: 0 }
}

export type Change =
  | { readonly type: 'form'; readonly id: BlockId; readonly form: Form }
  | { readonly type: 'words'; readonly id: BlockId; readonly words: string }
  | { readonly type: 'split'; readonly id: BlockId; readonly words: readonly [string, string] }
  | { readonly type: 'merge'; readonly id: BlockId }
  | { readonly type: 'leave-out'; readonly id: BlockId }
  | { readonly type: 'put-in'; readonly key: string }
  | { readonly type: 'edition'; readonly edition: TextEdition }

/** `source` gives the order of the paragraphs. A change of what is not there changes nothing. */
export function changed(draft: Draft, change: Change, source: readonly SourceParagraph[]): Draft {
  if (change.type === 'edition') return { ...draft, edition: change.edition }
  if (change.type === 'put-in') return putIn(draft, change.key, source)
  const block = draft.blocks.find(({ id }) => id === change.id)
  if (!block) return draft
  return CHANGES[change.type](withMended(draft, block.from), block, change as never, source)
}

type ChangeOf<Type extends Change['type']> = Extract<Change, { type: Type }>
type Changer<Type extends Change['type']> = (
  draft: Draft,
  block: ReadBlock,
  change: ChangeOf<Type>,
  source: readonly SourceParagraph[],
) => Draft

const CHANGES: { readonly [Type in Exclude<Change['type'], 'edition' | 'put-in'>]: Changer<Type> } = {
  form: (draft, block, { form }, source) => {
    const others = withoutBlock(draft.blocks, block.id)
    const now = { ...block, ...form }
    if ((block.kind === 'footnote') === (form.kind === 'footnote'))
      return { ...draft, blocks: draft.blocks.map((each) => (each.id === block.id ? now : each)) }
    const unmarked = block.kind === 'footnote' ? withoutMarksOf(others, block.id, draft.blocks) : others
    return { ...draft, blocks: placed(unmarked, now, source) }
  },
  words: (draft, block, { words }) => {
    const { runs, count } = runsFrom(draft, block, words)
    if (runs.length === 0) return draft
    return { ...draft, count, blocks: replaced(draft.blocks, block.id, [{ ...block, runs }]) }
  },
  split: (draft, block, { words }) => {
    const first = runsFrom(draft, block, words[0].trim())
    const second = runsFrom({ ...draft, count: first.count + 1 }, block, words[1].trim())
    if (first.runs.length === 0 || second.runs.length === 0) return draft
    const tail = { ...block, id: blockId(`n${first.count + 1}`), runs: second.runs, origin: null }
    const blocks = replaced(draft.blocks, block.id, [{ ...block, runs: first.runs }, tail])
    return { ...draft, count: second.count, blocks }
  },
  merge: (draft, block) => {
    const before = draft.blocks[draft.blocks.indexOf(block) - 1]
    if (!before || (before.kind === 'footnote') !== (block.kind === 'footnote')) return draft
    const runs = [...before.runs, { text: ' ' }, ...block.runs]
    const joined = { ...before, runs, from: [...new Set([...before.from, ...block.from])] }
    const rest = withoutMarksOf(withoutBlock(draft.blocks, block.id), block.id, draft.blocks)
    return withMended({ ...draft, blocks: replaced(rest, before.id, [joined]) }, before.from)
  },
  'leave-out': (draft, block, _, source) => {
    const words = writtenText(block)
    const kept = withoutMarksOf(withoutBlock(draft.blocks, block.id), block.id, draft.blocks)
    const stillIn = new Set(kept.flatMap(({ from }) => from))
    const omissions = block.from.map((at, index): Omission => {
      const paragraph = source.find(({ key }) => key === at)
      const isPart = stillIn.has(at)
      return {
        at,
        line: paragraph?.line ?? 1,
        text: isPart || (index === 0 && block.from.length === 1) ? words : (paragraph?.text ?? words),
        why: BY_HAND,
        whole: !isPart,
      }
    })
    return { ...draft, blocks: kept, leftOut: [...draft.leftOut, ...omissions] }
  },
}

function putIn(draft: Draft, key: string, source: readonly SourceParagraph[]): Draft {
  const paragraph = source.find((each) => each.key === key)
  const omission = draft.leftOut.find(({ at, whole }) => at === key && whole)
  if (!paragraph || !omission) return draft
  const { text, label, dash } = readLabel(paragraph.text.trim())
  const isItem = label !== null || dash !== null
  const id = blockId(`n${draft.count + 1}`)
  const shell: ReadBlock = { id, kind: isItem ? 'item' : 'text', level: 0, origin: null, runs: [], from: [key] }
  const { runs, count } = runsFrom({ ...draft, count: draft.count + 1 }, shell, text)
  const leftOut = draft.leftOut.filter(({ at, whole }) => at !== key || !whole)
  return withMended({ ...draft, count, leftOut, blocks: placed(draft.blocks, { ...shell, runs }, source) }, [key])
}

function runsFrom(draft: Draft, { kind }: Form | ReadBlock, words: string) {
  let { count } = draft
  const newId = () => blockId(`n${(count += 1)}`)
  const runs: readonly Run[] = readEdited(words, kind, { blocks: draft.blocks, newId })
  return { runs, count }
}

const withoutBlock = (blocks: readonly ReadBlock[], id: BlockId) => blocks.filter((block) => block.id !== id)

const replaced = (blocks: readonly ReadBlock[], id: BlockId, by: readonly ReadBlock[]) =>
  blocks.flatMap((block) => (block.id === id ? by : [block]))

/** The marks of a footnote that is one no more stay in the words, in parentheses, so that nothing is lost. */
function withoutMarksOf(blocks: readonly ReadBlock[], footnote: BlockId, before: readonly ReadBlock[]) {
  const isMark = (run: Run) => isFootnoteRef(run) && run.footnote === footnote
  const number = editable([{ footnote }], before).replace(/\D/g, '')
  return blocks.map((block) =>
    block.runs.some(isMark)
      ? { ...block, runs: block.runs.map((run) => (isMark(run) ? { text: `(${number})` } : run)) }
      : block,
  )
}

/** Footnotes stand last; anything else after the block that comes before it in the source. */
function placed(
  blocks: readonly ReadBlock[],
  block: ReadBlock,
  source: readonly SourceParagraph[],
): readonly ReadBlock[] {
  if (block.kind === 'footnote') return [...blocks, block]
  const order = new Map(source.map(({ key }, at) => [key, at]))
  const placeOf = ({ from }: ReadBlock) => order.get(from[0] ?? '') ?? Infinity
  const clauses = blocks.filter(({ kind }) => kind !== 'footnote')
  const after = clauses.findLastIndex((each) => placeOf(each) < placeOf(block))
  return [
    ...clauses.slice(0, after + 1),
    block,
    ...clauses.slice(after + 1),
    ...blocks.filter(({ kind }) => kind === 'footnote'),
  ]
}

const withMended = (draft: Draft, keys: readonly string[]): Draft => ({
  ...draft,
  mended: [...new Set([...draft.mended, ...keys])],
})

/** The words with the signs of brackets, for a list of what was left out. */
export const shownRuns = (runs: readonly Run[]): readonly Run[] => written(runs)

/** Why it cannot be accepted as it stands; null where it can. */
export type Hindrance = 'two-numbers' | 'two-titles' | 'two-openings' | 'nothing' | 'no-number' | 'no-conference'

export function hindranceOf({ blocks, edition }: Draft): Hindrance | null {
  const count = (kind: Kind) => blocks.filter((block) => block.kind === kind).length
  if (blocks.length === 0) return 'nothing'
  if (count('number') > 1) return 'two-numbers'
  if (count('title') > 1) return 'two-titles'
  if (count('opening') > 1) return 'two-openings'
  if (edition.number.trim() === '') return 'no-number'
  return edition.conference.trim() === '' ? 'no-conference' : null
}
