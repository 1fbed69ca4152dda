import { Plural, Trans } from '@lingui/react/macro'
import { Icon, type IconName } from '../../ui/Icon.tsx'
import { When } from '../../ui/When.tsx'
import type { SessionSnapshot } from '../../sync/session-snapshot.ts'
import { useWorkspace } from '../workspace-context.ts'

/** Where the writer's words are. "Saved" is said of what the server has on disk, never before. The slot keeps its width. */
export function SaveStatus() {
  const { snapshot, state } = useWorkspace()
  const { icon, tone } = lookOf(snapshot)
  return (
    <p className={`save ${tone}`} role="status">
      {icon && <Icon name={icon} />}
      <span>
        {state.lock && snapshot.save.state === 'read-only' ? (
          <Locked at={state.lock.time} />
        ) : (
          <Said snapshot={snapshot} />
        )}
      </span>
    </p>
  )
}

const Locked = ({ at }: { readonly at: number }) => (
  <Trans>
    Locked <When at={at} clock />
  </Trans>
)

type Look = { readonly icon: IconName | null; readonly tone: string }

function lookOf({ connection, save }: SessionSnapshot): Look {
  if (connection === 'refused') return { icon: 'warn', tone: 'kept' }
  if (save.state === 'saved') return { icon: 'check', tone: 'ok' }
  if (save.state === 'saving') return { icon: 'sync', tone: '' }
  if (save.state === 'kept') return { icon: 'device', tone: 'kept' }
  return { icon: connection === 'offline' ? 'device' : 'lock', tone: '' }
}

function Said({ snapshot: { connection, save } }: { readonly snapshot: SessionSnapshot }) {
  if (connection === 'refused') return <Trans>Not connected</Trans>
  if (save.state === 'saving') return <Trans>Saving…</Trans>
  if (save.state === 'saved') return <Saved at={save.at} />
  if (save.state === 'read-only')
    return connection === 'online' ? <Trans>Read only</Trans> : <Connecting offline={connection === 'offline'} />
  if (save.edits === 0) return <Connecting offline={connection === 'offline'} />
  if (!save.keptOnDevice) return <Trans>Not saved: keep this page open</Trans>
  return (
    <Plural
      value={save.edits}
      one="Not saved yet: kept on this device (#)"
      other="Not saved yet: kept on this device (#)"
    />
  )
}

const Saved = ({ at }: { readonly at: number | null }) =>
  at === null ? (
    <Trans>Saved</Trans>
  ) : (
    <Trans>
      Saved <When at={at} clock />
    </Trans>
  )

const Connecting = ({ offline }: { readonly offline: boolean }) =>
  offline ? <Trans>No line</Trans> : <Trans>Connecting…</Trans>
