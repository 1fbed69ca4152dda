/** Square brackets that are characters and no data: nobody can settle them or say who wants what stands in them. */

/** Both count characters; `to` is behind the closing sign. */
export type TypedPair = { readonly from: number; readonly to: number }

export type SquareBrackets = {
  /** Of one opening and the next closing sign, with words between them: these can be made data as they are. */
  readonly pairs: readonly TypedPair[]
  /** Around others, around nothing, or around a footnote mark. */
  readonly around: readonly TypedPair[]
  /** Signs without a partner. */
  readonly lonely: readonly number[]
}

export function squareBracketsIn(words: string): SquareBrackets {
  const open: number[] = []
  const closed: TypedPair[] = []
  const lonely: number[] = []
  for (const { 0: sign, index } of words.matchAll(/[[\]]/gu)) {
    const from = sign === ']' ? open.pop() : undefined
    if (sign === '[') open.push(index)
    else if (from === undefined) lonely.push(index)
    else closed.push({ from, to: index + 1 })
  }
  const isPlain = ({ from, to }: TypedPair) => /^\[[^[\]\uFFFC]+\]$/u.test(words.slice(from, to))
  return {
    pairs: closed.filter(isPlain),
    around: closed.filter((pair) => !isPlain(pair)),
    lonely: [...open, ...lonely].sort((a, b) => a - b),
  }
}
