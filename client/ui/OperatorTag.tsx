import { useLingui } from '@lingui/react/macro'
import type { Operator } from '../../shared/proposal/acts.ts'
import { operatorSign } from '../../shared/document/operator-sign.ts'

/** An underline is not heard, so it is said. */
export function OperatorTag({ of }: { readonly of: Operator }) {
  const { t } = useLingui()
  const { sign, underlined } = operatorSign(of)
  if (!underlined) return <bdi className="operator">{sign}</bdi>
  return (
    <bdi className="operator">
      <u>{sign}</u>
      <span className="vh"> {t`underlined`}</span>
    </bdi>
  )
}
