import { Trans } from '@lingui/react/macro'
import { useState, type ReactNode } from 'react'
import { Button } from './Button.tsx'

/** Browsers give the clipboard to https and to this machine only; elsewhere the text is selected by hand. */
export function CopyButton({ text, children }: { readonly text: () => string; readonly children: ReactNode }) {
  const [isCopied, setIsCopied] = useState(false)
  const clipboard = navigator.clipboard as Clipboard | undefined
  if (!clipboard) return null
  return (
    <>
      <Button onPress={() => void clipboard.writeText(text()).then(() => setIsCopied(true))}>{children}</Button>
      <span role="status" className="quiet">
        {isCopied && <Trans>Copied</Trans>}
      </span>
    </>
  )
}
