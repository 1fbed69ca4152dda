/** Texts and edits from a seed, for the tests that hold an invariant under anything a group of delegates may do. */
import { alternativeOf, numberOf } from '../../../shared/document/alternative.ts'
import { isFootnoteRef, type Block, type Kind, type Level, type Run } from '../../../shared/document/blocks.ts'
import { blockId } from '../../../shared/ids.ts'

export type Chance = () => number

/** Mulberry32: small, and the same on every machine. */
export function chanceOf(seed: number): Chance {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export const oneOf = <T>(chance: Chance, values: readonly T[]): T => values[below(chance, values.length)]!
const below = (chance: Chance, limit: number) => Math.floor(chance() * limit)

const WORDS =
  `connectivity of the rural areas and in Member States shall be supported by training programmes [which are] funded,
  reported; measured: “openly” non‑binding states' cost-based 2 030 Доступ связь 数字鸿沟 التوصيل to the`.split(
    / +|\n */u,
  )
const GAPS = [' ', ' ', ' ', ' ', '  ', '\u00a0']

const phrase = (chance: Chance, most: number): string =>
  Array.from({ length: 1 + below(chance, most) }, () => oneOf(chance, WORDS) + oneOf(chance, GAPS)).join('')

const runsOf = (chance: Chance, most = 14): readonly Run[] =>
  Array.from({ length: 1 + below(chance, 3) }, () =>
    chance() < 0.25 ? { text: phrase(chance, 4), emphasis: true as const } : { text: phrase(chance, most) },
  )

const SHAPES: readonly (readonly [Kind, Level])[] = [
  ['preamble-call', 0],
  ['operative-call', 0],
  ['item', 0],
  ['item', 0],
  ['item', 0],
  ['item', 1],
  ['item', 2],
  ['text', 0],
]

/** A text with a title, sections, two footnotes, and a reference to each somewhere. */
export function randomText(chance: Chance): readonly Block[] {
  const block = (id: string, kind: Kind, level: Level = 0): Block => ({
    id: blockId(id),
    kind,
    level,
    origin: null,
    runs: runsOf(chance),
  })
  const clauses = Array.from({ length: 1 + below(chance, 9) }, (_, at) => block(`c${at}`, ...oneOf(chance, SHAPES)))
  const text = [
    block('number', 'number'),
    block('title', 'title'),
    ...clauses,
    block('f1', 'footnote'),
    block('f2', 'footnote'),
  ]
  return ['f1', 'f2'].reduce<readonly Block[]>((blocks, id) => withReference(chance, blocks, id), text)
}

function withReference(chance: Chance, blocks: readonly Block[], id: string): readonly Block[] {
  const at = below(chance, blocks.length - 2)
  const runs = blocks[at]!.runs
  const place = below(chance, runs.length + 1)
  return blocks.with(at, {
    ...blocks[at]!,
    runs: [...runs.slice(0, place), { footnote: blockId(id) }, ...runs.slice(place)],
  })
}

const renamed = (id: string) => blockId(`n-${id}`)
const withRenamedReference = (run: Run): Run => (isFootnoteRef(run) ? { ...run, footnote: renamed(run.footnote) } : run)

/** What a proposal starts from: every clause of the text in force under a new id, with its origin. */
export const draftOf = (base: readonly Block[]): readonly Block[] =>
  base.map((block) => ({
    ...block,
    id: renamed(block.id),
    origin: block.id,
    runs: block.runs.map(withRenamedReference),
  }))

export function randomEdits(chance: Chance, text: readonly Block[], count: number): readonly Block[] {
  let blocks = text
  for (let edit = 0; edit < count && blocks.length > 0; edit++)
    blocks = oneOf(chance, EDITS)(chance, blocks, below(chance, blocks.length), `e${edit}`)
  return blocks
}

const RETYPED: Record<string, string> = { '“': '"', '”': '"', '‑': '-', "'": '’', '\u00a0': ' ' }
const retyped = (sign: string) => RETYPED[sign] ?? sign

type Edit = (chance: Chance, blocks: readonly Block[], at: number, name: string) => readonly Block[]

const withRuns = (blocks: readonly Block[], at: number, change: (runs: readonly Run[]) => readonly Run[]) =>
  blocks.with(at, { ...blocks[at]!, runs: change(blocks[at]!.runs) })

/** Cuts the text run it falls on in two. */
function cut(chance: Chance, runs: readonly Run[]): readonly [readonly Run[], readonly Run[]] {
  const at = below(chance, Math.max(1, runs.length))
  const run = runs[at]
  if (!run || isFootnoteRef(run)) return [runs.slice(0, at), runs.slice(at)]
  const place = below(chance, run.text.length + 1)
  const [head, tail] = [run.text.slice(0, place), run.text.slice(place)]
  return [
    [...runs.slice(0, at), { ...run, text: head }],
    [{ ...run, text: tail }, ...runs.slice(at + 1)],
  ]
}

const EDITS: readonly Edit[] = [
  function typeWords(chance, blocks, at) {
    return withRuns(blocks, at, (runs) => {
      const [head, tail] = cut(chance, runs)
      return [...head, ...runsOf(chance, 4), ...tail]
    })
  },
  function deleteOrReplace(chance, blocks, at) {
    return withRuns(blocks, at, (runs) => {
      const [head, rest] = cut(chance, runs)
      return [...head, ...(chance() < 0.5 ? runsOf(chance, 3) : []), ...cut(chance, rest)[1]]
    })
  },
  function changeEmphasis(chance, blocks, at) {
    return withRuns(blocks, at, (runs) =>
      runs.map((run) => {
        if (isFootnoteRef(run) || chance() < 0.5) return run
        if (!run.emphasis) return { ...run, emphasis: true as const }
        const { emphasis: _, ...plain } = run
        return plain
      }),
    )
  },
  function putInBrackets(chance, blocks, at, name) {
    return withRuns(blocks, at, (runs) => {
      const [head, rest] = cut(chance, runs)
      const [inside, tail] = cut(chance, rest)
      const marked = inside.map((run) => ({ ...run, alternative: alternativeOf(name, 0) }))
      const other = { text: phrase(chance, 3), alternative: alternativeOf(name, 1) }
      return [...head, ...marked, ...(chance() < 0.5 ? [other] : []), ...tail]
    })
  },
  function settleBracket(_chance, blocks, at) {
    return withRuns(blocks, at, (runs) =>
      runs.filter(({ alternative }) => alternative === undefined || numberOf(alternative) === 0).map(agreed),
    )
  },
  function link(chance, blocks, at) {
    const reference = oneOf(chance, blocks).id
    return withRuns(blocks, at, (runs) =>
      runs.map((run) => (isFootnoteRef(run) || chance() < 0.5 ? run : { ...run, reference })),
    )
  },
  function retype(_chance, blocks, at) {
    return withRuns(blocks, at, (runs) =>
      runs.map((run) => (isFootnoteRef(run) ? run : { ...run, text: run.text.replace(/[“”‑'\u00a0]/gu, retyped) })),
    )
  },
  function split(chance, blocks, at, name) {
    const [head, tail] = cut(chance, blocks[at]!.runs)
    const second = { ...blocks[at]!, id: blockId(name), origin: null, runs: tail }
    return [...withRuns(blocks, at, () => head).slice(0, at + 1), second, ...blocks.slice(at + 1)]
  },
  function join(_chance, blocks, at) {
    const second = blocks[at + 1]
    return second ? withRuns(blocks, at, (runs) => [...runs, ...second.runs]).toSpliced(at + 1, 1) : blocks
  },
  function move(chance, blocks, at) {
    return blocks.toSpliced(at, 1).toSpliced(below(chance, blocks.length), 0, blocks[at]!)
  },
  function insert(chance, blocks, at, name) {
    const [kind, level] = oneOf(chance, SHAPES)
    return blocks.toSpliced(at, 0, { id: blockId(name), kind, level, origin: null, runs: runsOf(chance) })
  },
  function remove(_chance, blocks, at) {
    return blocks.toSpliced(at, 1)
  },
  function changeKind(chance, blocks, at) {
    const [kind, level] = oneOf(chance, SHAPES)
    return blocks[at]!.kind === 'footnote' ? blocks : blocks.with(at, { ...blocks[at]!, kind, level })
  },
  function referToFootnote(chance, blocks) {
    return withReference(chance, [...blocks, blocks[0]!, blocks[0]!], oneOf(chance, ['n-f1', 'n-f2'])).slice(0, -2)
  },
]

function agreed(run: Run): Run {
  const { alternative: _alternative, ...rest } = run
  return rest
}
