/** Random resolutions as values, and what the importer should say of them. */
import * as fc from './properties.ts'
import type { Outline, OutlineClause } from '../../shared/import/outline.ts'
import { VOCABULARIES, type Vocabulary } from './random-words.ts'

/** `notes`: how many marks of new footnotes stand at the end of the words. */
export type Item = { readonly text: string; readonly notes: number; readonly subs: readonly Item[] }
export type RandomSection = {
  readonly isOperative: boolean
  readonly keyword: string
  readonly heading: string
  readonly chapeau: string | null
  readonly items: readonly Item[]
}
export type RandomResolution = {
  readonly words: Vocabulary
  readonly number: number
  readonly sections: readonly RandomSection[]
}

/** `most`: the longest list of clauses; longer ones have labels that Word and the Union count differently. */
export const randomResolution = (most: number): fc.Arbitrary<RandomResolution> =>
  fc.constantFrom(...VOCABULARIES).chain((words) =>
    fc.record({
      words: fc.constant(words),
      number: fc.integer({ min: 1, max: 300 }),
      sections: fc
        .tuple(
          fc.array(section(words, false, most), { maxLength: 4 }),
          fc.array(section(words, true, most), { minLength: 1, maxLength: 4 }),
        )
        .map(([preamble, operative]) => closed([...preamble, ...operative], words)),
    }),
  )

const section = (words: Vocabulary, isOperative: boolean, most: number): fc.Arbitrary<RandomSection> => {
  const calls = isOperative ? words.operative : words.preamble.map((call) => [call, call] as const)
  return fc
    .record({
      call: fc.constantFrom(...calls),
      hasChapeau: fc.boolean(),
      items: fc.array(item(words, 0), { minLength: 1, maxLength: Math.min(most, words.letters.length), size: '+1' }),
    })
    .map(({ call: [keyword, heading], hasChapeau, items }) => ({
      isOperative,
      keyword,
      heading,
      chapeau: hasChapeau && items.length > 1 ? words.chapeau : null,
      items,
    }))
}

const item = (words: Vocabulary, depth: number): fc.Arbitrary<Item> =>
  fc.record({
    text: fc
      .array(fc.constantFrom(...words.words), { minLength: 1, maxLength: 7 })
      .map((some) => [words.begins, ...some].join(words.space)),
    notes: fc.constantFrom(0, 0, 0, 0, 1),
    subs:
      depth === 2
        ? fc.constant([])
        : fc.oneof(
            { weight: 4, arbitrary: fc.constant([]) },
            {
              weight: 1,
              arbitrary: fc.array(item(words, depth + 1), { minLength: 2, maxLength: depth === 0 ? 11 : 4 }),
            },
          ),
  })

/** Ends every clause as its place asks for. */
function closed(sections: readonly RandomSection[], { ends }: Vocabulary): readonly RandomSection[] {
  const [more, opens, last, end] = ends
  const close = (items: readonly Item[], final: string): readonly Item[] =>
    items.map((each, at) => {
      const ending = at === items.length - 1 ? final : more
      const own = each.subs.length > 0 ? opens : ending
      return { ...each, text: `${each.text}${own}`, subs: close(each.subs, ending) }
    })
  return sections.map((each, at) => ({ ...each, items: close(each.items, at === sections.length - 1 ? end : last) }))
}

export type Shown = readonly [label: string | null, text: string, notes: number, subs: readonly Shown[]]

/** The labels at each depth; a sole clause has none. */
export function labelAt(
  { letters, numerals }: Vocabulary,
  isOperative: boolean,
  depth: number,
  at: number,
  count: number,
) {
  if (depth === 0) return count === 1 ? null : isOperative ? `${at + 1}` : letters[at]!
  return depth === 1 ? numerals[at]! : '–'
}

export const expectedParts = ({ words, sections }: RandomResolution) =>
  sections.map(({ isOperative, keyword, heading, chapeau, items }) => ({
    kind: isOperative ? 'operative' : 'preamble',
    keyword,
    heading,
    chapeau,
    clauses: shown(items, (depth, at, count) => labelAt(words, isOperative, depth, at, count)),
  }))

type LabelOf = (depth: number, at: number, count: number) => string | null

const shown = (items: readonly Item[], label: LabelOf, depth = 0): readonly Shown[] =>
  items.map(({ text, notes, subs }, at) => [label(depth, at, items.length), text, notes, shown(subs, label, depth + 1)])

export const readParts = ({ parts }: Outline) =>
  parts.map(({ kind, keyword, heading, chapeau, clauses }) => ({
    kind,
    keyword,
    heading,
    chapeau: chapeau ?? null,
    clauses: clauses.map(clauseShown),
  }))

const clauseShown = ({ label, text, footnoteRefs, children }: OutlineClause): Shown => [
  label,
  text,
  footnoteRefs.length,
  children.map(clauseShown),
]

export const notesIn = ({ sections }: RandomResolution): number =>
  sections.reduce((sum, { items }) => sum + countNotes(items), 0)

const countNotes = (items: readonly Item[]): number =>
  items.reduce((sum, { notes, subs }) => sum + notes + countNotes(subs), 0)
