import { Input } from 'react-aria-components/Input'
import { SearchField } from 'react-aria-components/SearchField'
import { Icon } from './Icon.tsx'

type Props = { readonly label: string; readonly value: string; readonly onChange: (value: string) => void }

export function SearchInput({ label, value, onChange }: Props) {
  return (
    <SearchField className="search" aria-label={label} value={value} onChange={onChange}>
      <Icon name="search" />
      <Input className="input" placeholder={label} />
    </SearchField>
  )
}
