/** What may be decided about a square bracket. A step names the words that were on the screen, so nobody settles unread words. */
import { FRAGMENTS, type Document } from '../document/blocks.ts'
import { bracketsIn, type Bracket } from '../document/brackets.ts'
import type { Administration } from '../ids.ts'
import { accept, refuse, type Outcome } from '../outcome.ts'
import type { Act } from './acts.ts'
import type { Command } from './commands.ts'
import type { ProposalState } from './fold.ts'

type Named<Type extends Command['type']> = Extract<Command, { type: Type }>
type Speaker = { readonly administration: Administration | null; readonly document: () => Document }

const CHANGED = 'The bracket changed since you looked. Read it again, then decide.'

export function heldAlternative(
  command: Named<'hold-alternative'>,
  { administration, document }: Speaker,
): Outcome<Act> {
  if (administration === null) return refuse('not-eligible', 'Only a Member State holds an alternative.')
  const { bracket: id, alternative: number, words } = command
  const found = bracketIn(document(), id)?.alternatives.find((each) => each.number === number)
  if (found?.words !== words) return refuse('text-changed', CHANGED)
  return accept({ type: 'alternative-held', bracket: id, alternative: number, words })
}

export function releasedAlternative(
  { holdings }: ProposalState,
  { bracket }: Named<'release-alternative'>,
  administration: Administration | null,
): Outcome<Act> {
  const isHeld = holdings.some((each) => each.bracket === bracket && each.administration === administration)
  return isHeld
    ? accept({ type: 'alternative-released', bracket })
    : refuse('already-done', 'Your administration holds no alternative of this bracket.')
}

export function settledBracket(command: Named<'settle-bracket'>, document: Document): Outcome<Act> {
  const { bracket: id, keep, reason, alternatives } = command
  const found = bracketIn(document, id)
  if (!found) return refuse('already-done', 'This bracket is no longer in the text.')
  if (!sameAlternatives(found.alternatives, alternatives)) return refuse('text-changed', CHANGED)
  if (keep !== null && !alternatives.some(({ number }) => number === keep))
    return refuse('malformed-request', 'The bracket has no alternative of this number.')
  return accept({ type: 'bracket-settled', bracket: id, alternatives, keep, reason })
}

const bracketIn = (document: Document, id: string) =>
  bracketsIn(FRAGMENTS.flatMap((name) => document[name])).find((each) => each.id === id)

const sameAlternatives = (a: Bracket['alternatives'], b: Bracket['alternatives']) =>
  a.length === b.length && a.every(({ number, words }, at) => number === b[at]!.number && words === b[at]!.words)
