import { useCallback, useSyncExternalStore } from 'react'
import type { ProposalState } from '../../shared/proposal/fold.ts'
import { useWorkspace } from './workspace-context.ts'

/** Who wrote last, and when. It changes with every key of anybody, so it is asked for where it is shown and nowhere else. */
export function useLastEdit(): ProposalState['lastEdit'] {
  const { session, view } = useWorkspace()
  const subscribe = useCallback((changed: () => void) => session.subscribe(changed), [session])
  return useSyncExternalStore(subscribe, () => (session.snapshot().state ?? view.state).lastEdit)
}
