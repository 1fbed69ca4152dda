/** The demonstration people as the door lists them: by forum, then by role, those who move the story first. */
import type { ForumId } from '../../shared/ids.ts'
import { ROLES, type Role } from '../../shared/proposal/roles.ts'
import type { DemonstrationPerson } from '../../shared/protocol/views.ts'

export type RoleGroup = { readonly role: Role; readonly people: readonly DemonstrationPerson[] }
export type ForumGroup = { readonly forum: ForumId; readonly roles: readonly RoleGroup[] }

const STORY: readonly Role[] = ['coordinator', 'chair', 'vice-chair', 'secretariat', 'head-of-delegation', 'delegate']
const ORDER: readonly Role[] = [...STORY, ...ROLES.filter((role) => !STORY.includes(role))]

/** A person stands in the first forum of theirs, under the role that does most there. The largest forum comes first. */
export function demonstrationGroups(people: readonly DemonstrationPerson[]): readonly ForumGroup[] {
  const forums = [...new Set(people.flatMap((person) => person.memberships[0]?.forum ?? []))]
  const within = (forum: ForumId) => people.filter((person) => person.memberships[0]?.forum === forum)
  return forums
    .map((forum) => ({ forum, size: within(forum).length, roles: roleGroups(within(forum)) }))
    .sort((a, b) => b.size - a.size)
}

const roleGroups = (people: readonly DemonstrationPerson[]): readonly RoleGroup[] =>
  ORDER.map((role) => ({ role, people: people.filter((person) => leadingRole(person) === role) })).filter(
    (group) => group.people.length > 0,
  )

const leadingRole = ({ memberships }: DemonstrationPerson) => ORDER.find((role) => memberships[0]?.roles.includes(role))

/** Every word of the search stands somewhere in the name, the administration or its symbol. */
export const matches = (words: string, ...texts: readonly (string | null)[]) => {
  const all = texts.join(' ').toLocaleLowerCase()
  return words
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word))
}
