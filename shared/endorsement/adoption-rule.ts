/**
 * What a regional organization asks of a common proposal: data with a source, never an invented default.
 * Source of every figure: domain.md §1.1 and §1.2, with the numbers of its list of sources.
 */
import type { RtoCode } from '../region/rtos.ts'

export type AdoptionRule = {
  /** Names this version of the rule in the log. */
  readonly id: string
  readonly support: { readonly atLeast: number }
  readonly opposition: { readonly atMost: number } | { readonly atMostShareOfSupport: number }
  /** The opposition limit is a guideline: the chair may adopt over it, with a reason. */
  readonly guideline: boolean
  /** What a proposal short of support is called there, where that is known. */
  readonly fallback: 'joint-proposal' | 'multi-country-proposal' | null
  readonly source: string
  /** The year the source speaks for. */
  readonly asOf: number | null
  /** False: nobody has confirmed that the rule is in force. Shown beside every verdict. */
  readonly verified: boolean
  /** Parts of the organization's rule that this product does not evaluate yet. */
  readonly notEvaluated: readonly string[]
}

/** Null: no rule is known to us; adoption stays disabled until the secretariat enters one. */
export const ADOPTION_RULES: Record<RtoCode, AdoptionRule | null> = {
  APT: null,
  ATU: {
    id: 'ATU/2004',
    support: { atLeast: 15 },
    opposition: { atMost: 3 },
    guideline: false,
    fallback: 'joint-proposal',
    source: 'ATU preparatory work programme for RRC-2004 (G. Mwakatobe)',
    asOf: 2004,
    verified: false,
    notEvaluated: ['Opposition has to be given in writing; here it is given by a head of delegation who is signed in.'],
  },
  CEPT: {
    id: 'CEPT/2019',
    support: { atLeast: 10 },
    opposition: { atMost: 6 },
    guideline: true,
    fallback: null,
    source: 'A. Kühn, CPG-19 chairman, CEPT views on WRC-19',
    asOf: 2019,
    verified: true,
    notEvaluated: [],
  },
  CITEL: {
    id: 'CITEL/2019',
    support: { atLeast: 6 },
    opposition: { atMostShareOfSupport: 0.5 },
    guideline: false,
    fallback: null,
    source: 'FCC, CITEL Inter-American Proposals; ITU News, WRC-19: Representing the Americas (C. Rivera)',
    asOf: 2019,
    verified: true,
    notEvaluated: [
      'Competing Inter-American Proposals on one item cancel each other.',
      'A proposal is not final until the membership agrees that discussion has ended.',
    ],
  },
  LAS: null,
  RCC: null,
}
