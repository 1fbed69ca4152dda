import { Plural, Trans } from '@lingui/react/macro'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import { Icon } from '../../ui/Icon.tsx'
import { When } from '../../ui/When.tsx'
import { comparePath } from '../compare/compare-address.ts'
import { useWorkspace } from '../workspace-context.ts'
import { watchRemovals, type Removal } from './removed-clauses.ts'

/** Somebody else took much of the text away at one stroke: said until it is back, or the reader has seen it. */
export function RemovalNotice() {
  const { epoch } = useWorkspace().snapshot
  return <OfThisDoc key={epoch} />
}

function OfThisDoc() {
  const { view, cardOf } = useWorkspace()
  const { removal, dismiss } = useRemoval()
  if (removal === null) return null
  const { clauses, after, upTo, time, by } = removal
  const name = by === null ? undefined : cardOf(by)?.name
  return (
    <p className="settled removal" role="status">
      <Icon name="warn" className="c-stale" />
      <span>
        <Plural value={clauses.length} one="# clause was removed" other="# clauses were removed" />{' '}
        {name !== undefined && (
          <>
            <Trans>by</Trans> {name},{' '}
          </>
        )}
        <When at={time} clock />.{' '}
        <Link to={comparePath(view.id, { from: after, to: upTo, who: true })}>
          <Trans>Compare with the text before</Trans>
        </Link>{' '}
        <button type="button" className="button as-link" onClick={dismiss}>
          <Trans>Dismiss</Trans>
        </button>
      </span>
    </p>
  )
}

function useRemoval() {
  const { session, person } = useWorkspace()
  const [removal, setRemoval] = useState<Removal | null>(null)
  const watching = useRef<ReturnType<typeof watchRemovals> | null>(null)
  useEffect(() => {
    const { doc } = session
    const watched = { doc, snapshot: () => session.snapshot(), subscribe: session.subscribe.bind(session) }
    const { stop, dismiss } = watchRemovals(watched, person.id, setRemoval)
    watching.current = { stop, dismiss }
    return stop
  }, [session, person.id])
  return { removal, dismiss: () => watching.current?.dismiss() }
}
