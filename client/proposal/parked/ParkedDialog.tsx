import { Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import type { ParkedDraft } from '../../../shared/protocol/views.ts'
import { SegmentedChoice } from '../../ui/SegmentedChoice.tsx'
import { When } from '../../ui/When.tsx'
import { useWorkspace } from '../workspace-context.ts'
import { AsideDialog } from './AsideDialog.tsx'
import { DraftDialog } from './DraftDialog.tsx'
import { GoneDialog } from './GoneDialog.tsx'

type Props = {
  readonly drafts: readonly ParkedDraft[]
  readonly onApplied: () => void
  readonly onClose: () => void
}

const ON_DEVICE = 'on-device'

/** The author's own edits that did not get in, one draft at a time. Nobody else sees them. */
export function ParkedDialog({ drafts, onApplied, onClose }: Props) {
  const { t } = useLingui()
  const { snapshot, session } = useWorkspace()
  const names = [...drafts.map(({ id }) => id), ...(snapshot.aside.edits.length > 0 ? [ON_DEVICE] : [])]
  const [chosen, setChosen] = useState(names[0])
  /** Applied or discarded here: what is left of the drafts takes its place. */
  const [done, setDone] = useState<readonly string[]>([ON_DEVICE])
  const isLost = chosen !== undefined && !names.includes(chosen)
  const isDone = isLost && done.includes(chosen)
  if (isDone && names.length > 0) setChosen(names[0])
  const isOver = isDone && names.length === 0
  useEffect(() => {
    if (isOver) onClose()
  }, [isOver, onClose])
  if (isOver || chosen === undefined) return null
  if (isLost && !isDone) return <GoneDialog onClose={onClose} />
  const shown = chosen
  const draft = drafts.find(({ id }) => id === shown)
  const choice = names.length > 1 && (
    <SegmentedChoice
      label={t`Parked drafts`}
      value={shown}
      onChange={setChosen}
      choices={[
        ...drafts.map(({ id, time }) => ({ value: id, content: <When at={time} /> })),
        ...(snapshot.aside.edits.length > 0
          ? [{ value: ON_DEVICE, content: <Trans>Kept on this device only</Trans> }]
          : []),
      ]}
    />
  )
  const keep = () => {
    session.dismissParked()
    onClose()
  }
  if (!draft) return <AsideDialog choice={choice} onClose={onClose} />
  const finish = () => setDone([...done, draft.id])
  const applied = () => {
    finish()
    onApplied()
  }
  return (
    <DraftDialog
      key={draft.id}
      {...{ draft, choice, onClose }}
      onKeep={keep}
      onApplied={applied}
      onDiscarded={finish}
    />
  )
}
