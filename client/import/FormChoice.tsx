import { useLingui } from '@lingui/react/macro'
import { Button } from 'react-aria-components/Button'
import { Label } from 'react-aria-components/Label'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Select, SelectValue } from 'react-aria-components/Select'
import { Icon } from '../ui/Icon.tsx'
import type { Form } from './draft.ts'
import { formKey, formNamed, FORMS } from './form-names.ts'

type Props = { readonly form: Form; readonly onChange: (form: Form) => void }

/** What a paragraph is. Its label follows from that and from its place. */
export function FormChoice({ form, onChange }: Props) {
  const { t } = useLingui()
  return (
    <Select
      className="field import-form"
      selectedKey={formKey(form)}
      onSelectionChange={(key) => {
        const chosen = typeof key === 'string' ? formNamed(key) : null
        if (chosen && formKey(chosen) !== formKey(form)) onChange(chosen)
      }}
    >
      <Label>{t`What it is`}</Label>
      <Button className="button">
        <SelectValue />
        <Icon name="down" />
      </Button>
      <Popover className="popover">
        <ListBox className="listbox">
          {FORMS.map(({ form: each, name }) => (
            <ListBoxItem key={formKey(each)} id={formKey(each)} className="option" textValue={t(name)}>
              {t(name)}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  )
}
