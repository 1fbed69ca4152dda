import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import type { Person } from '../../shared/protocol/people.ts'
import { call } from '../api.ts'
import { Button } from '../ui/Button.tsx'
import { DialogFrame } from '../ui/DialogFrame.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { SignInLink } from './SignInLink.tsx'

/** An older link stops working, so it is made on a press and not on opening. */
export function LinkDialog({ person, onClose }: { readonly person: Person; readonly onClose: () => void }) {
  const { t } = useLingui()
  const make = useMutation({ mutationFn: () => call('newSignInLink', { id: person.id }) })
  return (
    <DialogFrame
      title={t`New sign-in link for ${person.name}`}
      onClose={onClose}
      footer={
        <Button onPress={onClose}>
          <Trans>Close</Trans>
        </Button>
      }
    >
      {make.data ? (
        <SignInLink link={make.data.link} />
      ) : (
        <>
          <p>
            <Trans>A new link is shown once. Give it to this person only: it signs in whoever opens it.</Trans>
          </p>
          <div>
            <Button look="main" isPending={make.isPending} onPress={() => make.mutate()}>
              <Trans>Make the link</Trans>
            </Button>
          </div>
        </>
      )}
      <Refusal error={make.error} />
    </DialogFrame>
  )
}
