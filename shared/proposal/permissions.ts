/**
 * Who may do what, in which stage: one table, asked where an entry is written and again where a button is drawn.
 *
 * Sources: domain.md §4 (roles and rights). The chair's lock is a rule of this product: the texts of the field give the chair
 * the consultation on the consolidated report, not a lock. A chair or a secretariat never writes the text.
 */
import type { Role } from './roles.ts'
import { STAGES, type Stage } from './stages.ts'

export const RIGHTS = [
  'read',
  'edit-text',
  'hold-alternative',
  'take-position',
  'rename',
  'admit-observers',
  'set-numbering',
  'open-review',
  'back-to-drafting',
  'lock',
  'unlock',
  'declare',
  'export',
  'submit',
  'withdraw',
  'delete',
] as const
export type Right = (typeof RIGHTS)[number]

type Grant = { readonly to: readonly Role[]; readonly in: readonly Stage[] }

const VISIBLE = STAGES.filter((stage) => stage !== 'deleted')
const CHAIRS: readonly Role[] = ['chair', 'vice-chair']

const GRANTS: Record<Right, Grant> = {
  read: {
    to: ['delegate', 'head-of-delegation', 'coordinator', 'chair', 'vice-chair', 'secretariat', 'sector-member'],
    in: VISIBLE,
  },
  'edit-text': { to: ['delegate', 'head-of-delegation', 'coordinator'], in: ['drafting', 'review'] },
  /** A delegate speaks for the administration while the text is open; a position on the whole is the head's. */
  'hold-alternative': { to: ['delegate', 'head-of-delegation'], in: ['drafting', 'review'] },
  'take-position': { to: ['head-of-delegation'], in: ['review', 'locked'] },
  rename: { to: ['coordinator'], in: ['drafting', 'review'] },
  'admit-observers': { to: ['coordinator'], in: VISIBLE },
  'set-numbering': { to: ['coordinator'], in: ['drafting', 'review'] },
  'open-review': { to: ['coordinator'], in: ['drafting'] },
  'back-to-drafting': { to: ['coordinator'], in: ['review'] },
  lock: { to: CHAIRS, in: ['review'] },
  unlock: { to: CHAIRS, in: ['locked', 'adopted', 'not-carried'] },
  declare: { to: CHAIRS, in: ['locked'] },
  export: { to: ['secretariat'], in: ['adopted', 'not-carried', 'submitted'] },
  submit: { to: ['secretariat'], in: ['adopted'] },
  withdraw: { to: ['coordinator'], in: ['drafting', 'review', 'locked', 'adopted', 'not-carried'] },
  delete: { to: ['coordinator'], in: ['drafting', 'review'] },
}

/** Roles that read only where the coordinator turned on "observers may read". Source: domain.md §4, "at their invitation". */
const INVITED: readonly Role[] = ['observer', 'associate', 'academia']

export type Situation = { readonly stage: Stage; readonly observersMayRead: boolean }

export function may(roles: readonly Role[], right: Right, { stage, observersMayRead }: Situation): boolean {
  if (right === 'read' && observersMayRead && stage !== 'deleted' && roles.some((role) => INVITED.includes(role)))
    return true
  const grant = GRANTS[right]
  return grant.in.includes(stage) && roles.some((role) => grant.to.includes(role))
}

/** The right exists in this stage, for somebody: tells "not you" from "not now". */
export const existsIn = (right: Right, stage: Stage) => GRANTS[right].in.includes(stage)

/** The role a person acts in when the right is used, for the record: the first of theirs that carries it. */
export const roleFor = (roles: readonly Role[], right: Right): Role | undefined =>
  GRANTS[right].to.find((role) => roles.includes(role))

/** What a person may do in a forum before there is a proposal. */
export const mayStartProposal = (roles: readonly Role[]) => roles.includes('coordinator')
export const mayAddText = (roles: readonly Role[]) => roles.includes('coordinator') || roles.includes('secretariat')
