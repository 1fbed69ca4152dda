import { useLingui } from '@lingui/react/macro'
import { Label } from 'react-aria-components/Label'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { OPERATORS, type Operator } from '../../shared/proposal/acts.ts'
import { OPERATOR_MEANING } from '../proposal/operator-words.ts'
import { OperatorTag } from '../ui/OperatorTag.tsx'
import '../import/choices.css'

type Props = { readonly value: Operator; readonly onChange: (operator: Operator) => void }

export function OperatorChoice({ value, onChange }: Props) {
  const { t } = useLingui()
  return (
    <RadioGroup className="field" value={value} onChange={(chosen) => onChange(chosen as Operator)}>
      <Label>{t`What the proposal does`}</Label>
      <div className="options">
        {OPERATORS.map((operator) => (
          <Radio key={operator} value={operator} className="pick">
            <OperatorTag of={operator} />
            <span>{t(OPERATOR_MEANING[operator])}</span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}
