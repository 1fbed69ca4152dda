import type { Right } from '../../shared/proposal/permissions.ts'
import type { Role } from '../../shared/proposal/roles.ts'
import type { Stage } from '../../shared/proposal/stages.ts'

type RightsIn = Record<Stage, readonly Right[]>

const nothing: RightsIn = {
  drafting: [],
  review: [],
  locked: [],
  adopted: [],
  'not-carried': [],
  submitted: [],
  withdrawn: [],
  deleted: [],
}

const chairing: RightsIn = {
  drafting: ['read'],
  review: ['read', 'lock'],
  locked: ['read', 'unlock', 'declare'],
  adopted: ['read', 'unlock'],
  'not-carried': ['read', 'unlock'],
  submitted: ['read'],
  withdrawn: ['read'],
  deleted: [],
}

const reading: RightsIn = {
  drafting: ['read'],
  review: ['read'],
  locked: ['read'],
  adopted: ['read'],
  'not-carried': ['read'],
  submitted: ['read'],
  withdrawn: ['read'],
  deleted: [],
}

/** Who may do what in which stage, while observers are not admitted. Complete: a new role or stage fails to compile. */
export const RIGHTS_OF: Record<Role, RightsIn> = {
  delegate: {
    drafting: ['read', 'edit-text', 'hold-alternative'],
    review: ['read', 'edit-text', 'hold-alternative'],
    locked: ['read'],
    adopted: ['read'],
    'not-carried': ['read'],
    submitted: ['read'],
    withdrawn: ['read'],
    deleted: [],
  },
  'head-of-delegation': {
    drafting: ['read', 'edit-text', 'hold-alternative'],
    review: ['read', 'edit-text', 'hold-alternative', 'take-position'],
    locked: ['read', 'take-position'],
    adopted: ['read'],
    'not-carried': ['read'],
    submitted: ['read'],
    withdrawn: ['read'],
    deleted: [],
  },
  coordinator: {
    drafting: ['read', 'edit-text', 'rename', 'admit-observers', 'set-numbering', 'open-review', 'withdraw', 'delete'],
    review: [
      'read',
      'edit-text',
      'rename',
      'admit-observers',
      'set-numbering',
      'back-to-drafting',
      'withdraw',
      'delete',
    ],
    locked: ['read', 'admit-observers', 'withdraw'],
    adopted: ['read', 'admit-observers', 'withdraw'],
    'not-carried': ['read', 'admit-observers', 'withdraw'],
    submitted: ['read', 'admit-observers'],
    withdrawn: ['read', 'admit-observers'],
    deleted: [],
  },
  chair: chairing,
  'vice-chair': chairing,
  secretariat: {
    drafting: ['read'],
    review: ['read'],
    locked: ['read'],
    adopted: ['read', 'export', 'submit'],
    'not-carried': ['read', 'export'],
    submitted: ['read', 'export'],
    withdrawn: ['read'],
    deleted: [],
  },
  'sector-member': reading,
  observer: nothing,
  associate: nothing,
  academia: nothing,
}

/** What changes where the coordinator turned on "observers may read": the invited read, and no more than that. */
export const RIGHTS_WITH_OBSERVERS: Record<Role, RightsIn> = {
  ...RIGHTS_OF,
  observer: reading,
  associate: reading,
  academia: reading,
}

export const MAY_START_A_PROPOSAL: Record<Role, boolean> = {
  delegate: false,
  'head-of-delegation': false,
  coordinator: true,
  chair: false,
  'vice-chair': false,
  secretariat: false,
  'sector-member': false,
  observer: false,
  associate: false,
  academia: false,
}

export const MAY_ADD_A_TEXT: Record<Role, boolean> = { ...MAY_START_A_PROPOSAL, secretariat: true }
