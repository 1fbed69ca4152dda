import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ForumView } from '../../shared/protocol/views.ts'
import { ALL_ADMINISTRATIONS } from '../administrations/names.ts'
import { call } from '../api.ts'
import { Button } from '../ui/Button.tsx'
import { CheckBox } from '../ui/CheckBox.tsx'
import { ChoiceInput } from '../ui/ChoiceInput.tsx'
import { DialogFrame } from '../ui/DialogFrame.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { SegmentedChoice } from '../ui/SegmentedChoice.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import { membershipsOf, RolesChoice, type RolesByForum } from './RolesChoice.tsx'
import { SignInLink } from './SignInLink.tsx'

type SpeaksFor = 'administration' | 'organization' | 'site'

export function AddPersonDialog({
  forums,
  onClose,
}: {
  readonly forums: readonly ForumView[]
  readonly onClose: () => void
}) {
  const { t } = useLingui()
  const [name, setName] = useState('')
  const [speaksFor, setSpeaksFor] = useState<SpeaksFor>('administration')
  const [administration, setAdministration] = useState<string | null>(null)
  const [organization, setOrganization] = useState('')
  const [isAdministrator, setIsAdministrator] = useState(false)
  const [roles, setRoles] = useState<RolesByForum>({})
  const add = useAddPerson()
  const missing = () => {
    if (name.trim() === '') return t`Give the name first.`
    if (speaksFor === 'administration' && !administration) return t`Choose the administration first.`
    if (speaksFor === 'organization' && organization.trim() === '') return t`Give the organization first.`
    return null
  }
  const submit = () =>
    add.mutate({
      name,
      administration: speaksFor === 'administration' ? administration : null,
      organization: speaksFor === 'organization' ? organization : null,
      isAdministrator: isAdministrator || speaksFor === 'site',
      memberships: membershipsOf(roles).filter((membership) => membership.roles.length > 0),
    })
  if (add.data)
    return (
      <DialogFrame
        title={t`${add.data.person.name} is added`}
        onClose={onClose}
        footer={
          <Button onPress={onClose}>
            <Trans>Close</Trans>
          </Button>
        }
      >
        <SignInLink link={add.data.link} />
      </DialogFrame>
    )
  return (
    <DialogFrame
      title={t`Add a person`}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>
            <Trans>Add nobody</Trans>
          </Button>
          <Button look="main" isPending={add.isPending} unavailable={missing()} onPress={submit}>
            <Trans>Add and make a sign-in link</Trans>
          </Button>
        </>
      }
    >
      <TextInput label={t`Name`} value={name} onChange={setName} maxLength={120} />
      <div className="field">
        <span className="label-of">
          <Trans>Speaks for</Trans>
        </span>
        <SegmentedChoice
          label={t`Speaks for`}
          value={speaksFor}
          onChange={setSpeaksFor}
          choices={[
            { value: 'administration', content: <Trans>An administration</Trans> },
            { value: 'organization', content: <Trans>An organization</Trans> },
            { value: 'site', content: <Trans>Nobody: runs this site</Trans> },
          ]}
        />
      </div>
      {speaksFor === 'administration' && (
        <ChoiceInput
          label={t`Administration`}
          options={ALL_ADMINISTRATIONS.map((each) => ({ id: each.iso3, name: each.name }))}
          value={administration}
          onChange={setAdministration}
        />
      )}
      {speaksFor === 'organization' && (
        <TextInput
          label={t`Organization`}
          hint={t`Its code, such as ATU, CEPT or ITU.`}
          value={organization}
          onChange={setOrganization}
          maxLength={20}
        />
      )}
      {speaksFor !== 'site' && (
        <CheckBox isSelected={isAdministrator} onChange={setIsAdministrator}>
          <Trans>Also an administrator of this site, who adds people</Trans>
        </CheckBox>
      )}
      <RolesChoice forums={forums} value={roles} onChange={setRoles} />
      <Refusal error={add.error} />
    </DialogFrame>
  )
}

function useAddPerson() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (request: Parameters<typeof call<'addPerson'>>[1]) => call('addPerson', request),
    onSuccess: () => client.invalidateQueries({ queryKey: ['people'] }),
  })
}
