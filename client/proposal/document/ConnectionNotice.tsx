import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from 'react-router'
import type { CloseReason } from '../../../shared/protocol/close-codes.ts'
import { Notice } from '../../ui/Notice.tsx'
import { useWorkspace } from '../workspace-context.ts'

const WHY: Record<CloseReason, MessageDescriptor> = {
  notSignedIn: msg`You are no longer signed in. Sign in again: what you typed is kept on this device.`,
  notPermitted: msg`You may no longer work on this proposal. What you typed is kept on this device.`,
  notFound: msg`This proposal is gone, or no longer for you to read.`,
  locked: msg`The text is locked. What you typed is kept as your parked draft.`,
  tooLarge: msg`An edit was too large for the server. Undo the last paste and bring it in in parts.`,
  invalid: msg`The server could not read an edit from this page. Reload the page; what you typed is kept.`,
  overloaded: msg`The server is too busy now. Your edits wait on this device.`,
  slow: msg`The line is too slow to keep up with the others. Your edits wait on this device.`,
  gap: msg`This page and the server lost step and begin again. What you typed is kept on this device.`,
  restarting: msg`The server is restarting. Your edits wait on this device.`,
  storageFailed: msg`The server’s disk takes nothing at present. Your edits are kept on this device.`,
}

/** Why the connection is not there, said where it matters. A short break is told by the save state alone. */
export function ConnectionNotice() {
  const { t } = useLingui()
  const { snapshot } = useWorkspace()
  if (snapshot.connection === 'refused' && snapshot.refusal)
    return (
      <Notice tone="refused" live>
        <p>{t(WHY[snapshot.refusal.reason])}</p>
        {snapshot.refusal.reason === 'notSignedIn' && (
          <p>
            <Link to="/sign-in" reloadDocument>
              <Trans>Sign in again</Trans>
            </Link>
          </p>
        )}
      </Notice>
    )
  if (snapshot.isRenewed)
    return (
      <Notice live>
        <Trans>Reload the page: the program was renewed. Until then you can only read here.</Trans>
      </Notice>
    )
  if (snapshot.trouble)
    return (
      <Notice icon="device" live>
        {t(WHY[snapshot.trouble])}
      </Notice>
    )
  if (snapshot.connection === 'offline' && !snapshot.synced)
    return (
      <Notice icon="device" live>
        <Trans>No line, and this text was not opened on this device before. It opens when the line is back.</Trans>
      </Notice>
    )
  return null
}
