import type { AdoptionRule } from './adoption-rule.ts'
import type { Tally } from './tally.ts'

/** `over-guideline`: support suffices, opposition is over a limit that the chair may exceed with a reason. */
export type VerdictOutcome = 'carried' | 'short' | 'blocked' | 'over-guideline'

export type Verdict = {
  readonly outcome: VerdictOutcome
  readonly supporting: number
  readonly supportNeeded: number
  readonly opposing: number
  /** The most that may oppose; a share of the support can be a half, so compare, do not round. */
  readonly oppositionAllowed: number
}

type Counts = { readonly supporting: number; readonly opposing: number }

export const countsOf = (tally: Tally): Counts => ({
  supporting: tally.supporting.length,
  opposing: tally.opposing.length,
})

/** A block is judged first: no support outweighs it. A guideline binds only a text that has the support. */
export function verdictOf(rule: AdoptionRule, { supporting, opposing }: Counts): Verdict {
  const supportNeeded = rule.support.atLeast
  const oppositionAllowed = allowedOpposition(rule, supporting)
  const figures = { supporting, supportNeeded, opposing, oppositionAllowed }
  const overLimit = opposing > oppositionAllowed
  if (overLimit && !rule.guideline) return { outcome: 'blocked', ...figures }
  if (supporting < supportNeeded) return { outcome: 'short', ...figures }
  return { outcome: overLimit ? 'over-guideline' : 'carried', ...figures }
}

const allowedOpposition = ({ opposition }: AdoptionRule, supporting: number) =>
  'atMost' in opposition ? opposition.atMost : opposition.atMostShareOfSupport * supporting
