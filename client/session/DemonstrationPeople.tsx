import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { PersonId } from '../../shared/ids.ts'
import type { DemonstrationPerson, SessionView } from '../../shared/protocol/views.ts'
import { nameOf, symbolOf } from '../administrations/names.ts'
import { ROLE_GROUP_NAME } from '../proposal/role-words.ts'
import { Button } from '../ui/Button.tsx'
import { SearchInput } from '../ui/SearchInput.tsx'
import { demonstrationGroups, matches, type RoleGroup } from './demonstration-groups.ts'

type Props = {
  readonly people: readonly DemonstrationPerson[]
  readonly forums: SessionView['demonstrationForums']
  readonly onChoose: (person: PersonId) => void
}

export function DemonstrationPeople({ people, forums, onChoose }: Props) {
  const { t } = useLingui()
  const [words, setWords] = useState('')
  const found = people.filter(({ name, administration, organization }) =>
    matches(
      words,
      name,
      organization,
      administration && nameOf(administration),
      administration && symbolOf(administration),
    ),
  )
  const nameOfForum = (id: string) => forums.find((forum) => forum.id === id)?.name ?? id
  return (
    <section className="stack" aria-labelledby="demonstration-people">
      <div className="row">
        <h2 id="demonstration-people">
          <Trans>Demonstration people</Trans>
        </h2>
        <span className="quiet small" role="status">
          <Plural value={found.length} one="# person, one click" other="# people, one click each" />
        </span>
      </div>
      <SearchInput label={t`Find a role or an administration`} value={words} onChange={setWords} />
      {demonstrationGroups(found).map(({ forum, roles }) => (
        <div key={forum} className="stack demo-forum">
          <h3>{nameOfForum(forum)}</h3>
          {roles.map((group) => (
            <People key={group.role} group={group} onChoose={onChoose} />
          ))}
        </div>
      ))}
      {found.length === 0 && (
        <p className="quiet">
          <Trans>Nobody here matches these words.</Trans>
        </p>
      )}
    </section>
  )
}

function People({ group, onChoose }: { readonly group: RoleGroup; readonly onChoose: Props['onChoose'] }) {
  const { t } = useLingui()
  return (
    <div className="demo-role">
      <h4>{t(ROLE_GROUP_NAME[group.role])}</h4>
      <ul className="demo-people">
        {group.people.map((person) => (
          <li key={person.id}>
            <Button small onPress={() => onChoose(person.id)}>
              <span className="chip" aria-hidden="true">
                {person.administration ? symbolOf(person.administration) : person.organization}
              </span>
              <PersonName name={person.name} />
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** "Head of delegation, Kenya": the role stands at the start of the line already, so it is only spoken. */
function PersonName({ name }: { readonly name: string }) {
  const [role, ...place] = name.split(', ')
  return (
    <>
      <span className="vh">{role}, </span>
      <span className="demo-name">{place.join(', ') || role}</span>
    </>
  )
}
