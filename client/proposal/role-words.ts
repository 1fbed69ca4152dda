import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import type { Role } from '../../shared/proposal/roles.ts'

type Words = Record<Role, MessageDescriptor>

export const ROLE_NAME: Words = {
  delegate: msg`Delegate`,
  'head-of-delegation': msg`Head of delegation`,
  coordinator: msg`Coordinator`,
  chair: msg`Chair`,
  'vice-chair': msg`Vice-chair`,
  secretariat: msg`Secretariat`,
  observer: msg`Observer`,
  'sector-member': msg`Sector Member`,
  associate: msg`Associate`,
  academia: msg`Academia`,
}

export const ROLE_GROUP_NAME: Words = {
  ...ROLE_NAME,
  delegate: msg`Delegates`,
  'head-of-delegation': msg`Heads of delegation`,
  observer: msg`Observers`,
  'sector-member': msg`Sector Members`,
  associate: msg`Associates`,
}
