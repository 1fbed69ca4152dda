import type { ForumId, PersonId } from '../ids.ts'
import type { Role } from '../proposal/roles.ts'

/** Whom others see. `organization` is the code of an RTO or "ITU"; exactly one of the two is set, but for administrators of the site. */
export type PersonCard = {
  readonly id: PersonId
  /** For a demonstration person the role, never an invented name: "Head of delegation, Kenya". */
  readonly name: string
  readonly administration: string | null
  readonly organization: string | null
}

export type Membership = { readonly forum: ForumId; readonly roles: readonly Role[] }

export type Person = PersonCard & {
  readonly isDemonstration: boolean
  readonly isAdministrator: boolean
  readonly memberships: readonly Membership[]
}
