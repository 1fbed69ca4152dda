/**
 * Whether an act is what a command asks for, as far as the act holds it. Asked where a command comes under an id that was used before:
 * sent again it is answered with what it did; whatever else comes under that id was never done.
 */
import canonicalize from 'canonicalize'
import { DEFAULT_LANGUAGE, type Language } from '../document/language.ts'
import type { ForumId, TextId } from '../ids.ts'
import { refuse } from '../outcome.ts'
import type { Act, Operator } from './acts.ts'
import type { Command, ExportCommand } from './commands.ts'

export const ANOTHER_COMMAND = refuse(
  'another-command',
  'Nothing was done: something else was carried out under this id before. Ask again under a new id.',
)

type Any = Command | ExportCommand
type Named<Type extends Any['type']> = Extract<Any, { type: Type }>
type Said<A extends Act = Act> = A extends Act ? Pick<A, 'type'> & Partial<A> : never

/** What of its act stands in the command already; the rest was found when it was carried out. */
const SAID: { readonly [Type in Any['type']]: (command: Named<Type>) => Said } = {
  rename: ({ title }) => ({ type: 'renamed', title }),
  'admit-observers': ({ may }) => ({ type: 'observers-admitted', may }),
  'set-numbering': ({ numbering }) => ({ type: 'numbering-set', numbering }),
  'open-review': () => ({ type: 'review-opened' }),
  'back-to-drafting': () => ({ type: 'drafting-resumed' }),
  // Which entry the act names depends on what was the newest text then.
  'take-position': ({ position, digest }) => ({ type: 'position-taken', position, digest }),
  'withdraw-position': () => ({ type: 'position-withdrawn' }),
  'hold-alternative': ({ bracket, alternative, words }) => ({ type: 'alternative-held', bracket, alternative, words }),
  'release-alternative': ({ bracket }) => ({ type: 'alternative-released', bracket }),
  'settle-bracket': ({ bracket, alternatives, keep, reason }) => ({
    type: 'bracket-settled',
    bracket,
    alternatives,
    keep,
    reason,
  }),
  'settle-flag': ({ flag, resolution, reason }) => ({
    type: 'review-flag-settled',
    flag,
    resolution,
    reason: reason ?? null,
  }),
  lock: ({ digest, reason }) => ({ type: 'locked', digest, reason: reason ?? null }),
  unlock: ({ reason }) => ({ type: 'unlocked', reason }),
  declare: ({ digest, outcome, reason }) => ({
    type: 'declared',
    digest,
    reason: reason ?? null,
    ...(outcome && { outcome }),
  }),
  export: ({ digest, fileSha256 }) => ({ type: 'exported', digest, fileSha256 }),
  submit: ({ date, documentNumber }) => ({ type: 'submitted', date, documentNumber }),
  withdraw: ({ reason }) => ({ type: 'withdrawn', reason }),
  delete: () => ({ type: 'deleted' }),
}

export const isActOf = (command: Any, act: Act): boolean =>
  holds(act, (SAID[command.type] as (of: Any) => Said)(command))

export type AskedStart = {
  readonly forum: ForumId
  readonly title: string
  readonly operator: Operator
  readonly base: TextId | null
  readonly language?: Language
}

/** The same of the start of a proposal. On a text in force it has the language of that text, whatever was asked for. */
export function isStartOf({ forum, title, operator, base, language }: AskedStart, act: Act): boolean {
  if (act.type !== 'created' || !holds(act, { type: 'created', forum, title, operator })) return false
  if (base !== null) return act.base?.text === base
  return act.base === null && (act.language ?? DEFAULT_LANGUAGE) === (language ?? DEFAULT_LANGUAGE)
}

function holds(act: Act, said: Said): boolean {
  const there: Readonly<Record<string, unknown>> = act
  return Object.entries(said).every(([field, value]) => canonicalize(there[field]) === canonicalize(value))
}
