import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useNavigate } from 'react-router'
import type { PersonId } from '../../shared/ids.ts'
import { call } from '../api.ts'
import { forgetLocalTexts, unsentEdits } from '../sync/local-texts.ts'
import { Button } from '../ui/Button.tsx'
import { DialogFrame } from '../ui/DialogFrame.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { useTakeSession } from './use-session.ts'

/** Signing out removes this person's texts from the device, so it asks first where some words are nowhere else. */
export function SignOutDialog({ person, onStay }: { readonly person: PersonId; readonly onStay: () => void }) {
  const { t } = useLingui()
  const unsent = useQuery({ queryKey: ['unsent', person], queryFn: () => unsentEdits(person), gcTime: 0 })
  const leave = useLeave(person)
  const { mutate } = leave
  const nothingUnsent = unsent.data === 0
  useEffect(() => {
    if (nothingUnsent) mutate()
  }, [nothingUnsent, mutate])
  if (!unsent.data && !leave.error) return null
  return (
    <DialogFrame
      title={t`Sign out and lose unsent edits?`}
      onClose={onStay}
      footer={
        <>
          <Button autoFocus onPress={onStay}>
            <Trans>Stay signed in</Trans>
          </Button>
          <Button isPending={leave.isPending} onPress={() => mutate()}>
            <Trans>Sign out and lose them</Trans>
          </Button>
        </>
      }
    >
      <p>
        <Plural
          value={unsent.data ?? 0}
          one="# edit is kept on this device only: the server has not got it yet."
          other="# edits are kept on this device only: the server has not got them yet."
        />{' '}
        <Trans>Signing out removes your texts from this device.</Trans>
      </p>
      <Refusal error={leave.error} />
    </DialogFrame>
  )
}

function useLeave(person: PersonId) {
  const take = useTakeSession()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: async () => {
      const session = await call('signOut', {})
      await forgetLocalTexts(person)
      return session
    },
    onSuccess: async (session) => {
      await navigate('/sign-in')
      take(session)
    },
  })
}
