/** An open review flag stops the lock unless the chair gives a reason: somebody's words may be in question. */
import type { Finding } from '../drafting/drafting-checks.ts'
import type { FlagKind, OpenFlag } from './review-flag.ts'

const MESSAGE: Record<FlagKind, string> = {
  'words-followed':
    'Words were written into a part of a clause while somebody else split or joined it: nobody has looked at it yet.',
  'words-held':
    'Words were written into a clause while somebody else deleted it: they are held, and nobody has decided about them yet.',
  'text-twice': 'Two people split or joined the same clause at once: some words stand twice.',
}

export const flagFindings = (flags: readonly OpenFlag[]): readonly Finding[] =>
  flags.map(({ kind, block }) => ({ code: 'open-review-flag', blocking: true, block, message: MESSAGE[kind] }))
