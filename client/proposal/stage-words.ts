import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import type { Stage } from '../../shared/proposal/stages.ts'

export const STAGE_NAME: Record<Stage, MessageDescriptor> = {
  drafting: msg`Drafting`,
  review: msg`Review`,
  locked: msg`Locked`,
  adopted: msg`Adopted`,
  'not-carried': msg`Not carried`,
  submitted: msg`Submitted`,
  withdrawn: msg`Withdrawn`,
  deleted: msg`Deleted`,
}
