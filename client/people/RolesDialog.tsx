import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Person } from '../../shared/protocol/people.ts'
import type { ForumView } from '../../shared/protocol/views.ts'
import { call } from '../api.ts'
import { Button } from '../ui/Button.tsx'
import { DialogFrame } from '../ui/DialogFrame.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { membershipsOf, RolesChoice, type RolesByForum } from './RolesChoice.tsx'

type Props = { readonly person: Person; readonly forums: readonly ForumView[]; readonly onClose: () => void }

export function RolesDialog({ person, forums, onClose }: Props) {
  const { t } = useLingui()
  const client = useQueryClient()
  const [roles, setRoles] = useState<RolesByForum>(() =>
    Object.fromEntries(person.memberships.map((membership) => [membership.forum, membership.roles])),
  )
  const change = useMutation({
    mutationFn: () => call('setMemberships', { id: person.id, memberships: membershipsOf(roles) }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['people'] })
      onClose()
    },
  })
  return (
    <DialogFrame
      title={t`Roles of ${person.name}`}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>
            <Trans>Keep as they are</Trans>
          </Button>
          <Button look="main" isPending={change.isPending} onPress={() => change.mutate()}>
            <Trans>Change the roles</Trans>
          </Button>
        </>
      }
    >
      <RolesChoice forums={forums} value={roles} onChange={setRoles} />
      <Refusal error={change.error} />
    </DialogFrame>
  )
}
