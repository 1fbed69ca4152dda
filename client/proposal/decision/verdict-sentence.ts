import { useLingui } from '@lingui/react/macro'
import { plural } from '@lingui/core/macro'
import type { Verdict } from '../../../shared/endorsement/verdict.ts'
import { useStanding, useWorkspace } from '../workspace-context.ts'

/** The most that may oppose, as a whole number of administrations: of 3.5 the fourth is over. */
export const mostOpposing = (verdict: Verdict) => Math.floor(verdict.oppositionAllowed)

/** The verdict in one sentence: what the chair declared, or how the text on the screen stands. */
export function useVerdictSentence(): string {
  const { t } = useLingui()
  const { state } = useWorkspace()
  const standing = useStanding()
  const inWords = useVerdictInWords()
  if (state.stage === 'withdrawn') return t`This proposal was withdrawn.`
  if (state.stage === 'submitted') return t`This proposal was adopted and submitted.`
  if (state.stage === 'adopted') return t`The chair declared this text adopted.`
  if (state.stage === 'not-carried') return t`The chair declared this text not carried.`
  if (!standing.verdict) return t`No adoption rule is known for this forum. Adoption is not possible yet.`
  return inWords(standing.verdict, state.positions.length > 0)
}

export function useVerdictInWords() {
  const { t } = useLingui()
  return (verdict: Verdict, hasPositions: boolean): string => {
    const { supporting, supportNeeded, opposing } = verdict
    const most = mostOpposing(verdict)
    const missing = supportNeeded - supporting
    switch (verdict.outcome) {
      case 'blocked':
        return t`Opposition blocks this text: ${opposing}, at most ${most}.`
      case 'over-guideline':
        return t`Support suffices, but ${opposing} oppose: over the guideline of at most ${most}. The chair may adopt with a reason.`
      case 'carried':
        return t`This text is carried: ${supporting} of at least ${supportNeeded}.`
      case 'short':
        return hasPositions
          ? t`This text needs ${plural(missing, { one: '# more', other: '# more' })} in support.`
          : t`No positions yet. ${supportNeeded} are needed in support.`
    }
  }
}
