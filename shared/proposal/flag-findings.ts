/** An open review flag stops the lock unless the chair gives a reason: somebody's words may be in question. */
import type { Block } from '../document/blocks.ts'
import { labelsOf, type Labelling } from '../document/labels.ts'
import { clauseNames, type ClauseNames } from '../drafting/clause-names.ts'
import type { Finding } from '../drafting/drafting-checks.ts'
import { placeWords, shortened } from '../drafting/place-words.ts'
import { wordsIn } from './flag-steps.ts'
import type { FlagKind, OpenFlag } from './review-flag.ts'

type Subject = {
  readonly flags: readonly OpenFlag[]
  /** The text as it is now, to name the clauses. */
  readonly text: readonly Block[]
  readonly labelling?: Labelling
}

export function flagFindings({ flags, text, labelling }: Subject): readonly Finding[] {
  if (flags.length === 0) return []
  const names = clauseNames(text, labelsOf(text, labelling))
  const blocks = new Map(text.map((block) => [block.id, block]))
  return flags.map((flag) => {
    const message = MESSAGE[flag.kind](flag, { blocks, names })
    return { code: 'open-review-flag', blocking: true, block: flag.block, fragment: flag.fragment, message }
  })
}

type Text = { readonly blocks: ReadonlyMap<string, Block>; readonly names: ClauseNames }

const MESSAGE: Record<FlagKind, (flag: OpenFlag, text: Text) => string> = {
  'words-followed': (flag, text) =>
    `${wordsOf(flag)} went along when somebody else split or joined the clause; they stand in ${placeOf(flag, text)} now, and nobody has looked at them yet.`,
  'words-held': (flag, text) =>
    `${wordsOf(flag)} were written into ${placeOf(flag, text)} while somebody else deleted it: they are held, and nobody has decided about them yet.`,
  'text-twice': (flag, text) =>
    `Two people split or joined the same clause at once: ${wordsOf(flag, 'the words')} stand twice, the second time in ${placeOf(flag, text)}.`,
}

function wordsOf(flag: OpenFlag, start = 'The words'): string {
  const words = wordsIn(flag).trim()
  return words === '' ? start : `${start} “${shortened(words)}”`
}

function placeOf({ fragment, block: id, gone }: OpenFlag, { blocks, names }: Text): string {
  if (fragment !== 'text') return `the ${fragment}`
  const block = blocks.get(id)
  if (block) return placeWords({ fragment, block }, names)
  const opening = gone ? wordsIn({ words: gone.runs }).trim() : ''
  return opening === '' ? 'a clause that is gone' : `the clause “${shortened(opening)}”`
}
