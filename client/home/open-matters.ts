/** What awaits an administration, as far as the lists tell: positions to confirm, to look at again, or to give. */
import type { ProposalSummary } from '../../shared/protocol/views.ts'

export type Matter = 'confirm' | 'changed' | 'not-answered'
export type OpenMatter = { readonly matter: Matter; readonly proposal: ProposalSummary }

const URGENCY: readonly Matter[] = ['confirm', 'changed', 'not-answered']

export const openMatters = (proposals: readonly ProposalSummary[]): readonly OpenMatter[] =>
  proposals
    .flatMap((proposal) => {
      const matter = matterOf(proposal)
      return matter ? [{ matter, proposal }] : []
    })
    .sort((a, b) => URGENCY.indexOf(a.matter) - URGENCY.indexOf(b.matter))

function matterOf({ stage, own }: ProposalSummary): Matter | null {
  if (stage !== 'review' && stage !== 'locked') return null
  if (!own) return 'not-answered'
  if (!own.isStale) return null
  return stage === 'locked' ? 'confirm' : 'changed'
}
