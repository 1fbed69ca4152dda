import type { ReactNode } from 'react'
import { Checkbox } from 'react-aria-components/Checkbox'
import { Icon } from './Icon.tsx'

type Props = {
  readonly isSelected: boolean
  readonly onChange: (isSelected: boolean) => void
  readonly children: ReactNode
}

export function CheckBox({ isSelected, onChange, children }: Props) {
  return (
    <Checkbox className="check" isSelected={isSelected} onChange={onChange}>
      <span className="check-box">
        <Icon name="check" />
      </span>
      <span>{children}</span>
    </Checkbox>
  )
}
