import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Form } from './draft.ts'

type Choice = { readonly form: Form; readonly name: MessageDescriptor }

export const FORMS: readonly Choice[] = [
  { form: { kind: 'number', level: 0 }, name: msg`Number of the resolution` },
  { form: { kind: 'title', level: 0 }, name: msg`Title` },
  { form: { kind: 'history', level: 0 }, name: msg`History` },
  { form: { kind: 'opening', level: 0 }, name: msg`Opening words` },
  { form: { kind: 'preamble-call', level: 0 }, name: msg`Call in the preamble` },
  { form: { kind: 'operative-call', level: 0 }, name: msg`Call in the operative part` },
  { form: { kind: 'item', level: 0 }, name: msg`Item` },
  { form: { kind: 'item', level: 1 }, name: msg`Sub-item` },
  { form: { kind: 'item', level: 2 }, name: msg`Dash` },
  { form: { kind: 'text', level: 0 }, name: msg`Unlabelled paragraph` },
  { form: { kind: 'footnote', level: 0 }, name: msg`Footnote` },
]

export const formKey = ({ kind, level }: Form) => `${kind} ${kind === 'item' ? level : 0}`

export const formNamed = (key: string): Form | null => FORMS.find(({ form }) => formKey(form) === key)?.form ?? null

export const nameOfForm = (form: Form): MessageDescriptor =>
  FORMS.find((choice) => formKey(choice.form) === formKey(form))!.name
