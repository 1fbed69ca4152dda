import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import type { Operator } from '../../shared/proposal/acts.ts'

/** Source: ITU PP-10 proposal guidelines (domain.md §2.1). */
export const OPERATOR_MEANING: Record<Operator, MessageDescriptor> = {
  MOD: msg`Amends a text: words are added, deleted or replaced.`,
  ADD: msg`Adds a new text, such as a draft new resolution.`,
  SUP: msg`Deletes a text. It need not be reproduced.`,
  NOC: msg`Proposes no change to a text.`,
  'NOC-underlined': msg`Asks that a text be kept unchanged; reasons must be given.`,
  '(MOD)': msg`Amends a text editorially only, without a change of sense.`,
}
