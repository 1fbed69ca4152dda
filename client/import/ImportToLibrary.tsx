import { Trans } from '@lingui/react/macro'
import { useState } from 'react'
import type { AccountedText } from '../../shared/import/accounted.ts'
import { ImportDesk } from './ImportDesk.tsx'
import { LeaveDialog, LeaveGuard } from './LeaveGuard.tsx'
import type { Outcomes } from './outcomes.ts'
import { postedImport } from './posted.ts'
import { ResolutionChoice } from './ResolutionChoice.tsx'
import { useAcceptImport } from './use-accept-import.ts'
import { useLeaving } from './use-leaving.ts'

type Props = Omit<Outcomes, 'onPrepared'> & {
  readonly fileName: string
  readonly resolutions: readonly AccountedText[]
}

export function ImportToLibrary({ fileName, resolutions, onStored, onCancel }: Props) {
  const [chosen, setChosen] = useState(resolutions.length === 1 ? 0 : null)
  const accept = useAcceptImport()
  const leaving = useLeaving(onCancel)
  const text = chosen === null ? undefined : resolutions[chosen]
  if (!text) return <ResolutionChoice resolutions={resolutions} onChoose={setChosen} onCancel={onCancel} />
  return (
    <>
      <LeaveGuard isDone={leaving.isDone} />
      {leaving.asks && <LeaveDialog onStay={leaving.stay} onLeave={leaving.leave} />}
      <ImportDesk
        text={text}
        hasEdition
        acceptWords={<Trans>Accept into the library</Trans>}
        isPending={accept.isPending}
        error={accept.error}
        onCancel={leaving.ask}
        onAccept={(draft) =>
          accept.mutate(postedImport(draft, fileName, text.findings), {
            onSuccess: ({ text: stored, alreadyThere }) => {
              leaving.done()
              onStored(stored, alreadyThere)
            },
          })
        }
      />
    </>
  )
}
