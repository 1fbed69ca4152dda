/**
 * The six principal regional telecommunication organizations. Three more exist under Article 43 of the ITU Constitution; they
 * are not named in any source found, so none is listed here.
 */
import file from './regions.json' with { type: 'json' }

export const RTO_CODES = ['APT', 'ATU', 'CEPT', 'CITEL', 'LAS', 'RCC'] as const
export type RtoCode = (typeof RTO_CODES)[number]

export type ProposalConference = 'WTDC' | 'PP' | 'WTSA' | 'WRC'
export type Confidence = 'high' | 'medium' | 'low' | 'not stated'

/** What stands before the document number in a proposal's index, "ACP" in ACP/67A1/1. */
export type ProposalPrefix = { readonly symbol: string; readonly confidence: Confidence; readonly note?: string }

export type Rto = {
  readonly code: RtoCode
  readonly name: string
  readonly seat: string
  /** "African Common Proposals", "AFCP". */
  readonly commonProposals: { readonly name: string; readonly abbreviation: string; readonly confidence: Confidence }
  readonly prefixes: { readonly [Kind in ProposalConference]: ProposalPrefix }
}

type Row = {
  readonly principalRto: string
  readonly rtoName: { readonly en: string }
  readonly rtoSeat: string
  readonly commonProposals: { readonly name: string; readonly abbreviation: string; readonly confidence: string }
  readonly proposalPrefix: {
    readonly [Kind in ProposalConference]: { readonly symbol: string; readonly confidence: string }
  }
}

export const RTOS: readonly Rto[] = (file.regions as readonly Row[]).map(rtoOf)

export function rto(code: RtoCode): Rto {
  return RTOS.find((row) => row.code === code)!
}

export const proposalPrefix = (code: RtoCode, conference: ProposalConference): ProposalPrefix =>
  rto(code).prefixes[conference]

function rtoOf(row: Row): Rto {
  const { name, abbreviation, confidence } = row.commonProposals
  return {
    code: row.principalRto as RtoCode,
    name: row.rtoName.en,
    seat: row.rtoSeat,
    commonProposals: { name, abbreviation, confidence: confidence as Confidence },
    prefixes: row.proposalPrefix as Rto['prefixes'],
  }
}
