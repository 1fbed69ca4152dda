import { Trans } from '@lingui/react/macro'
import { useCallback } from 'react'
import { useWorkspace } from '../workspace-context.ts'
import { Clauses } from './Clauses.tsx'
import { showClause } from './clause-place.ts'
import { Remarks } from './Remarks.tsx'

type Props = { readonly onGo?: () => void; readonly onChecks?: () => void }

/** `onGo` tells a drawer or a narrow screen to give way to the text. */
export function Outline({ onGo, onChecks }: Props) {
  // Nothing is counted in a text that is not here.
  const { synced } = useWorkspace().snapshot
  const go = useCallback(
    (id: string) => {
      onGo?.()
      // A part that was hidden has no place to scroll to before it is drawn.
      requestAnimationFrame(() => showClause(id))
    },
    [onGo],
  )
  return (
    <>
      <h2>
        <Trans>Clauses</Trans>
      </h2>
      <Clauses onGo={go} />
      {synced && <Remarks onGo={onChecks ?? onGo} />}
    </>
  )
}
