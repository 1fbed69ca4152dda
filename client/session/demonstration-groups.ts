/** The demonstration people as the door lists them: by forum, then by role, those who move the story first. */
import type { ForumId } from '../../shared/ids.ts'
import { ROLES, type Role } from '../../shared/proposal/roles.ts'
import type { DemonstrationPerson } from '../../shared/protocol/views.ts'

export type RoleGroup = { readonly role: Role; readonly people: readonly DemonstrationPerson[] }
export type ForumGroup = { readonly forum: ForumId; readonly roles: readonly RoleGroup[] }

const STORY: readonly Role[] = ['coordinator', 'chair', 'vice-chair', 'secretariat', 'head-of-delegation', 'delegate']
const ORDER: readonly Role[] = [...STORY, ...ROLES.filter((role) => !STORY.includes(role))]

/** A person stands once: in the largest forum of theirs, under the role that does most there; by name within a role. */
export function demonstrationGroups(unsorted: readonly DemonstrationPerson[]): readonly ForumGroup[] {
  const people = unsorted.toSorted((a, b) => a.name.localeCompare(b.name))
  const forums = bySize(people)
  const placed = people.flatMap((person) => placeOf(person, forums) ?? [])
  return forums
    .map((forum) => ({ forum, roles: roleGroups(placed.filter((place) => place.forum === forum)) }))
    .filter(({ roles }) => roles.length > 0)
}

function bySize(people: readonly DemonstrationPerson[]): readonly ForumId[] {
  const sizes = new Map<ForumId, number>()
  for (const { forum } of people.flatMap(({ memberships }) => memberships))
    sizes.set(forum, (sizes.get(forum) ?? 0) + 1)
  return [...sizes].sort(([, a], [, b]) => b - a).map(([forum]) => forum)
}

type Place = { readonly person: DemonstrationPerson; readonly forum: ForumId; readonly role: Role | undefined }

function placeOf(person: DemonstrationPerson, forums: readonly ForumId[]): Place | undefined {
  const forum = forums.find((id) => person.memberships.some((membership) => membership.forum === id))
  const roles = person.memberships.find((membership) => membership.forum === forum)?.roles ?? []
  return forum && { person, forum, role: ORDER.find((role) => roles.includes(role)) }
}

const roleGroups = (places: readonly Place[]): readonly RoleGroup[] =>
  ORDER.map((role) => ({
    role,
    people: places.filter((place) => place.role === role).map(({ person }) => person),
  })).filter((group) => group.people.length > 0)

/** Every word of the search stands somewhere in the name, the administration or its symbol. */
export const matches = (words: string, ...texts: readonly (string | null)[]) => {
  const all = texts.join(' ').toLocaleLowerCase()
  return words
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word))
}
