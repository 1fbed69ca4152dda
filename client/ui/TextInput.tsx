import { FieldError } from 'react-aria-components/FieldError'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { TextArea } from 'react-aria-components/TextArea'
import { TextField, type TextFieldProps } from 'react-aria-components/TextField'

type Props = Omit<TextFieldProps, 'className' | 'children'> & {
  readonly label: string
  readonly hint?: string
  readonly rows?: number
  readonly error?: string | null
}

/** A field of one line, or of several with `rows`. What is wrong stands under it, in a sentence. */
export function TextInput({ label, hint, rows, error, ...props }: Props) {
  return (
    <TextField {...props} className="field" isInvalid={Boolean(error)}>
      <Label>{label}</Label>
      {rows ? <TextArea className="input" rows={rows} /> : <Input className="input" />}
      {hint && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      <FieldError className="error">{error}</FieldError>
    </TextField>
  )
}
