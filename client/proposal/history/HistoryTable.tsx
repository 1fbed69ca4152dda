import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import type { LogEntry } from '../../../shared/proposal/acts.ts'
import type { Role } from '../../../shared/proposal/roles.ts'
import type { HistoryView } from '../../../shared/protocol/views.ts'
import { nameOf } from '../../administrations/names.ts'
import { When } from '../../ui/When.tsx'
import { ROLE_NAME } from '../role-words.ts'
import { ActInWords } from './ActInWords.tsx'
import { historyRows, type HistoryRow } from './history-rows.ts'

export function HistoryTable({ history }: { readonly history: HistoryView }) {
  const { t } = useLingui()
  const rows = useMemo(() => historyRows(history.entries).toReversed(), [history.entries])
  const names = new Map(history.people.map(({ id, name }) => [String(id), name]))
  return (
    <div className="table-box" tabIndex={0} role="group" aria-label={t`Entries, the newest first`}>
      <table className="table history">
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
          {rows.map((row) => (
            <Row key={newestOf(row).seq} row={row} name={names.get(newestOf(row).author)} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

const newestOf = (row: HistoryRow): LogEntry => (row.kind === 'act' ? row.entry : row.last)

function Row({ row, name }: { readonly row: HistoryRow; readonly name: string | undefined }) {
  const newest = newestOf(row)
  return (
    <tr>
      <th scope="row" className="label">
        {row.kind === 'edits' && row.count > 1 ? `${row.first.seq}–${row.last.seq}` : newest.seq}
      </th>
      <td className="words">{row.kind === 'act' ? <ActInWords act={row.entry.act} /> : <Edits count={row.count} />}</td>
      <td>
        <Author row={row} name={name} />
      </td>
      <td className="small">
        {row.kind === 'edits' && row.count > 1 && (
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

const Edits = ({ count }: { readonly count: number }) => (
  <span className="quiet">
    <Plural value={count} one="# edit of the text" other="# edits of the text" />
  </span>
)

function Author({ row, name }: { readonly row: HistoryRow; readonly name: string | undefined }) {
  const { t } = useLingui()
  const { administration } = newestOf(row)
  const as = row.kind === 'act' ? row.entry.as : null
  const shown = name ?? t`A person whose name was erased`
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
