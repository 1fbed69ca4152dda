import { Trans, useLingui } from '@lingui/react/macro'
import { useMemo, useState } from 'react'
import type { BlockId } from '../../shared/ids.ts'
import type { AccountedText } from '../../shared/import/accounted.ts'
import type { LibraryTextView } from '../../shared/protocol/views.ts'
import { Notice } from '../ui/Notice.tsx'
import { carriedOver } from './carried-over.ts'
import { counterpartOf, type Counterpart } from './counterpart.ts'
import type { Draft } from './draft.ts'
import { ImportDesk } from './ImportDesk.tsx'
import { LeaveDialog, LeaveGuard } from './LeaveGuard.tsx'
import type { Outcomes } from './outcomes.ts'
import { postedBlocks, postedImport } from './posted.ts'
import type { PreparedStart } from './prepared-start.ts'
import type { FileWithChanges } from './ReadingChoice.tsx'
import { reasonsIn, withReasonsOffered } from './reasons.ts'
import { ResolutionChoice } from './ResolutionChoice.tsx'
import { useAcceptImport } from './use-accept-import.ts'
import { StepHeading } from './StepHeading.tsx'
import { useLeaving } from './use-leaving.ts'

type Props = Pick<Outcomes, 'onCancel'> & {
  readonly file: FileWithChanges
  readonly onPrepared: (start: PreparedStart) => void
}
/** The text in force as it was accepted: `draft` has the ids of the file, `stored` those of the library, in the same order. */
type Base = { readonly draft: Draft; readonly stored: LibraryTextView }

/** First the text in force, which goes into the library; then the amended text, which the proposal begins as. */
export function ImportToProposal({ file, onPrepared, onCancel }: Props) {
  const isNew = file.inForce.resolutions.length === 0
  const resolutions = isNew ? file.asAmended.resolutions : file.inForce.resolutions
  const [chosen, setChosen] = useState(resolutions.length === 1 ? 0 : null)
  const [base, setBase] = useState<Base | null>(null)
  const accept = useAcceptImport()
  const leaving = useLeaving(onCancel)
  const text = chosen === null ? undefined : resolutions[chosen]
  const amended = useMemo(
    () => (text && !isNew ? counterpartOf(text, file.asAmended.resolutions, file.changes.shared) : null),
    [text, isNew, file],
  )
  if (!text) return <ResolutionChoice resolutions={resolutions} onChoose={setChosen} onCancel={onCancel} />
  const prepare = (draft: Draft, originOf: (id: BlockId) => BlockId | null) => {
    const title = base ? `${base.stored.name}: ${base.stored.title}` : draft.edition.title
    leaving.done()
    onPrepared({
      fileName: file.fileName,
      base: base?.stored.id ?? null,
      title: title.slice(0, 300),
      language: draft.edition.language,
      reasons: reasonsIn(draft.leftOut),
      startingText: postedBlocks(draft.blocks, originOf),
    })
  }
  const asking = (
    <>
      <LeaveGuard isDone={leaving.isDone} />
      {leaving.asks && <LeaveDialog onStay={leaving.stay} onLeave={leaving.leave} />}
    </>
  )
  if (isNew)
    return (
      <>
        {asking}
        <AmendedDesk key="new" text={text} onCancel={leaving.ask} onAccept={(draft) => prepare(draft, () => null)} />
      </>
    )
  if (!amended) return <NothingLeft onCancel={onCancel} />
  if (base)
    return (
      <>
        {asking}
        <AmendedDesk
          key="amended"
          text={amended.text}
          base={{ ...base, asRead: text, origins: amended.origins }}
          onCancel={leaving.ask}
          onAccept={(draft) => prepare(draft, originsIn(base, amended.origins))}
        />
      </>
    )
  return (
    <>
      {asking}
      <ImportDesk
        key="in force"
        text={text}
        hasEdition
        note={
          <Notice icon="doc">
            <StepHeading look="in-notice">
              <Trans>Step 1 of 2: the text in force, without the changes. It goes into the library.</Trans>
            </StepHeading>
          </Notice>
        }
        acceptWords={<Trans>Accept the text in force</Trans>}
        isPending={accept.isPending}
        error={accept.error}
        onCancel={leaving.ask}
        onAccept={(draft) =>
          accept.mutate(postedImport(draft, file.fileName, text.findings), {
            onSuccess: ({ text: stored }) => setBase({ draft, stored }),
          })
        }
      />
    </>
  )
}

/** From a clause of the amended text to the one of the library that it comes from. */
function originsIn({ draft, stored }: Base, origins: Counterpart['origins']) {
  const places = new Map(draft.blocks.map(({ id }, at) => [id, stored.blocks[at]!.id]))
  return (id: BlockId): BlockId | null => {
    const origin = origins.get(id)
    return origin === undefined ? null : (places.get(origin) ?? null)
  }
}

type AmendedProps = {
  readonly text: AccountedText
  readonly base?: Base & { readonly asRead: AccountedText; readonly origins: Counterpart['origins'] }
  readonly onAccept: (draft: Draft) => void
  readonly onCancel: () => void
}

function AmendedDesk({ text, base, onAccept, onCancel }: AmendedProps) {
  const { t } = useLingui()
  const why = t`it gives the reasons of the proposal, and is offered as the Reasons of the new one`
  const shown = useMemo(() => withReasonsOffered(text, why), [text, why])
  const carried = base
    ? carriedOver({
        asRead: base.asRead.blocks,
        asAccepted: base.draft.blocks,
        amended: text.blocks,
        origins: base.origins,
      })
    : []
  return (
    <ImportDesk
      text={shown}
      beginWith={carried}
      hasEdition={false}
      note={
        <Notice icon="doc">
          <StepHeading look="in-notice">
            {base ? (
              <Trans>
                Step 2 of 2: the text with the changes. The proposal begins with it, and shows the changes against the
                text in force.
              </Trans>
            ) : (
              <Trans>Everything in this file is new. The proposal begins with it.</Trans>
            )}
          </StepHeading>
        </Notice>
      }
      acceptWords={<Trans>Go on to the proposal</Trans>}
      isPending={false}
      error={null}
      onAccept={onAccept}
      onCancel={onCancel}
    />
  )
}

function NothingLeft({ onCancel }: { readonly onCancel: () => void }) {
  return (
    <Notice live>
      <p>
        <Trans>
          The changes delete this resolution as a whole. Import it as the text in force, and start a proposal with SUP.
        </Trans>
      </p>
      <p>
        <button type="button" className="button plain small" onClick={onCancel}>
          <Trans>Choose another file</Trans>
        </button>
      </p>
    </Notice>
  )
}
