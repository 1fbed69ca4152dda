import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { symbolOf } from '../administrations/names.ts'
import type { Person } from '../../shared/protocol/people.ts'
import { SignOutDialog } from './SignOutDialog.tsx'
import { usePerson } from './use-session.ts'

export function AccountMenu() {
  const { t } = useLingui()
  const person = usePerson()
  const [leaving, setLeaving] = useState(false)
  const sign = person.administration ? symbolOf(person.administration) : person.organization
  return (
    <>
      <MenuTrigger>
        <Button className="button bare account">
          <span className={sign ? 'chip own' : 'chip'} aria-hidden={sign ? undefined : true}>
            {sign ?? initialsOf(person.name)}
          </span>
          <span className="account-name">{shortName(person)}</span>
          <span className="vh">
            <Trans>Account</Trans>
          </span>
        </Button>
        <Popover className="popover" placement="bottom end">
          <p className="popover-head">{person.name}</p>
          <Menu className="menu" aria-label={t`Account`} onAction={() => setLeaving(true)}>
            <MenuItem id="sign-out" className="menu-item">
              <Trans>Sign out</Trans>
            </MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
      {leaving && <SignOutDialog person={person.id} onStay={() => setLeaving(false)} />}
    </>
  )
}

/** On a narrow screen the chip is all that shows, so nobody is without one. */
const initialsOf = (name: string) =>
  name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .slice(0, 3)
    .join('')

/** A demonstration person is named by role and place, and the chip beside it already says the place. */
const shortName = ({ name, isDemonstration }: Person) => (isDemonstration ? name.split(', ')[0] : name)
