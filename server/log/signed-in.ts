/**
 * Whoever signed out writes no more, on no node: judged in the appending transaction, where a late frame cannot win the race. It is
 * not answered, so it stays with its author, who may sign in again.
 */
import { refuse } from '../../shared/outcome.ts'
import type { AppendItem, CommandAnswer, TextAnswer } from './proposal-log.ts'

type Answers = readonly (TextAnswer | CommandAnswer)[]
type Asked = Pick<AppendItem, 'person' | 'session'>
export type SignedIn = Asked & { readonly session: string }

/** `isOn` is asked once for each session. */
export function ofSignedIn(
  items: readonly AppendItem[],
  isOn: (asked: SignedIn) => boolean,
  append: (items: readonly AppendItem[]) => Answers,
): Answers {
  const known = new Map<string, boolean>()
  let last: Asked & { readonly is: boolean } = { ...items[0]!, session: '', is: false }
  const isSignedIn = ({ person, session }: Asked) => {
    if (session === undefined) return true
    // Of one connection there are many in a row.
    if (session === last.session && person === last.person) return last.is
    const name = `${person} ${session}`
    const is = known.get(name) ?? isOn({ person, session })
    known.set(name, is)
    last = { person, session, is }
    return is
  }
  const on = items.map(isSignedIn)
  const answers = append(items.filter((_, place) => on[place]))[Symbol.iterator]()
  return on.map((is) => (is ? answers.next().value! : NOT_TAKEN))
}

export const SIGNED_OUT = refuse('not-signed-in', 'You signed out before this arrived.')
const NOT_TAKEN = { ...SIGNED_OUT, parked: null }
