import { fingerprint } from '../../shared/document/digest.ts'

export function Fingerprint({ of }: { readonly of: string }) {
  return (
    <bdi className="fingerprint" title={of}>
      {fingerprint(of)}
    </bdi>
  )
}
