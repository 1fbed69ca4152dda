/** What may be decided about a review flag. */
import type { Document } from '../document/blocks.ts'
import type { TextChange } from '../document/text-change.ts'
import { accept, refuse, type Outcome } from '../outcome.ts'
import type { Act } from './acts.ts'
import type { Command } from './commands.ts'
import type { ProposalState } from './fold.ts'
import { RESOLUTIONS_OF, type OpenFlag } from './review-flag.ts'

type Settling = Extract<Command, { type: 'settle-flag' }>

/** `document`: asked only where it matters. */
export function settledFlag(
  { flags }: ProposalState,
  { flag: id, words, resolution, reason }: Settling,
  document: () => Document,
): Outcome<Act> {
  const flag = flags.find((each) => each.id === id)
  if (!flag) return refuse('already-done', 'This flag is settled already.')
  if (wordsIn(flag) !== words)
    return refuse('text-changed', 'More was written since you looked. Read it again, then decide.')
  if (!RESOLUTIONS_OF[flag.kind].includes(resolution))
    return refuse('malformed-request', 'This flag cannot be settled in that way.')
  if (resolution === 'put-back' && document()[flag.fragment].some((block) => block.id === flag.block))
    return refuse('text-changed', STANDS_AGAIN)
  return accept({ type: 'review-flag-settled', flag: id, resolution, reason: reason ?? null })
}

/** An undo, or another flag, has brought it back: put back once more it would stand twice. */
const STANDS_AGAIN =
  'The clause stands in the text again. Write the words of this flag into it where they are needed, then leave the flag behind with “Leave both out of the text”.'

/** The words that a flag is about, to name it by what was on the screen; a footnote reference is a star. */
export const wordsIn = ({ words }: Pick<OpenFlag, 'words'>): string =>
  words.map((run) => ('footnote' in run ? '*' : run.text)).join('')

/** Null where the text stays as it is. */
export function changeOfFlag({ flags }: ProposalState, { flag: id, resolution }: Settling): TextChange | null {
  const flag = flags.find((each) => each.id === id)
  if (!flag || resolution === 'keep') return null
  const { fragment, block, gone, copy } = flag
  if (resolution === 'delete-copy') return { type: 'delete-copy', fragment, block, copy }
  return gone && { type: 'put-back', fragment, block, clause: gone }
}
