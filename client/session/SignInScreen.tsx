import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { Navigate, useSearchParams } from 'react-router'
import type { PersonId } from '../../shared/ids.ts'
import { call } from '../api.ts'
import { Refusal } from '../ui/Refusal.tsx'
import { useTitle } from '../ui/use-title.ts'
import { Waiting } from '../ui/Waiting.tsx'
import { DemonstrationPeople } from './DemonstrationPeople.tsx'
import { SignInFrame } from './SignInFrame.tsx'
import { useSession, useTakeSession } from './use-session.ts'

export function SignInScreen() {
  const { t } = useLingui()
  useTitle(t`Sign in`)
  const session = useSession()
  const to = useWayBack()
  const take = useTakeSession()
  const signIn = useMutation({
    mutationFn: (person: PersonId) => call('signInAsDemonstration', { person }),
    onSuccess: take,
  })
  if (session.data?.person) return <Navigate to={to} replace />
  return (
    <SignInFrame title={t`Sign in`}>
      <Refusal error={signIn.error ?? session.error} />
      {session.isPending && <Waiting rows={8} />}
      {session.data?.demonstration && (
        <DemonstrationPeople
          people={session.data.demonstrationPeople}
          forums={session.data.demonstrationForums}
          onChoose={(person) => signIn.mutate(person)}
        />
      )}
      {session.data && !session.data.demonstration && <AskForLink />}
    </SignInFrame>
  )
}

function AskForLink() {
  return (
    <div className="stack">
      <p>
        <Trans>You sign in with a personal link. The administrator of this site makes it and gives it to you.</Trans>
      </p>
      <p className="quiet">
        <Trans>A link works once. When yours no longer works, ask for another one.</Trans>
      </p>
    </div>
  )
}

/** Only a path of this site: an address of another one is not followed. */
function useWayBack(): string {
  const to = useSearchParams()[0].get('to') ?? '/'
  return to.startsWith('/') && !to.startsWith('//') ? to : '/'
}
