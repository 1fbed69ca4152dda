import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { nameOf, symbolOf } from '../administrations/names.ts'
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
        <Button className="button bare account" aria-label={t`Account: ${person.name}`}>
          {sign && <span className="chip own">{sign}</span>}
          <span className="account-name">{shortName(person.name, person.administration)}</span>
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

/** The chip beside it already says the administration. */
const shortName = (name: string, administration: string | null) =>
  administration ? name.replace(`, ${nameOf(administration)}`, '') : name
