import { Button } from 'react-aria-components/Button'
import { ComboBox } from 'react-aria-components/ComboBox'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Icon } from './Icon.tsx'

type Props = {
  readonly label: string
  readonly options: readonly { readonly id: string; readonly name: string }[]
  readonly value: string | null
  readonly onChange: (id: string | null) => void
}

/** One of many, found by typing. */
export function ChoiceInput({ label, options, value, onChange }: Props) {
  return (
    <ComboBox
      className="field"
      selectedKey={value}
      onSelectionChange={(key) => onChange(typeof key === 'string' ? key : null)}
      menuTrigger="focus"
    >
      <Label>{label}</Label>
      <span className="choice-input">
        <Input className="input" />
        <Button className="button bare square">
          <Icon name="down" />
        </Button>
      </span>
      <Popover className="popover">
        <ListBox className="listbox">
          {options.map(({ id, name }) => (
            <ListBoxItem key={id} id={id} className="option" textValue={name}>
              {name}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}
