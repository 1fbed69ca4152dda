import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import type { CloseReason } from '../../../shared/protocol/close-codes.ts'
import { Notice } from '../../ui/Notice.tsx'
import type { SessionSnapshot } from '../../sync/session-snapshot.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { useSaving, useWorkspace } from '../workspace-context.ts'

/** Only the reason: what became of the edits is said of those that there are. */
const WHY: Record<CloseReason, MessageDescriptor> = {
  notSignedIn: msg`You are no longer signed in.`,
  notPermitted: msg`You may no longer work on this proposal.`,
  notFound: msg`This proposal is gone, or no longer for you to read.`,
  locked: msg`The text is locked.`,
  tooLarge: msg`An edit was too large for the server. Undo the last paste and bring it in in parts.`,
  invalid: msg`The server could not read an edit from this page. Reload the page.`,
  overloaded: msg`The server is too busy now.`,
  slow: msg`The line is too slow to keep up with the others.`,
  gap: msg`This page and the server lost step and begin again.`,
  restarting: msg`The server is restarting.`,
  storageFailed: msg`The server’s disk takes nothing at present.`,
}

/** What somebody else can take back. */
const MAY_PASS: readonly CloseReason[] = ['notSignedIn', 'notPermitted', 'notFound']

/** Milliseconds. */
const WORTH_SAYING = 1_500

/** Why the connection is not there, said where it matters. A short break is told by the save state alone. */
export function ConnectionNotice() {
  const { t } = useLingui()
  const { snapshot } = useWorkspace()
  if (snapshot.connection === 'refused' && snapshot.refusal) return <Refused {...snapshot.refusal} />
  if (snapshot.isRenewed)
    return (
      <Notice live>
        <Trans>Reload the page: the program was renewed. Until then you can only read here.</Trans>
      </Notice>
    )
  if (snapshot.trouble)
    return (
      <Notice icon="device" live>
        {t(WHY[snapshot.trouble])} <Waiting />
      </Notice>
    )
  if (snapshot.connection === 'offline' && !snapshot.synced)
    return (
      <Notice icon="device" live>
        <Trans>No line, and this text was not opened on this device before. It opens when the line is back.</Trans>
      </Notice>
    )
  if (snapshot.connection === 'connecting' && !snapshot.synced) return <Opening />
  return null
}

/** A short opening needs no words. */
function Opening() {
  const [isLong, setIsLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(true), WORTH_SAYING)
    return () => clearTimeout(timer)
  }, [])
  if (!isLong) return null
  return (
    <p className="settled" role="status">
      <Trans>The text is being opened. On this network it takes a little longer.</Trans>
    </p>
  )
}

function Refused({ reason, isTryingAgain }: NonNullable<SessionSnapshot['refusal']>) {
  const { t } = useLingui()
  const { session } = useWorkspace()
  const { save } = useSaving()
  return (
    <Notice tone="refused" live>
      <p>
        {t(WHY[reason])} <Waiting />
      </p>
      <p className="row">
        {reason === 'notSignedIn' && (
          <Link to="/sign-in" reloadDocument>
            <Trans>Sign in again</Trans>
          </Link>
        )}
        {MAY_PASS.includes(reason) && (
          <Button isPending={isTryingAgain} onPress={() => session.tryAgain()}>
            <Trans>Try again</Trans>
          </Button>
        )}
        {save.state === 'kept' && save.edits > 0 && (
          <CopyButton text={() => session.waitingWords()}>
            <Trans>Copy what you typed</Trans>
          </CopyButton>
        )}
      </p>
    </Notice>
  )
}

/** Said only where something waits, and only what is true of it. */
function Waiting() {
  const { save } = useSaving()
  if (save.state !== 'kept' || save.edits === 0) return null
  return save.keptOnDevice ? (
    <Trans>What you typed is kept on this device.</Trans>
  ) : (
    <Trans>What you typed is kept in this page only: keep it open.</Trans>
  )
}
