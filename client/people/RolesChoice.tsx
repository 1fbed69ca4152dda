import { useLingui } from '@lingui/react/macro'
import { Checkbox } from 'react-aria-components/Checkbox'
import { CheckboxGroup } from 'react-aria-components/CheckboxGroup'
import { Label } from 'react-aria-components/Label'
import type { ForumId } from '../../shared/ids.ts'
import { ROLES, type Role } from '../../shared/proposal/roles.ts'
import type { ForumView } from '../../shared/protocol/views.ts'
import { ROLE_NAME } from '../proposal/role-words.ts'
import { Icon } from '../ui/Icon.tsx'

export type RolesByForum = Readonly<Record<ForumId, readonly Role[]>>

type Props = {
  readonly forums: readonly ForumView[]
  readonly value: RolesByForum
  readonly onChange: (value: RolesByForum) => void
}

export function RolesChoice({ forums, value, onChange }: Props) {
  const { t } = useLingui()
  return (
    <div className="stack">
      {forums.map(({ id, name }) => (
        <CheckboxGroup
          key={id}
          className="field"
          value={[...(value[id] ?? [])]}
          onChange={(roles) => onChange({ ...value, [id]: roles as Role[] })}
        >
          <Label>{t`Roles in ${name}`}</Label>
          <div className="role-boxes">
            {ROLES.map((role) => (
              <Checkbox key={role} value={role} className="check">
                <span className="check-box">
                  <Icon name="check" />
                </span>
                {t(ROLE_NAME[role])}
              </Checkbox>
            ))}
          </div>
        </CheckboxGroup>
      ))}
    </div>
  )
}

export const membershipsOf = (value: RolesByForum) =>
  Object.entries(value).map(([forum, roles]) => ({ forum, roles: [...roles] }))
