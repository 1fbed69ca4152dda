import { Trans, useLingui } from '@lingui/react/macro'
import { useEffect } from 'react'
import { useBlocker } from 'react-router'
import { Button } from '../ui/Button.tsx'
import { DialogFrame } from '../ui/DialogFrame.tsx'

/** Leaving an import asks first: nothing of it is stored anywhere. `isDone` is asked at the moment of leaving. */
export function LeaveGuard({ isDone }: { readonly isDone: () => boolean }) {
  const blocker = useBlocker(() => !isDone())
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (!isDone()) event.preventDefault()
    }
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [isDone])
  if (blocker.state !== 'blocked') return null
  return <LeaveDialog onStay={() => blocker.reset()} onLeave={() => blocker.proceed()} />
}

type Props = { readonly onStay: () => void; readonly onLeave: () => void }

export function LeaveDialog({ onStay, onLeave }: Props) {
  const { t } = useLingui()
  return (
    <DialogFrame
      title={t`Leave the import?`}
      onClose={onStay}
      footer={
        <>
          <Button autoFocus onPress={onStay}>
            <Trans>Stay here</Trans>
          </Button>
          <Button onPress={onLeave}>
            <Trans>Leave, and store nothing</Trans>
          </Button>
        </>
      }
    >
      <p>
        <Trans>The text is not in the library yet, and what you mended by hand would be lost.</Trans>
      </p>
    </DialogFrame>
  )
}
