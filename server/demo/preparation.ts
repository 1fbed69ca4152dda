/**
 * The demonstration: a preparation for WTDC-29 with the ATU group and the RPM for Africa, and people named by role and
 * administration. The administrations and their memberships are real data; nobody here is a real person, and no position is
 * anybody's. Made once, at the first start with DEMO=1.
 */
import { forumId, personId } from '../../shared/ids.ts'
import { memberState } from '../../shared/region/member-states.ts'
import type { Role } from '../../shared/proposal/roles.ts'
import type { Membership } from '../../shared/protocol/people.ts'
import type { Engine } from '../store/engine.ts'
import { newForum } from '../store/forums.ts'

const CONFERENCE = 'WTDC-29'
const ATU = newForum('rto', 'ATU', CONFERENCE)
const RPM = newForum('rpm', 'AFR', CONFERENCE)

/** Enough heads of delegation to play 15 in support and 3 against, and 14 and 4. Egypt: in ATU, in the Arab region. */
const HEADS = 'KEN SEN NGA ZAF EGY GHA CMR UGA TZA RWA ZMB BFA MUS CIV BEN TGO MLI MAR TUN DZA ETH AGO MOZ NAM ZWE BWA'
const DELEGATES = 'KEN SEN NGA ZAF EGY GHA CMR DZA'
/** Member States of the region without an organization, as the reference data have it. */
const IN_NO_RTO = 'ERI SYC'

type Demonstrated = { readonly role: string; readonly of: string; readonly memberships: readonly Membership[] }

export function prepareDemonstration({ accounts, forums }: Engine, now: number): void {
  if (accounts.count().all > 0) return
  for (const forum of [ATU, RPM]) if (!forums.get(forum.id)) forums.add(forum, now)
  for (const person of demonstrationPeople()) {
    const isState = memberState(person.of) !== undefined
    const id = personId(`demo-${slug(person.role)}-${person.of.toLowerCase()}`)
    accounts.add(
      {
        id,
        name: `${person.role}, ${memberState(person.of)?.name.en ?? person.of}`,
        administration: isState ? person.of : null,
        organization: isState ? null : person.of,
        isDemonstration: true,
        isAdministrator: false,
      },
      person.memberships,
      now,
    )
  }
}

function demonstrationPeople(): readonly Demonstrated[] {
  const inBoth = (code: string, role: Role): readonly Membership[] =>
    memberState(code)?.ituRegion === RPM.of ? [as(ATU.id, role), as(RPM.id, role)] : [as(ATU.id, role)]
  return [
    { role: 'Coordinator', of: 'NGA', memberships: [as(ATU.id, 'coordinator')] },
    { role: 'Chair', of: 'TZA', memberships: [as(ATU.id, 'chair')] },
    { role: 'Vice-chair', of: 'SEN', memberships: [as(ATU.id, 'vice-chair')] },
    { role: 'Secretariat', of: 'ATU', memberships: [as(ATU.id, 'secretariat')] },
    ...HEADS.split(' ').map((of) => ({
      role: 'Head of delegation',
      of,
      memberships: inBoth(of, 'head-of-delegation'),
    })),
    ...DELEGATES.split(' ').map((of) => ({ role: 'Delegate', of, memberships: inBoth(of, 'delegate') })),
    { role: 'Observer', of: 'CEPT', memberships: [as(ATU.id, 'observer')] },
    { role: 'Coordinator of the RPM', of: 'RWA', memberships: [as(RPM.id, 'coordinator')] },
    { role: 'Chair of the RPM', of: 'GHA', memberships: [as(RPM.id, 'chair')] },
    ...IN_NO_RTO.split(' ').map((of) => ({ role: 'Delegate', of, memberships: [as(RPM.id, 'delegate')] })),
  ]
}

const as = (forum: string, role: Role): Membership => ({ forum: forumId(forum), roles: [role] })

const slug = (words: string) => words.toLowerCase().replaceAll(' ', '-')
