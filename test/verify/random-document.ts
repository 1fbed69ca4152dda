/** Documents from a seed, with everything that a text can hold and much that nobody would write. */
import { alternativeOf } from '../../shared/document/alternative.ts'
import { KINDS, type Block, type Document, type Level, type Marks, type Run } from '../../shared/document/blocks.ts'
import { blockId, type BlockId } from '../../shared/ids.ts'
import type { Chance } from '../support/server-chance.ts'

/** Halves of surrogate pairs too: neighbouring runs can make a whole one of them, or not. */
const WORDS = [
  'that',
  ' ',
  '',
  'связь',
  '数字鸿沟',
  'التوصيل',
  'e\u0301',
  '\u00e9',
  '"\\',
  '\u2028\u0007',
  '😀',
  '\ud83d',
  '\ude00',
  '[',
  ']',
]
const LEVELS: readonly Level[] = [0, 1, 2]

const someOf = <T>(chance: Chance, most: number, make: (at: number) => T): readonly T[] =>
  Array.from({ length: chance.number(most + 1) }, (_, at) => make(at))

export const randomWords = (chance: Chance): string => someOf(chance, 3, () => chance.one(WORDS)).join('')

export const randomMarks = (chance: Chance): Marks => ({
  ...(chance.is(0.3) && { emphasis: true as const }),
  ...(chance.is(0.3) && { alternative: alternativeOf(chance.one(['k1', '2', 'zz9']), chance.one([0, 1, 12])) }),
  ...(chance.is(0.2) && { reference: blockId('b0') }),
})

function randomRun(chance: Chance, ids: readonly BlockId[]): Run {
  const { alternative, ...marks } = randomMarks(chance)
  const place = alternative && { alternative }
  if (chance.is(0.25)) return { footnote: chance.one([...ids, blockId('gone')]), ...place }
  return { text: randomWords(chance), ...marks, ...place }
}

/** A third of the blocks are footnotes; a mark can point to one, to another block, or nowhere. */
export function randomBlocks(chance: Chance, prefix = 'b'): readonly Block[] {
  const ids = someOf(chance, 9, (at) => blockId(`${prefix}${at}`))
  return ids.map((id) => ({
    id,
    kind: chance.is(0.3) ? 'footnote' : chance.one(KINDS),
    level: chance.one(LEVELS),
    origin: chance.is(0.5) ? blockId(`origin-${id}`) : null,
    runs: someOf(chance, 6, () => randomRun(chance, ids)),
  }))
}

export const randomDocument = (chance: Chance): Document => ({
  text: randomBlocks(chance, 't'),
  reasons: randomBlocks(chance, 'r'),
  summary: randomBlocks(chance, 's'),
})
