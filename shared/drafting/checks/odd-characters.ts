/** Characters that stay in a text unseen: a paragraph is told of once, with all of them. */
import { FRAGMENTS, isFootnoteRef, type Block, type FragmentName } from '../../document/blocks.ts'
import { nameOfOdd, oddIn, withoutOdd, type OddCharacter } from '../odd-characters.ts'
import { placeWords } from '../place-words.ts'
import { charactersOf } from '../references.ts'
import { finding, type Checked, type Finding } from './finding.ts'

export const oddCharacters = ({ document, names }: Checked): readonly Finding[] =>
  FRAGMENTS.flatMap((fragment) =>
    document[fragment].flatMap((block) => {
      const odd = oddInBlock(block)
      return odd.length === 0 ? [] : [ofBlock({ fragment, block, odd }, placeWords({ fragment, block }, names))]
    }),
  )

/** A footnote mark counts as one character, and is none of them. */
function oddInBlock({ runs }: Block): readonly OddCharacter[] {
  let start = 0
  return runs.flatMap((run) => {
    const from = start
    start += isFootnoteRef(run) ? 1 : run.text.length
    return isFootnoteRef(run) ? [] : oddIn(run.text).map(({ at, sign }) => ({ at: from + at, sign }))
  })
}

type Found = { readonly fragment: FragmentName; readonly block: Block; readonly odd: readonly OddCharacter[] }

function ofBlock({ fragment, block: { id, runs }, odd }: Found, place: string): Finding {
  const words = charactersOf({ runs })
  const [from, to] = [odd[0]!.at, odd.at(-1)!.at + 1]
  const mend = {
    kind: 'take-out',
    fragment,
    block: id,
    from,
    to,
    was: words.slice(from, to),
    at: placesOf(odd),
  } as const
  return finding({
    code: 'odd-characters',
    fragment,
    block: id,
    // Nobody sees the character itself: its neighbours show where it is.
    range: { from: Math.max(0, from - 1), to: Math.min(words.length, to + 1) },
    message: `${odd.length === 1 ? 'A character' : `${odd.length} characters`} that nobody sees in ${place}: ${listed(words, odd)}.`,
    // Where a letter was lost, somebody has to look.
    mends: [{ name: 'take-out', words: '', mend, safeForAll: !odd.some(({ sign }) => sign === LOST) }],
  })
}

const LOST = '\uFFFD'
const placesOf = (odd: readonly OddCharacter[]) => odd.map(({ at }) => at)

const MOST = 3
const BEFORE = 15

function listed(words: string, odd: readonly OddCharacter[]): string {
  const named = odd.slice(0, MOST).map(({ at, sign }) => `${nameOfOdd(sign)} ${placeIn(words, at)}`)
  return (odd.length > MOST ? [...named, `${odd.length - MOST} more`] : named).join('; ')
}

function placeIn(words: string, at: number): string {
  const before = Array.from(withoutOdd(words.slice(0, at)))
    .slice(-BEFORE)
    .join('')
    .trim()
  return before === '' ? 'at the start' : `after “${before}”`
}
