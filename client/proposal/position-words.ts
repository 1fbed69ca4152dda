import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import type { Position } from '../../shared/endorsement/position.ts'

export const POSITION_NAME: Record<Position, MessageDescriptor> = {
  supports: msg`Support`,
  opposes: msg`Oppose`,
  abstains: msg`Abstain`,
}

export const POSITION_ICON = { supports: 'support', opposes: 'oppose', abstains: 'abstain' } as const
export const POSITION_COLOUR = { supports: 'c-support', opposes: 'c-oppose', abstains: 'c-abstain' } as const
