import type { Block } from '../document/blocks.ts'
import type { Labelling } from '../document/labels.ts'
import type { ProposalState } from './fold.ts'

/** How the clauses of a proposal are labelled; `inForce` is the text that it changes. */
export const labellingOf = (
  { language, numbering }: Pick<ProposalState, 'language' | 'numbering'>,
  inForce: readonly Block[],
): Labelling => ({ language, keeping: numbering === 'keep' ? inForce : null })
