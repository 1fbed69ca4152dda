import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { UnderstoodFile } from '../../shared/import/understood-file.ts'
import { Button } from '../ui/Button.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { ImportToLibrary } from './ImportToLibrary.tsx'
import { ImportToProposal } from './ImportToProposal.tsx'
import type { Outcomes } from './outcomes.ts'
import { ReadingChoice, type FileWithChanges, type Meant } from './ReadingChoice.tsx'
import { useUnderstood } from './use-understood.ts'
import './import.css'

/** From a chosen file to a text of the library or the start of a proposal. Nothing is stored before it was shown and accepted. */
export function ImportFlow(props: Outcomes & { readonly file: File }) {
  const [attempt, setAttempt] = useState(0)
  return <Attempt key={attempt} {...props} onAgain={() => setAttempt((count) => count + 1)} />
}

function Attempt({ file, onAgain, ...outcomes }: Outcomes & { readonly file: File; readonly onAgain: () => void }) {
  const understanding = useUnderstood(file)
  if (understanding.state === 'understood') return <Understood file={understanding.file} {...outcomes} />
  if (understanding.state === 'sending') return <Sending name={file.name} share={understanding.share} />
  return (
    <section className="stack import-question">
      <Refusal error={understanding.error} />
      <div className="row">
        <Button look="main" onPress={outcomes.onCancel}>
          <Trans>Choose another file</Trans>
        </Button>
        <Button onPress={onAgain}>
          <Trans>Try again</Trans>
        </Button>
      </div>
    </section>
  )
}

function Sending({ name, share }: { readonly name: string; readonly share: number }) {
  const { t } = useLingui()
  const percent = Math.round(share * 100)
  return (
    <section className="card pad stack import-question" aria-busy="true">
      <p role="status">
        {share < 1 ? <Trans>Sending the file…</Trans> : <Trans>Reading the file…</Trans>} {name}
      </p>
      <progress aria-label={t`Progress`} max={100} {...(share < 1 && { value: percent })} />
    </section>
  )
}

function Understood({ file, ...outcomes }: Outcomes & { readonly file: UnderstoodFile }) {
  if (file.changes === null)
    return <ImportToLibrary fileName={file.fileName} resolutions={file.reading.resolutions} {...outcomes} />
  return <WithChanges file={file} {...outcomes} />
}

function WithChanges({ file, ...outcomes }: Outcomes & { readonly file: FileWithChanges }) {
  const [meant, setMeant] = useState<Meant | null>(null)
  const { onPrepared } = outcomes
  if (meant === null)
    return (
      <ReadingChoice file={file} mayPropose={onPrepared !== null} onChoose={setMeant} onCancel={outcomes.onCancel} />
    )
  if (meant === 'proposal' && onPrepared) return <ImportToProposal file={file} {...outcomes} onPrepared={onPrepared} />
  const reading = meant === 'amended' ? file.asAmended : file.inForce
  return <ImportToLibrary fileName={file.fileName} resolutions={reading.resolutions} {...outcomes} />
}
