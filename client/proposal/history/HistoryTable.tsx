import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useMemo, useState } from 'react'
import { Link } from 'react-router'
import type { LogEntry } from '../../../shared/proposal/acts.ts'
import type { Role } from '../../../shared/proposal/roles.ts'
import type { HistoryView } from '../../../shared/protocol/views.ts'
import { nameOf } from '../../administrations/names.ts'
import { CheckBox } from '../../ui/CheckBox.tsx'
import { When } from '../../ui/When.tsx'
import { comparePath } from '../compare/compare-address.ts'
import { ROLE_NAME } from '../role-words.ts'
import { ActInWords } from './ActInWords.tsx'
import { historyRows, sameMinute, type EditsRow, type HistoryRow } from './history-rows.ts'

type Props = { readonly history: HistoryView; readonly proposal: string }

export function HistoryTable({ history, proposal }: Props) {
  const { t } = useLingui()
  const rows = useMemo(() => historyRows(history.entries, history.removals).toReversed(), [history])
  const [decisionsOnly, setDecisionsOnly] = useState(false)
  const shown = decisionsOnly ? rows.filter(({ kind }) => kind === 'act') : rows
  const names = new Map(history.people.map(({ id, name }) => [String(id), name]))
  return (
    <>
      <CheckBox isSelected={decisionsOnly} onChange={setDecisionsOnly}>
        <Trans>Decisions only</Trans>
      </CheckBox>
      <div className="table-box" tabIndex={0} role="group" aria-label={t`Entries, the newest first`}>
        <table className="table history stacked">
          <thead>
            <tr>
              <th scope="col">
                <Trans>No.</Trans>
              </th>
              <th scope="col">
                <Trans>What</Trans>
              </th>
              <th scope="col">
                <Trans>Who</Trans>
              </th>
              <th scope="col">
                <Trans>When</Trans>
              </th>
              <th scope="col">
                <Trans>Chain hash</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <Row key={newestOf(row).seq} row={row} names={names} proposal={proposal} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

type Names = ReadonlyMap<string, string>

const newestOf = (row: HistoryRow): LogEntry => (row.kind === 'act' ? row.entry : row.last)

type RowProps = { readonly row: HistoryRow; readonly names: Names; readonly proposal: string }

function Row({ row, names, proposal }: RowProps) {
  const newest = newestOf(row)
  return (
    <tr>
      <th scope="row" className="label">
        {row.kind === 'edits' && row.count > 1 ? `${row.first.seq}–${row.last.seq}` : newest.seq}
      </th>
      <td className="words">
        {row.kind === 'act' ? <ActInWords act={row.entry.act} /> : <Edits row={row} proposal={proposal} />}
      </td>
      <td>
        {row.kind === 'edits' && row.by.size > 1 ? (
          <Writers row={row} names={names} />
        ) : (
          <Author row={row} name={names.get(newest.author)} />
        )}
      </td>
      <td className="small">
        {row.kind === 'edits' && !sameMinute(row.first.time, row.last.time) && (
          <>
            <When at={row.first.time} /> –{' '}
          </>
        )}
        <When at={newest.time} />
      </td>
      <td>
        <Hash of={newest.chain} />
      </td>
    </tr>
  )
}

function Edits({ row, proposal }: { readonly row: EditsRow; readonly proposal: string }) {
  const { count, removed, first } = row
  return (
    <>
      <span className="quiet">
        <Plural value={count} one="# edit of the text" other="# edits of the text" />
      </span>
      {removed > 0 && (
        <>
          {': '}
          <Plural value={removed} one="# clause was removed." other="# clauses were removed." />{' '}
          <Link to={comparePath(proposal, { from: first.seq - 1, to: first.seq, who: true })}>
            <Trans>Compare with the text before</Trans>
          </Link>
        </>
      )}
    </>
  )
}

/** People who wrote in the same minute, with the number of their edits. */
function Writers({ row, names }: { readonly row: EditsRow; readonly names: Names }) {
  const { t } = useLingui()
  const erased = t`A person whose name was erased`
  return <>{[...row.by].map(([id, count]) => `${names.get(id) ?? erased} ${count}`).join('; ')}</>
}

function Author({ row, name }: { readonly row: HistoryRow; readonly name: string | undefined }) {
  const { t } = useLingui()
  const { administration } = newestOf(row)
  const as = row.kind === 'act' ? row.entry.as : null
  const shown = as === 'system' ? t`The program` : (name ?? t`A person whose name was erased`)
  const further = [roleName(as), administration && !shown.includes(nameOf(administration)) && nameOf(administration)]
  return (
    <>
      {shown}
      <span className="quiet small block">{further.filter(Boolean).join(', ')}</span>
    </>
  )

  function roleName(role: Role | 'system' | null): string | null {
    if (role === null || role === 'system') return null
    const word = t(ROLE_NAME[role])
    return shown.startsWith(word) ? null : word
  }
}

/** The first eight digits; all of them on demand. */
function Hash({ of }: { readonly of: string }) {
  return (
    <details className="hash">
      <summary>{of.slice(0, 8)}</summary>
      <code>{of}</code>
    </details>
  )
}
