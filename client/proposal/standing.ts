/** How the text on the screen stands: who says what on exactly this text, and what the forum's rule makes of it. */
import { tallyOn, type Tally } from '../../shared/endorsement/tally.ts'
import { countsOf, verdictOf, type Verdict } from '../../shared/endorsement/verdict.ts'
import type { ProposalState } from '../../shared/proposal/fold.ts'
import type { ForumView } from '../../shared/protocol/views.ts'

export type Standing = {
  /** The text that positions are counted on: the locked one, or the one on the screen. */
  readonly digest: string
  readonly tally: Tally
  /** Null where no rule is known. */
  readonly verdict: Verdict | null
}

export function standingOf(state: ProposalState, digestOnScreen: string, forum: ForumView): Standing {
  const digest = state.lock?.digest ?? digestOnScreen
  const tally = tallyOn(digest, state.positions, forum.roster)
  return { digest, tally, verdict: forum.rule && verdictOf(forum.rule, countsOf(tally)) }
}
