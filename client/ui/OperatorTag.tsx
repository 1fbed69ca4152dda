import type { Operator } from '../../shared/proposal/acts.ts'

export function OperatorTag({ of }: { readonly of: Operator }) {
  return <bdi className="operator">{of}</bdi>
}
