/** Which text positions are counted on, and who supports it. */
import type { Administration } from '../ids.ts'
import { tallyOn } from '../endorsement/tally.ts'
import type { ProposalState } from './fold.ts'

type Counted = Pick<ProposalState, 'lock' | 'positions'>

/** The locked text where there is a lock, else the present one. */
export const countedDigest = ({ lock }: Pick<Counted, 'lock'>, presentDigest: string): string =>
  lock?.digest ?? presentDigest

/** The administrations whose support is on exactly the counted text. */
export const supportersOf = (state: Counted, presentDigest: string): readonly Administration[] =>
  tallyOn(countedDigest(state, presentDigest), state.positions, []).supporting.map((each) => each.administration)
