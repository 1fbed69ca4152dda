import { Trans, useLingui } from '@lingui/react/macro'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { labellingOf } from '../../../shared/proposal/labelling.ts'
import type { MomentsView } from '../../../shared/protocol/compare.ts'
import type { ProposalView } from '../../../shared/protocol/views.ts'
import { call } from '../../api.ts'
import { LabellingContext } from '../../editor/labelling-context.ts'
import { buttonClass } from '../../ui/Button.tsx'
import { Page } from '../../ui/Page.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { addressOf, comparingIn, type Comparing } from './compare-address.ts'
import { Comparison } from './Comparison.tsx'
import { placeOf, pointsOf } from './compare-points.ts'
import { MomentList } from './MomentList.tsx'
import { MomentSlider } from './MomentSlider.tsx'
import '../workspace.css'
import './compare.css'

export function CompareScreen() {
  const { t } = useLingui()
  const { id = '' } = useParams()
  const proposal = useQuery({ queryKey: ['proposal', id], queryFn: () => call('proposal', { id }) })
  const moments = useQuery({ queryKey: ['moments', id], queryFn: () => call('moments', { id }) })
  const label = proposal.data?.label
  return (
    <Page
      title={label ? t`Changes of ${label}` : t`Changes`}
      facts={proposal.data?.state.title ?? <>&nbsp;</>}
      actions={
        <>
          <Link className={buttonClass({})} to={`/proposals/${id}/history`}>
            <Trans>History</Trans>
          </Link>
          <Link className={buttonClass({})} to={`/proposals/${id}`}>
            <Trans>Open the proposal</Trans>
          </Link>
        </>
      }
    >
      <Refusal error={proposal.error ?? moments.error} />
      {(proposal.isPending || moments.isPending) && <Waiting rows={8} />}
      {proposal.data && moments.data && <Chosen proposal={proposal.data} view={moments.data} />}
    </Page>
  )
}

function Chosen({ proposal, view }: { readonly proposal: ProposalView; readonly view: MomentsView }) {
  const [address, setAddress] = useSearchParams()
  const comparing = comparingIn(address)
  const change = (part: Partial<Comparing>) => setAddress(addressOf({ ...comparing, ...part }), { replace: true })
  const points = pointsOf(view, [comparing.from, comparing.to])
  const to = placeOf(points, comparing.to, points.length - 1)
  const from = Math.min(placeOf(points, comparing.from, 0), to)
  // An address may name a moment that is not: the server says so.
  const asked = { from: comparing.from ?? points[from]!.name, to: comparing.to ?? seqOf(points[to]!.name, view) }
  const choose = (low: number, high: number) =>
    change({ from: points[low]!.name, to: seqOf(points[high]!.name, view), clause: null })
  const labelling = useMemo(() => labellingOf(proposal.state, proposal.base), [proposal])
  const compared = useQuery({
    queryKey: ['compare', proposal.id, asked.from, asked.to],
    queryFn: () => call('compare', { id: proposal.id, ...asked }),
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  })
  useClauseInSight(comparing.clause, compared.data !== undefined)
  return (
    <LabellingContext value={labelling}>
      <MomentSlider points={points} view={view} from={from} to={to} onChange={choose} />
      <MomentList points={points} view={view} from={from} to={to} onChange={choose} />
      <Refusal error={compared.error} />
      {compared.isPending && <Waiting rows={8} />}
      {compared.data && !compared.error && (
        <Comparison
          key={`${asked.from} ${asked.to} ${comparing.by?.join(',')}`}
          compared={compared.data}
          comparing={comparing}
          onChange={change}
        />
      )}
    </LabellingContext>
  )
}

const seqOf = (name: number | 'base', { startSeq }: MomentsView) => (name === 'base' ? startSeq : name)

function useClauseInSight(clause: string | null, isThere: boolean): void {
  useEffect(() => {
    if (!isThere || clause === null) return
    document.querySelector(`.compared [data-id="${CSS.escape(clause)}"]`)?.scrollIntoView({ block: 'center' })
  }, [clause, isThere])
}
