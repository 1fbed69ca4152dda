import { describe, expect, it } from 'vitest'
import { demonstrationGroups, matches } from '../../../client/session/demonstration-groups.ts'
import { forumId, personId } from '../../../shared/ids.ts'
import type { Role } from '../../../shared/proposal/roles.ts'
import type { DemonstrationPerson } from '../../../shared/protocol/views.ts'

const person = (name: string, roles: Record<string, readonly Role[]>): DemonstrationPerson => ({
  id: personId(name),
  name,
  administration: null,
  organization: null,
  memberships: Object.entries(roles).map(([forum, held]) => ({ forum: forumId(forum), roles: held })),
})

describe('the demonstration people on the sign-in page', () => {
  const people = [
    person('delegate', { small: ['delegate'] }),
    person('both', { small: ['delegate'], large: ['delegate', 'head-of-delegation'] }),
    person('chair', { large: ['chair'] }),
    person('coordinator', { large: ['coordinator'] }),
  ]

  it('stand once each, in the largest forum of theirs', () => {
    const shown = demonstrationGroups(people).flatMap(({ roles }) => roles.flatMap((group) => group.people))
    expect(shown.map(({ name }) => name).sort()).toEqual(['both', 'chair', 'coordinator', 'delegate'])
    expect(demonstrationGroups(people)[0]?.forum).toBe('large')
  })

  it('begin with those who move the story, under the role that does most', () => {
    const roles = demonstrationGroups(people)[0]?.roles.map(({ role }) => role)
    expect(roles).toEqual(['coordinator', 'chair', 'head-of-delegation'])
  })

  it('are found by any words of name, administration or symbol, in any order', () => {
    expect(matches('kenya head', 'Head of delegation, Kenya', 'KEN')).toBe(true)
    expect(matches('kenya chair', 'Head of delegation, Kenya', 'KEN')).toBe(false)
  })
})
