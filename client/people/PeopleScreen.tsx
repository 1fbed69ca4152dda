import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Person } from '../../shared/protocol/people.ts'
import { useForums } from '../forum/queries.ts'
import { usePerson } from '../session/use-session.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Page } from '../ui/Page.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { AddForumDialog } from './AddForumDialog.tsx'
import { AddPersonDialog } from './AddPersonDialog.tsx'
import { LinkDialog } from './LinkDialog.tsx'
import { PeopleTable } from './PeopleTable.tsx'
import { usePeople } from './queries.ts'
import { RolesDialog } from './RolesDialog.tsx'
import './people.css'

type Open =
  { readonly dialog: 'person' | 'forum' } | { readonly dialog: 'roles' | 'link'; readonly person: Person } | null

export function PeopleScreen() {
  const { t } = useLingui()
  const { isAdministrator } = usePerson()
  if (isAdministrator) return <Administration />
  return (
    <Page title={t`People`}>
      <EmptyState say={t`Only the administrators of this site add people and change roles.`} />
    </Page>
  )
}

function Administration() {
  const { t } = useLingui()
  const people = usePeople()
  const forums = useForums()
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  return (
    <Page
      title={t`People`}
      facts={t`Who can sign in, for whom, and in which role in each forum.`}
      actions={
        <>
          <Button onPress={() => setOpen({ dialog: 'forum' })}>
            <Trans>Add a forum</Trans>
          </Button>
          <Button look="main" onPress={() => setOpen({ dialog: 'person' })}>
            <Trans>Add a person</Trans>
          </Button>
        </>
      }
    >
      <Refusal error={people.error ?? forums.error} />
      {people.isPending && <Waiting rows={6} />}
      {people.data && (
        <PeopleTable
          people={people.data}
          forums={forums.data ?? []}
          onRoles={(person) => setOpen({ dialog: 'roles', person })}
          onLink={(person) => setOpen({ dialog: 'link', person })}
        />
      )}
      {open?.dialog === 'person' && <AddPersonDialog forums={forums.data ?? []} onClose={close} />}
      {open?.dialog === 'forum' && <AddForumDialog onClose={close} />}
      {open?.dialog === 'roles' && <RolesDialog person={open.person} forums={forums.data ?? []} onClose={close} />}
      {open?.dialog === 'link' && <LinkDialog person={open.person} onClose={close} />}
    </Page>
  )
}
