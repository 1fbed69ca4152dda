import { Trans, useLingui } from '@lingui/react/macro'
import type { Person } from '../../shared/protocol/people.ts'
import type { ForumView } from '../../shared/protocol/views.ts'
import { nameOf } from '../administrations/names.ts'
import { ROLE_NAME } from '../proposal/role-words.ts'
import { Button } from '../ui/Button.tsx'

type Props = {
  readonly people: readonly Person[]
  readonly forums: readonly ForumView[]
  readonly onRoles: (person: Person) => void
  readonly onLink: (person: Person) => void
}

export function PeopleTable({ people, forums, onRoles, onLink }: Props) {
  const { t } = useLingui()
  return (
    <div className="table-box" tabIndex={0} role="group" aria-label={t`People`}>
      <table className="table stacked">
        <thead>
          <tr>
            <th scope="col">
              <Trans>Name</Trans>
            </th>
            <th scope="col">
              <Trans>Speaks for</Trans>
            </th>
            <th scope="col">
              <Trans>Forums and roles</Trans>
            </th>
            <th scope="col">
              <Trans>Change</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.id}>
              <th scope="row">
                {person.name}
                {person.isAdministrator && (
                  <p className="quiet small regular">
                    <Trans>Administrator of this site</Trans>
                  </p>
                )}
              </th>
              <td>{person.administration ? nameOf(person.administration) : (person.organization ?? '—')}</td>
              <td className="small">
                <Memberships person={person} forums={forums} />
              </td>
              <td>
                <span className="row">
                  <Button small aria-label={t`Roles of ${person.name}`} onPress={() => onRoles(person)}>
                    <Trans>Roles</Trans>
                  </Button>
                  <Button small aria-label={t`New link for ${person.name}`} onPress={() => onLink(person)}>
                    <Trans>New link</Trans>
                  </Button>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Memberships({ person, forums }: { readonly person: Person; readonly forums: readonly ForumView[] }) {
  const { t } = useLingui()
  if (person.memberships.length === 0) return <Trans>In no forum</Trans>
  return (
    <ul>
      {person.memberships.map(({ forum, roles }) => (
        <li key={forum}>
          {forums.find(({ id }) => id === forum)?.name ?? forum}: {roles.map((role) => t(ROLE_NAME[role])).join(', ')}
        </li>
      ))}
    </ul>
  )
}
