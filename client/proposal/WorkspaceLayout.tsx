import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { DemonstrationBanner } from '../session/DemonstrationBanner.tsx'
import { Button } from '../ui/Button.tsx'
import { Icon, type IconName } from '../ui/Icon.tsx'
import { WorkspaceBar } from './bar/WorkspaceBar.tsx'
import { DraftingContexts } from './checks/DraftingContexts.tsx'
import { DecisionPanel } from './decision/DecisionPanel.tsx'
import { useVerdictSentence } from './decision/verdict-sentence.ts'
import { DocumentDesk } from './document/DocumentDesk.tsx'
import { Outline } from './outline/Outline.tsx'
import { useWorkspace } from './workspace-context.ts'
import './workspace.css'

type Part = 'clauses' | 'text' | 'positions'

/** Clauses, document, panel; each scrolls by itself. On a narrow screen one part at a time, chosen at the bottom. */
export const WorkspaceLayout = () => (
  <DraftingContexts>
    <Layout />
  </DraftingContexts>
)

function Layout() {
  const { t } = useLingui()
  const [part, setPart] = useState<Part>('text')
  return (
    <div className="workspace">
      <div>
        <DemonstrationBanner />
        <WorkspaceBar />
      </div>
      <main className="workspace-body" data-part={part}>
        <nav className="outline" aria-label={t`Clauses`}>
          <a className="skip" href="#document-desk">
            <Trans>Go to the text</Trans>
          </a>
          <Outline onGo={() => setPart('text')} onChecks={() => setPart('positions')} />
        </nav>
        <DocumentDesk />
        <DecisionPanel onShowText={() => setPart('text')} />
      </main>
      <div className="narrow-bar">
        <Strip onMyPosition={() => setPart('positions')} />
        <nav className="parts" aria-label={t`Parts of this page`}>
          <PartButton icon="list" part="clauses" chosen={part} onChoose={setPart} name={t`Clauses`} />
          <PartButton icon="doc" part="text" chosen={part} onChoose={setPart} name={t`Text`} />
          <PartButton icon="people" part="positions" chosen={part} onChoose={setPart} name={t`Positions`} />
        </nav>
      </div>
    </div>
  )
}

function Strip({ onMyPosition }: { readonly onMyPosition: () => void }) {
  const { t } = useLingui()
  const { may } = useWorkspace()
  const say = useVerdictSentence()
  return (
    <section className="strip" aria-label={t`Verdict`}>
      <span className="strong">{say}</span>
      {may('take-position') && (
        <Button look="main" small onPress={onMyPosition}>
          <Trans>My position</Trans>
        </Button>
      )}
    </section>
  )
}

type PartProps = {
  readonly icon: IconName
  readonly part: Part
  readonly chosen: Part
  readonly onChoose: (part: Part) => void
  readonly name: string
}

function PartButton({ icon, part, chosen, onChoose, name }: PartProps) {
  return (
    <button type="button" aria-current={part === chosen ? 'page' : undefined} onClick={() => onChoose(part)}>
      <Icon name={icon} />
      {name}
    </button>
  )
}
