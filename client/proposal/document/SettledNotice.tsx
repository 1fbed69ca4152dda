import { Trans } from '@lingui/react/macro'
import { Icon } from '../../ui/Icon.tsx'
import { When } from '../../ui/When.tsx'
import { useWorkspace } from '../workspace-context.ts'

/** One line above the paper where nobody writes, or this reader does not. */
export function SettledNotice() {
  const { state, may, cardOf, snapshot } = useWorkspace()
  const unlocked = state.unlock
  if (state.lock) {
    const who = cardOf(state.lock.by)?.name ?? ''
    return (
      <p className="settled">
        <Icon name="lock" />
        <span>
          <Trans>
            Locked <When at={state.lock.time} /> by
          </Trans>{' '}
          {who}. {state.lock.reason && <q>{state.lock.reason}</q>}
        </span>
      </p>
    )
  }
  if (unlocked && state.stage === 'review')
    return (
      <p className="settled">
        <Icon name="undo" />
        <span>
          <Trans>
            Unlocked <When at={unlocked.time} />:
          </Trans>{' '}
          <q>{unlocked.reason}</q>
        </span>
      </p>
    )
  // Whoever the server has turned away reads no longer either.
  if (snapshot.connection !== 'refused' && snapshot.rights.length > 0 && !may('edit-text'))
    return (
      <p className="settled">
        <Trans>You can read this text. Delegates and the coordinator write it.</Trans>
      </p>
    )
  return null
}
