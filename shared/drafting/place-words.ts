/** How a remark says where something stands: "resolves 2 i)", "the reasons". */
import type { Block, FragmentName } from '../document/blocks.ts'
import { withoutOdd } from './odd-characters.ts'
import { wordsOfName, type ClauseNames } from './clause-names.ts'

export type Placed = { readonly fragment: FragmentName; readonly block: Pick<Block, 'id' | 'kind'> }

/** For the middle of a sentence. */
export function placeWords({ fragment, block }: Placed, names: ClauseNames): string {
  if (fragment !== 'text') return `the ${fragment}`
  const name = names.byId.get(block.id)
  const words = name ? wordsOfName(names, name) : ''
  if (!name || words === '') return `a paragraph (${block.kind})`
  return name.path.length > 0 ? words : `the clause under ${words}`
}

/** For the start of a sentence; a call keeps its small letter, because it is a name. */
export function placeAtStart(placed: Placed, names: ClauseNames): string {
  const words = placeWords(placed, names)
  return /^(?:the|a) /u.test(words) ? words[0]!.toUpperCase() + words.slice(1) : words
}

const LONGEST = 40

/** Words in a remark: as many as name them, and nothing that would turn the remark around. */
export function shortened(words: string): string {
  const letters = Array.from(withoutOdd(words))
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST).join('').trimEnd()}…` : letters.join('')
}
