import { Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import { EditorToolbar } from '../../editor/EditorToolbar.tsx'
import { Button } from '../../ui/Button.tsx'
import { DialogFrame } from '../../ui/DialogFrame.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { SegmentedChoice } from '../../ui/SegmentedChoice.tsx'
import { useTextEditors } from '../checks/text-editors.ts'
import { WhoWroteIt } from '../compare/WhoWroteIt.tsx'
import { Outline } from '../outline/Outline.tsx'
import { ParkedNotice } from '../parked/ParkedNotice.tsx'
import { useWorkspace } from '../workspace-context.ts'
import { ConnectionNotice } from './ConnectionNotice.tsx'
import { InForceText } from './InForceText.tsx'
import { LiveText } from './LiveText.tsx'
import { RemovalNotice } from './RemovalNotice.tsx'
import { SettledNotice } from './SettledNotice.tsx'
import { SupersededNotice } from './SupersededNotice.tsx'
import { useEditing } from './use-editing.ts'
import { useKeptPlace } from './use-kept-place.ts'

type View = 'text' | 'redline' | 'in-force'

/** The document, in three views. Notices stand above what scrolls: they are seen wherever one reads. */
export function DocumentDesk() {
  const { t } = useLingui()
  const { view, state, snapshot } = useWorkspace()
  const [shown, setShown] = useState<View>('text')
  const [outlined, setOutlined] = useState(false)
  const editing = useEditing()
  useShowText(() => setShown((view) => (view === 'in-force' ? 'text' : view)))
  const place = useKeptPlace(snapshot.synced, snapshot.epoch)
  const hasBase = state.base !== null
  // Where no editor takes the focus the keyboard needs something to scroll by.
  const isWritten = editing.editable && shown !== 'in-force'
  return (
    <section className="desk" aria-label={t`Document`}>
      <div className="tools">
        <span className="open-outline">
          <Button onPress={() => setOutlined(true)}>
            <Icon name="list" />
            <Trans>Clauses</Trans>
          </Button>
        </span>
        {hasBase && (
          <SegmentedChoice<View>
            label={t`View`}
            value={shown}
            onChange={setShown}
            choices={[
              { value: 'text', content: <Trans>Text</Trans> },
              { value: 'redline', content: <Trans>Redline</Trans> },
              { value: 'in-force', content: <Trans>In force</Trans> },
            ]}
          />
        )}
        {shown === 'redline' && <WhoWroteIt />}
        <div className="tools-slot">
          {editing.editable && editing.handle && shown !== 'in-force' && (
            <EditorToolbar handle={editing.handle} undoManager={editing.undoManager} />
          )}
        </div>
      </div>
      <div className="desk-notices">
        <ConnectionNotice />
        <ParkedNotice />
        <RemovalNotice />
        <SettledNotice />
        <SupersededNotice />
      </div>
      <div className="desk-scroll" id="document-desk" tabIndex={isWritten ? -1 : 0} ref={place}>
        {shown === 'in-force' ? (
          <InForceText name={state.base?.name ?? view.label} />
        ) : (
          <LiveText shown={shown === 'redline' ? 'redline' : 'clean'} editing={editing} />
        )}
      </div>
      {outlined && (
        <DialogFrame drawer title={t`Clauses`} onClose={() => setOutlined(false)}>
          <div className="outline-drawer">
            <Outline onGo={() => setOutlined(false)} />
          </div>
        </DialogFrame>
      )}
    </section>
  )
}

/** What stands beside the text can ask for it. */
function useShowText(show: () => void): void {
  const editors = useTextEditors()
  useEffect(() => {
    editors.onShowText(show)
  })
}
