import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import type { ComparedText, MomentName } from '../../../shared/protocol/compare.ts'
import { call } from '../../api.ts'
import { Button, buttonClass } from '../../ui/Button.tsx'
import { DialogFrame } from '../../ui/DialogFrame.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { useMovingText, useWorkspace } from '../workspace-context.ts'
import { ChangeAuthor, ChangeWords } from './ChangeWalk.tsx'
import { comparePath } from './compare-address.ts'
import { marked, type Marked } from './compared-changes.ts'
import { ComparedRows } from './ComparedRows.tsx'
import { hueOfAuthor } from './parties.ts'
import { useAuthorNames } from './use-author-names.ts'
import { useFootnoteNumbers } from './use-footnote-numbers.ts'
import './compare.css'

type Place = { readonly clause: string; readonly from: MomentName; readonly to: number }

/** For the clause in which one reads or writes: who made each change since the text in force, as the log says. */
export function WhoWroteIt() {
  const { state } = useWorkspace()
  const { textSeq } = useMovingText()
  const [place, setPlace] = useState<Place | null>(null)
  const open = () => {
    const clause = clauseInHand()
    if (clause !== null && textSeq !== null)
      setPlace({ clause, from: state.base ? 'base' : state.startSeq, to: textSeq })
  }
  return (
    <>
      <Button small onPress={open}>
        <Trans>Who wrote it</Trans>
      </Button>
      {place && <WhoDialog place={place} onClose={() => setPlace(null)} />}
    </>
  )
}

/** The clause of the caret, or else the first that is in sight. */
function clauseInHand(): string | null {
  const desk = document.getElementById('document-desk')
  const at = getSelection()?.focusNode
  const chosen = (at instanceof Element ? at : at?.parentElement)?.closest<HTMLElement>('#document-desk [data-id]')
  const top = desk?.getBoundingClientRect().top ?? 0
  const all = [...(desk?.querySelectorAll<HTMLElement>('[data-fragment="text"] [data-id], [data-id]') ?? [])]
  return (chosen ?? all.find((each) => each.getBoundingClientRect().bottom > top + 8))?.dataset['id'] ?? null
}

type DialogProps = { readonly place: Place; readonly onClose: () => void }

function WhoDialog({ place: { clause, from, to }, onClose }: DialogProps) {
  const { t } = useLingui()
  const { view } = useWorkspace()
  const compared = useQuery({
    queryKey: ['compare', view.id, from, to],
    queryFn: () => call('compare', { id: view.id, from, to }),
    staleTime: Infinity,
  })
  return (
    <DialogFrame
      wide
      title={t`Who wrote this clause`}
      subtitle={<Trans>As the log of the proposal says, up to the last saved edit</Trans>}
      onClose={onClose}
      footer={
        <Link className={buttonClass({})} to={comparePath(view.id, { who: true, clause })}>
          <Trans>Compare the whole text</Trans>
        </Link>
      }
    >
      <Refusal error={compared.error} />
      {compared.isPending && <Waiting rows={3} />}
      {compared.data && <Clause compared={compared.data} clause={clause} />}
    </DialogFrame>
  )
}

function Clause({ compared, clause }: { readonly compared: ComparedText; readonly clause: string }) {
  const names = useAuthorNames(compared)
  const labels = useFootnoteNumbers(compared)
  const all = marked(compared, null)
  const fragment = fragmentOf(all, clause)
  const rows = all.parts[fragment].filter((row) => row.block.id === clause && row.side !== 'old')
  const changes = all.changes.filter((change) => change.clause === clause)
  return (
    <>
      <div className="paper in-dialog">
        <ComparedRows rows={rows} labels={labels} fragment={fragment} who={{ names, hueOf: hueOfAuthor(compared) }} />
      </div>
      {changes.length === 0 && (
        <p>
          <Trans>Nobody has changed this clause.</Trans>
        </p>
      )}
      <ul className="who-changes">
        {changes.map((change) => (
          <li key={change.id}>
            <ChangeWords change={change} />
            <span className="quiet small block">
              <ChangeAuthor change={change} names={names} />
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

const fragmentOf = ({ parts }: Marked, clause: string) =>
  (['text', 'reasons', 'summary'] as const).find((name) => parts[name].some(({ block }) => block.id === clause)) ??
  'text'
