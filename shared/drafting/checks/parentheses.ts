/** Parentheses without a partner. The one of a label, "a)" or "2)", needs none. */

const LABEL_BEFORE = /(?:^|[^\p{L}\p{N}])(?:\p{L}{1,4}|\d{1,3}|[ء-ي]ـ?\s?)$/u

/** Their positions. */
export function unbalanced(words: string): readonly number[] {
  const open: number[] = []
  const lonely: number[] = []
  for (let at = 0; at < words.length; at++) {
    const sign = words[at]!
    if (OPENING.includes(sign)) open.push(at)
    if (!CLOSING.includes(sign)) continue
    const inside = open.at(-1)
    const isLabel = LABEL_BEFORE.test(words.slice(Math.max(0, at - 8), at))
    // "(see considering a))": the first one belongs to the label.
    if (isLabel && (inside === undefined || closesLater(words, at))) continue
    if (inside === undefined) lonely.push(at)
    else open.pop()
  }
  return [...open, ...lonely].sort((a, b) => a - b)
}

const OPENING = '(（'
const CLOSING = ')）'

/** Whether there is a closing one left for the opening one. */
const closesLater = (words: string, at: number) => {
  const rest = words.slice(at + 1)
  const next = rest.search(/[()（）]/u)
  return next >= 0 && CLOSING.includes(rest[next]!)
}
