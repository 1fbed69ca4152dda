import { Plural, Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api.ts'
import { Notice } from '../../ui/Notice.tsx'
import { When } from '../../ui/When.tsx'
import { useWorkspace } from '../workspace-context.ts'
import { ParkedDialog } from './ParkedDialog.tsx'

/** Told to the author of edits that the server did not take: they are kept, here is where. */
export function ParkedNotice() {
  const { snapshot, view, state } = useWorkspace()
  const drafts = useParkedDrafts(view.id, snapshot.parked?.ids.join(' ') ?? '')
  const [open, setOpen] = useState(false)
  const kept = drafts.data ?? []
  const edits = kept.reduce((sum, draft) => sum + draft.editIds.length, 0)
  const onDevice = snapshot.parked?.onDevice ?? 0
  if (kept.length === 0 && !snapshot.parked) return null
  return (
    <Notice icon="lock" live>
      <p>
        {state.lock ? (
          <Trans>
            The chair locked the text at <When at={state.lock.time} clock />.
          </Trans>
        ) : (
          snapshot.parked?.reason
        )}{' '}
        {edits > 0 && (
          <Plural
            value={edits}
            one="Your last edit is in your parked draft."
            other="Your last # edits are in your parked draft."
          />
        )}
        {onDevice > 0 && (
          <Plural
            value={onDevice}
            one="# edit is kept on this device only."
            other="# edits are kept on this device only."
          />
        )}{' '}
        {kept.length > 0 && (
          <button type="button" className="button as-link" onClick={() => setOpen(true)}>
            <Trans>Open the draft</Trans>
          </button>
        )}
      </p>
      {open && kept.length > 0 && <ParkedDialog drafts={kept} onClose={() => setOpen(false)} />}
    </Notice>
  )
}

const useParkedDrafts = (id: string, ids: string) =>
  useQuery({ queryKey: ['parked', id, ids], queryFn: () => call('parked', { id }), staleTime: 60_000 })
