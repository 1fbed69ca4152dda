import { Trans, useLingui } from '@lingui/react/macro'
import { CopyButton } from '../ui/CopyButton.tsx'
import { Notice } from '../ui/Notice.tsx'
import { TextInput } from '../ui/TextInput.tsx'

export function SignInLink({ link }: { readonly link: string }) {
  const { t } = useLingui()
  const whole = new URL(link, location.origin).href
  return (
    <div className="stack">
      <Notice icon="lock">
        <Trans>This link is shown once. Only its hash is stored, so nobody can look it up later.</Trans>
      </Notice>
      <TextInput label={t`Personal sign-in link`} value={whole} isReadOnly />
      <div className="row">
        <CopyButton text={() => whole}>
          <Trans>Copy the link</Trans>
        </CopyButton>
      </div>
    </div>
  )
}
