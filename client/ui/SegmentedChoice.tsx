import type { ReactNode } from 'react'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'

export type Choice<Value extends string> = { readonly value: Value; readonly content: ReactNode }

type Props<Value extends string> = {
  readonly label: string
  readonly choices: readonly Choice<Value>[]
  readonly value: Value | null
  readonly onChange: (value: Value) => void
  readonly isDisabled?: boolean
  readonly full?: boolean
}

/** One of a few, all in sight. The chosen one is told by a bar and its weight, not by colour alone. */
export function SegmentedChoice<Value extends string>(props: Props<Value>) {
  return (
    <RadioGroup
      className={props.full ? 'segments full' : 'segments'}
      orientation="horizontal"
      aria-label={props.label}
      value={props.value}
      onChange={(value) => props.onChange(value as Value)}
      isDisabled={props.isDisabled ?? false}
    >
      {props.choices.map(({ value, content }) => (
        <Radio key={value} value={value} className="segment">
          {content}
        </Radio>
      ))}
    </RadioGroup>
  )
}
