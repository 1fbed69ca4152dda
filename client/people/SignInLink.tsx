import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { TextInput } from '../ui/TextInput.tsx'

export function SignInLink({ link }: { readonly link: string }) {
  const { t } = useLingui()
  const [isCopied, setIsCopied] = useState(false)
  const whole = new URL(link, location.origin).href
  return (
    <div className="stack">
      <Notice icon="lock">
        <Trans>This link is shown once. Only its hash is stored, so nobody can look it up later.</Trans>
      </Notice>
      <TextInput label={t`Personal sign-in link`} value={whole} isReadOnly />
      <div className="row">
        <Button onPress={() => void navigator.clipboard.writeText(whole).then(() => setIsCopied(true))}>
          <Trans>Copy the link</Trans>
        </Button>
        <span role="status" className="quiet">
          {isCopied && <Trans>Copied</Trans>}
        </span>
      </div>
    </div>
  )
}
