import { Plural, Trans } from '@lingui/react/macro'
import { useMemo } from 'react'
import { draftingFindings, type Finding } from '../../../shared/document/drafting-checks.ts'
import { Icon } from '../../ui/Icon.tsx'
import { useWorkspace } from '../workspace-context.ts'
import { showClause } from './clause-place.ts'
import { countWords, outlineEntries, type OutlineEntry } from './outline-entries.ts'
import { useCurrentClause } from './use-current-clause.ts'

/** `onGo` tells a drawer or a narrow screen to give way to the text. */
export function Outline({ onGo }: { readonly onGo?: () => void }) {
  const { snapshot, base } = useOutlined()
  const entries = useMemo(() => outlineEntries(snapshot.document.text), [snapshot.document.text])
  const before = useMemo(() => new Set(base.map(({ id }) => String(id))), [base])
  const isNew = new Set(
    before.size === 0
      ? []
      : snapshot.document.text.filter(({ id, origin }) => !before.has(origin ?? id)).map(({ id }) => String(id)),
  )
  const ids = useMemo(() => entries.map(({ id }) => id), [entries])
  const current = useCurrentClause(ids)
  const go = (id: string) => {
    onGo?.()
    // A part that was hidden has no place to scroll to before it is drawn.
    requestAnimationFrame(() => showClause(id))
  }
  return (
    <>
      <h2>
        <Trans>Clauses</Trans>
      </h2>
      <ul className="outline-list">
        {entries.map((entry) => (
          <li key={entry.id}>
            <Entry
              entry={entry}
              isCurrent={entry.id === current}
              isNew={isNew.has(entry.id)}
              onGo={() => go(entry.id)}
            />
          </li>
        ))}
      </ul>
      <Foot onGo={go} />
    </>
  )
}

function useOutlined() {
  const { snapshot, view } = useWorkspace()
  return { snapshot, base: view.base }
}

type EntryProps = {
  readonly entry: OutlineEntry
  readonly isCurrent: boolean
  readonly isNew: boolean
  readonly onGo: () => void
}

function Entry({ entry, isCurrent, isNew, onGo }: EntryProps) {
  return (
    <button
      type="button"
      className={entry.isCall ? 'outline-call' : 'outline-item'}
      data-level={entry.level}
      aria-current={isCurrent ? 'location' : undefined}
      onClick={onGo}
    >
      {!entry.isCall && <span>{entry.label}</span>}
      <span className="words">{entry.words || '…'}</span>
      {isNew && (
        <span className="new">
          <Trans>new</Trans>
        </span>
      )}
    </button>
  )
}

function Foot({ onGo }: { readonly onGo: (id: string) => void }) {
  const { snapshot, view, state } = useWorkspace()
  const findings = useMemo(
    () => draftingFindings({ operator: state.operator, document: snapshot.document, base: view.base }),
    [state.operator, snapshot.document, view.base],
  )
  const words = countWords(snapshot.document.text)
  return (
    <div className="outline-foot">
      <h3>
        <Plural value={findings.length} _0="No drafting remarks" one="# drafting remark" other="# drafting remarks" />
      </h3>
      <ul>
        {findings.map((finding, index) => (
          <li key={`${index} ${finding.code}`}>
            <FindingLine finding={finding} onGo={onGo} />
          </li>
        ))}
      </ul>
      <p className="row">
        <Icon name="doc" />
        <Plural value={words} one="# word" other="# words" />
      </p>
    </div>
  )
}

export function FindingLine({ finding, onGo }: { readonly finding: Finding; readonly onGo: (id: string) => void }) {
  const { block, message, blocking } = finding
  return (
    <span className="finding">
      <Icon name="warn" className={blocking ? 'c-stale' : 'c-none'} />
      {block ? (
        <button type="button" className="button as-link" onClick={() => onGo(block)}>
          {message}
        </button>
      ) : (
        <span>{message}</span>
      )}
    </span>
  )
}
