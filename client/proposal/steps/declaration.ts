/** What the chair declares: the rule says it, but over a guideline the chair chooses. Source: domain.md §4 and the rule's `guideline`. */
import type { VerdictOutcome } from '../../../shared/endorsement/verdict.ts'
import type { Command } from '../../../shared/proposal/commands.ts'

export type Declared = 'adopted' | 'not-carried'

export type Declaration = {
  readonly verdict: VerdictOutcome
  /** Null while the chair, who has the choice, has not made it. */
  readonly chosen: Declared | null
  readonly standsIn: boolean
  readonly reason: string
}

export const mayChoose = (verdict: VerdictOutcome) => verdict === 'over-guideline'

export function declaredOf({ verdict, chosen }: Declaration): Declared | null {
  if (mayChoose(verdict)) return chosen
  return verdict === 'carried' ? 'adopted' : 'not-carried'
}

/** Why a reason must be given; null where none is needed. */
export function reasonFor(declaration: Declaration): 'over-guideline' | 'stands-in' | null {
  if (mayChoose(declaration.verdict) && declaration.chosen === 'adopted') return 'over-guideline'
  return declaration.standsIn ? 'stands-in' : null
}

export function hindrance(declaration: Declaration): 'choose' | 'give-reason' | null {
  if (declaredOf(declaration) === null) return 'choose'
  return reasonFor(declaration) && declaration.reason.trim() === '' ? 'give-reason' : null
}

export function declareCommand(digest: string, declaration: Declaration): Command {
  const reason = reasonFor(declaration) && declaration.reason.trim()
  const outcome = mayChoose(declaration.verdict) ? declaration.chosen : null
  return { type: 'declare', digest, ...(outcome && { outcome }), ...(reason && { reason }) }
}
