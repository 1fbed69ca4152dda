import { Plural, Trans } from '@lingui/react/macro'
import { useCallback, useState, type ReactNode } from 'react'
import type { ParkedDraft } from '../../../shared/protocol/views.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { When } from '../../ui/When.tsx'
import { useWorkspace } from '../workspace-context.ts'
import { parkedEdits } from './parked-edits.ts'
import { ParkedDialog } from './ParkedDialog.tsx'
import { useParkedDrafts } from './use-parked.ts'

/**
 * Told to the author of edits that the server did not take. Loud when it happens and when something can be done: the text is open
 * again. In between one calm line says that the draft is kept.
 */
export function ParkedNotice() {
  const { parked } = useWorkspace().snapshot
  const { data: drafts = [] } = useParkedDrafts()
  const [isOpen, setIsOpen] = useState(false)
  const [isApplied, setIsApplied] = useState(false)
  const close = useCallback(() => setIsOpen(false), [])
  if (isApplied && parked) setIsApplied(false)
  return (
    <>
      <Told drafts={drafts} isApplied={isApplied} onOpen={() => setIsOpen(true)} />
      {isOpen && <ParkedDialog drafts={drafts} onApplied={() => setIsApplied(true)} onClose={close} />}
    </>
  )
}

type ToldProps = {
  readonly drafts: readonly ParkedDraft[]
  readonly isApplied: boolean
  readonly onOpen: () => void
}

function Told({ drafts, isApplied, onOpen }: ToldProps) {
  const { snapshot, may } = useWorkspace()
  const { parked, aside } = snapshot
  const hasDraft = drafts.length > 0 || aside.edits.length > 0
  if (!hasDraft && !parked) return isApplied ? <AppliedLine /> : null
  const open = (words: ReactNode) =>
    hasDraft && (
      <button type="button" className="button as-link" onClick={onOpen}>
        {words}
      </button>
    )
  const canApply = may('edit-text') && drafts.some(({ isJoinable }) => isJoinable)
  if (canApply) return <OpenAgain>{open(<Trans>Review the draft</Trans>)}</OpenAgain>
  const isNew = parked !== null || aside.edits.length > 0
  if (isNew) return <JustRefused drafts={drafts}>{open(<Trans>Open the draft</Trans>)}</JustRefused>
  return <Kept>{open(<Trans>Open the draft</Trans>)}</Kept>
}

type Way = { readonly children: ReactNode }

function OpenAgain({ children }: Way) {
  const { state, snapshot } = useWorkspace()
  const { aside } = snapshot
  return (
    <Notice icon="undo" live>
      <p>
        {state.unlock && state.stage === 'review' && <Trans>The chair reopened the text.</Trans>}{' '}
        <Trans>Your parked draft can be applied now.</Trans>{' '}
        {aside.edits.length > 0 && <OnDevice edits={aside.edits.length} isStored={aside.isStored} />} {children}
      </p>
    </Notice>
  )
}

function JustRefused({ drafts, children }: Way & { readonly drafts: readonly ParkedDraft[] }) {
  const { snapshot, state } = useWorkspace()
  const { parked, aside } = snapshot
  const edits = parkedEdits(drafts, parked?.ids ?? [])
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
        {aside.edits.length > 0 && <OnDevice edits={aside.edits.length} isStored={aside.isStored} />} {children}
      </p>
    </Notice>
  )
}

function Kept({ children }: Way) {
  return (
    <p className="settled">
      <Icon name="doc" />
      <span>
        <Trans>Your parked draft is kept. You can apply it when the text is open to you again.</Trans> {children}
      </span>
    </p>
  )
}

function AppliedLine() {
  return (
    <p className="settled" role="status">
      <Icon name="check" />
      <span>
        <Trans>Your parked draft is in the text now.</Trans>
      </span>
    </p>
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
