import { Trans, useLingui } from '@lingui/react/macro'
import { useId } from 'react'
import type { Block, FragmentName } from '../../../shared/document/blocks.ts'
import { useLabelling } from '../../editor/labelling-context.ts'
import { ProposalEditor } from '../../editor/ProposalEditor.tsx'
import type { TextView } from '../../editor/redline/redline-view.ts'
import { Waiting } from '../../ui/Waiting.tsx'
import { useWorkspace } from '../workspace-context.ts'
import { NotWritten } from './NotWritten.tsx'
import { PartOfPaper } from './PartOfPaper.tsx'
import type { Editing } from './use-editing.ts'

const NOTHING: readonly Block[] = []

type Props = { readonly shown: TextView; readonly editing: Editing }

/** Summary, text and reasons on one paper; the text is what it is about. The redline is drawn while one writes. */
export function LiveText({ shown, editing }: Props) {
  const { t } = useLingui()
  const { snapshot, session, view, state } = useWorkspace()
  const against = state.base?.name
  const labelling = useLabelling()
  const keys = useId()
  if (!snapshot.synced)
    return (
      <div className="paper">
        <Waiting rows={7} />
      </div>
    )
  const part = (fragment: FragmentName, label: string) => (
    <div onFocus={() => editing.onFocus(fragment)}>
      <ProposalEditor
        key={snapshot.epoch}
        doc={session.doc}
        atWork={session.presence}
        fragment={fragment}
        editable={editing.editable}
        view={fragment === 'text' ? shown : 'clean'}
        base={fragment === 'text' ? view.base : NOTHING}
        labelling={labelling}
        undoManager={editing.undoManager}
        ariaLabel={label}
        describedBy={keys}
        onReady={editing.ready[fragment]}
      />
    </div>
  )
  return (
    <article className="paper" aria-label={t`The proposal`}>
      <p id={keys} className="vh">
        <Trans>Tab changes the level of an item. Press Escape, then Tab, to leave the text.</Trans>
      </p>
      {shown === 'redline' && (
        <p className="paper-note">
          <Trans>Redline against</Trans> {against}
        </p>
      )}
      <PartOfPaper heading={<Trans>Summary</Trans>} note={<NotWritten fragment="summary" />}>
        {part('summary', t`Summary`)}
      </PartOfPaper>
      <div className="part-text">{part('text', t`Text of the proposal`)}</div>
      <PartOfPaper heading={<Trans>Reasons</Trans>} note={<NotWritten fragment="reasons" />}>
        {part('reasons', t`Reasons`)}
      </PartOfPaper>
    </article>
  )
}
