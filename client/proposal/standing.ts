/** How the text on the screen stands: who says what on exactly this text, and what the forum's rule makes of it. */
import { tallyOn, type Tally } from '../../shared/endorsement/tally.ts'
import { countsOf, verdictOf, type Verdict } from '../../shared/endorsement/verdict.ts'
import type { ProposalState } from '../../shared/proposal/fold.ts'
import type { ForumView } from '../../shared/protocol/views.ts'

export type Standing = {
  readonly tally: Tally
  /** Null where no rule is known. */
  readonly verdict: Verdict | null
}

/** On the text with this digest. */
export function standingOn(
  digest: string,
  { positions }: Pick<ProposalState, 'positions'>,
  forum: ForumView,
): Standing {
  const tally = tallyOn(digest, positions, forum.roster)
  return { tally, verdict: forum.rule && verdictOf(forum.rule, countsOf(tally)) }
}
