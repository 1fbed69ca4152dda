import { Trans } from '@lingui/react/macro'
import { useTitle } from './use-title.ts'
import { Button } from './Button.tsx'

/** A fault of this page. What was typed is in the outbox, so reloading loses nothing. */
export function Broken() {
  useTitle('')
  return (
    <main className="page">
      <h1>
        <Trans>This page stopped working</Trans>
      </h1>
      <p>
        <Trans>
          What you typed is kept. Reload the page; when it happens again, tell the administrator of this site.
        </Trans>
      </p>
      <div>
        <Button look="main" onPress={() => location.reload()}>
          <Trans>Reload the page</Trans>
        </Button>
      </div>
    </main>
  )
}
