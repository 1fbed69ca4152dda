import { Trans } from '@lingui/react/macro'
import { memo, useMemo } from 'react'
import type { Block } from '../../../shared/document/blocks.ts'
import type { Labelling } from '../../../shared/document/labels.ts'
import { useLabelling } from '../../editor/labelling-context.ts'
import { useSame } from '../steady.ts'
import { useMovingText, useWorkspace } from '../workspace-context.ts'
import { outlineEntries, sameEntries, type OutlineEntry } from './outline-entries.ts'
import { useCurrentClause } from './use-current-clause.ts'

type Go = (id: string) => void

/** The list is drawn anew when a clause comes, goes, gets another label or begins otherwise: not with every word. */
export function Clauses({ onGo }: { readonly onGo: Go }) {
  const { base } = useWorkspace().view
  const { document } = useMovingText()
  const entries = useEntries(document.text, base, useLabelling())
  return <ClauseList entries={entries} onGo={onGo} />
}

function useEntries(text: readonly Block[], base: readonly Block[], labelling: Labelling): readonly OutlineEntry[] {
  return useSame(
    useMemo(() => outlineEntries(text, base, labelling), [text, base, labelling]),
    sameEntries,
  )
}

type ListProps = { readonly entries: readonly OutlineEntry[]; readonly onGo: Go }

const ClauseList = memo(function ClauseList({ entries, onGo }: ListProps) {
  const ids = useMemo(() => entries.map(({ id }) => id), [entries])
  const current = useCurrentClause(ids)
  return (
    <ul className="outline-list">
      {entries.map((entry) => (
        <li key={entry.id}>
          <Entry entry={entry} isCurrent={entry.id === current} onGo={onGo} />
        </li>
      ))}
    </ul>
  )
})

type EntryProps = { readonly entry: OutlineEntry; readonly isCurrent: boolean; readonly onGo: Go }

const Entry = memo(function Entry({ entry, isCurrent, onGo }: EntryProps) {
  return (
    <button
      type="button"
      className={entry.isCall ? 'outline-call' : 'outline-item'}
      data-level={entry.level}
      aria-current={isCurrent ? 'location' : undefined}
      onClick={() => onGo(entry.id)}
    >
      {!entry.isCall && (
        <span>
          <bdi>{entry.label}</bdi>
        </span>
      )}
      <span className="words" dir="auto">
        {entry.words || '…'}
      </span>
      {entry.isNew && (
        <span className="new">
          <Trans>new</Trans>
        </span>
      )}
    </button>
  )
})
