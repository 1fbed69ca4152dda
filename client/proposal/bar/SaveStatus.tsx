import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { memo } from 'react'
import { Icon, type IconName } from '../../ui/Icon.tsx'
import { When } from '../../ui/When.tsx'
import type { SaveState } from '../../sync/save-state.ts'
import type { SessionSnapshot } from '../../sync/session-snapshot.ts'
import { useSaving, useWorkspace } from '../workspace-context.ts'
import { useLasting } from './use-lasting.ts'

/** On a good line every key is on its way and saved in turn: only what lasts is put into words. Milliseconds. */
const WORTH_SAYING = 300
const UNDER_WAY: Look = { icon: 'sync', tone: '' }

/** Where the writer's words are. "Saved" is said of what the server has on disk, never before. The slot keeps its width. */
export function SaveStatus() {
  const { connection } = useWorkspace().snapshot
  const { save } = useSaving()
  const lasts = useLasting(save.state, WORTH_SAYING) !== null
  const isUnderWay = !lasts && connection !== 'refused' && (save.state === 'saving' || save.state === 'saved')
  return <Status save={isUnderWay ? null : save} />
}

/** `save` is null while a key is under way: all of them look the same, and are drawn once. */
const Status = memo(function Status({ save }: { readonly save: SaveState | null }) {
  const { connection } = useWorkspace().snapshot
  const { icon, tone } = save ? lookOf({ connection, save }) : UNDER_WAY
  return (
    <p className={`save ${tone}`}>
      {icon && <Icon name={icon} />}
      <span>{save && <Shown save={save} />}</span>
      <SlowLine />
      <span className="vh" role="status">
        {save && <Spoken save={save} />}
      </span>
    </p>
  )
})

/** Everything works, and is a little later: no reason for alarm. */
function SlowLine() {
  const { isSlow } = useWorkspace().snapshot
  const { t } = useLingui()
  if (!isSlow) return null
  return (
    <span
      className="slow-line"
      title={t`Your network lets no live connection through. The text is saved all the same.`}
    >
      <Trans>Slow line</Trans>
    </span>
  )
}

function Shown({ save }: { readonly save: SaveState }) {
  const { snapshot, state } = useWorkspace()
  if (state.lock && save.state === 'read-only') return <Locked at={state.lock.time} />
  return <Said connection={snapshot.connection} save={save} />
}

/** Only what the writer must know, without a number that moves: Saving and Saved, at every key, would drown the text. */
function Spoken({ save }: { readonly save: SaveState }) {
  const { snapshot, state } = useWorkspace()
  const { connection } = snapshot
  if (connection === 'refused') return <Trans>Not connected</Trans>
  if (state.lock && save.state === 'read-only') return <Locked at={state.lock.time} />
  if (save.state === 'not-taken') return <NotTaken {...save} />
  if (save.state !== 'kept' || save.edits === 0) return null
  return save.keptOnDevice ? (
    <Trans>Not saved yet: kept on this device</Trans>
  ) : (
    <Trans>Not saved: keep this page open</Trans>
  )
}

const Locked = ({ at }: { readonly at: number }) => (
  <Trans>
    Locked <When at={at} clock />
  </Trans>
)

type Look = { readonly icon: IconName | null; readonly tone: string }

type Shows = Pick<SessionSnapshot, 'connection' | 'save'>

function lookOf({ connection, save }: Shows): Look {
  if (connection === 'refused') return { icon: 'warn', tone: 'kept' }
  if (save.state === 'saved') return { icon: 'check', tone: 'ok' }
  if (save.state === 'saving') return { icon: 'sync', tone: '' }
  if (save.state === 'kept' || save.state === 'not-taken') return { icon: 'device', tone: 'kept' }
  return { icon: connection === 'offline' ? 'device' : 'lock', tone: '' }
}

function Said({ connection, save }: Shows) {
  if (connection === 'refused') return <Trans>Not connected</Trans>
  if (save.state === 'saving') return <Trans>Saving…</Trans>
  if (save.state === 'saved') return <Saved at={save.at} />
  if (save.state === 'read-only')
    return connection === 'online' ? <Trans>Read only</Trans> : <Connecting offline={connection === 'offline'} />
  if (save.state === 'not-taken') return <NotTaken {...save} />
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

const NotTaken = ({ edits, isStored }: { readonly edits: number; readonly isStored: boolean }) =>
  isStored ? (
    <Plural
      value={edits}
      one="Not saved: kept on this device only (#)"
      other="Not saved: kept on this device only (#)"
    />
  ) : (
    <Trans>Not saved: keep this page open</Trans>
  )

const Connecting = ({ offline }: { readonly offline: boolean }) =>
  offline ? <Trans>No line</Trans> : <Trans>Connecting…</Trans>
