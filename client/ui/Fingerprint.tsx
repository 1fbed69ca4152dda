import { fingerprintOf } from '../../shared/document/fingerprint.ts'

export function Fingerprint({ of }: { readonly of: string }) {
  return (
    <bdi className="fingerprint" title={of}>
      {fingerprintOf(of)}
    </bdi>
  )
}
