import { Plural, Trans } from '@lingui/react/macro'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api.ts'
import { Notice } from '../../ui/Notice.tsx'
import { When } from '../../ui/When.tsx'
import { useWorkspace } from '../workspace-context.ts'
import { parkedEdits } from './parked-edits.ts'
import { ParkedDialog } from './ParkedDialog.tsx'

/** Told to the author of edits that the server did not take: they are kept, here is where. */
export function ParkedNotice() {
  const { snapshot, view, state } = useWorkspace()
  const { parked, aside } = snapshot
  const drafts = useParkedDrafts(view.id, parked?.ids ?? [])
  const [open, setOpen] = useState(false)
  const kept = drafts.data ?? []
  const edits = parkedEdits(kept, parked?.ids ?? [])
  const hasDraft = kept.length > 0 || aside.edits.length > 0
  if (!hasDraft && !parked) return null
  return (
    <Notice icon="lock" live>
      <p>
        {state.lock && edits > 0 ? (
          <Trans>
            The chair locked the text at <When at={state.lock.time} clock />.
          </Trans>
        ) : (
          (parked?.reason ?? aside.edits[0]?.refused.reason)
        )}{' '}
        {edits > 0 && (
          <Plural
            value={edits}
            one="Your last edit is in your parked draft."
            other="Your last # edits are in your parked draft."
          />
        )}{' '}
        {aside.edits.length > 0 && <OnDevice edits={aside.edits.length} isStored={aside.isStored} />}{' '}
        {hasDraft && (
          <button type="button" className="button as-link" onClick={() => setOpen(true)}>
            <Trans>Open the draft</Trans>
          </button>
        )}
      </p>
      {open && hasDraft && <ParkedDialog drafts={kept} onClose={() => setOpen(false)} />}
    </Notice>
  )
}

function OnDevice({ edits, isStored }: { readonly edits: number; readonly isStored: boolean }) {
  if (isStored)
    return (
      <Plural value={edits} one="# edit is kept on this device only." other="# edits are kept on this device only." />
    )
  return (
    <Plural
      value={edits}
      one="# edit is kept in this page only, because the device cannot store it: keep the page open."
      other="# edits are kept in this page only, because the device cannot store them: keep the page open."
    />
  )
}

const useParkedDrafts = (id: string, ids: readonly string[]) =>
  useQuery({
    queryKey: ['parked', id, ids.join(' ')],
    queryFn: () => call('parked', { id }),
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  })
