/** The moments that can be chosen, in order: the text in force or the start, decisions, quiet points, and those that an address names. */
import type { ProposalMoment } from '../../../shared/proposal/moments.ts'
import type { MomentName, MomentsView } from '../../../shared/protocol/compare.ts'

export type ComparePoint = {
  readonly name: MomentName
  /** `start`: the text that the proposal began with. `entry`: named by an address alone. */
  readonly what: 'base' | 'start' | 'entry' | ProposalMoment
}

export function pointsOf(view: MomentsView, named: readonly (MomentName | null)[]): readonly ComparePoint[] {
  const { base, startSeq, head, moments } = view
  const first: readonly ComparePoint[] = [
    ...(base === null ? [] : [{ name: 'base', what: 'base' } as const]),
    { name: startSeq, what: 'start' },
  ]
  const later = moments
    .filter(({ seq }) => seq > startSeq)
    .map((moment): ComparePoint => ({ name: moment.seq, what: moment }))
  const known = new Set([...first, ...later].map(({ name }) => name))
  const extra = named
    .filter((name): name is number => typeof name === 'number' && name > startSeq && name <= head && !known.has(name))
    .map((name): ComparePoint => ({ name, what: 'entry' }))
  return [...first, ...[...later, ...extra].sort((a, b) => Number(a.name) - Number(b.name))]
}

/** Where a name stands; what is not there is answered by the fallback. */
export const placeOf = (points: readonly ComparePoint[], name: MomentName | null, fallback: number): number => {
  const at = points.findIndex((point) => point.name === name)
  return at < 0 ? fallback : at
}

export const isDecision = ({ what }: ComparePoint): boolean => typeof what === 'object' && what.kind === 'decision'
