import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { useNavigate, useParams } from 'react-router'
import { call } from '../api.ts'
import { Button } from '../ui/Button.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { useTitle } from '../ui/use-title.ts'
import { SignInFrame } from './SignInFrame.tsx'
import { useTakeSession } from './use-session.ts'

/** The link is used up by a press of the button, never by opening the page: mail scanners open pages. */
export function SignInLinkScreen() {
  const { t } = useLingui()
  useTitle(t`Sign in`)
  const { token = '' } = useParams()
  const navigate = useNavigate()
  const take = useTakeSession()
  const signIn = useMutation({
    mutationFn: () => call('signInByLink', { token }),
    onSuccess: async (session) => {
      take(session)
      await navigate('/', { replace: true })
    },
  })
  return (
    <SignInFrame title={t`Sign in`}>
      <p>
        <Trans>This personal link signs you in once, on this device.</Trans>
      </p>
      <Refusal error={signIn.error} />
      <div>
        <Button look="main" isPending={signIn.isPending} onPress={() => signIn.mutate()}>
          <Trans>Sign in</Trans>
        </Button>
      </div>
    </SignInFrame>
  )
}
