import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import type { HistoryView } from '../../../shared/protocol/views.ts'
import { call } from '../../api.ts'
import { buttonClass } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { comparePath } from '../compare/compare-address.ts'
import { DownloadRecord } from './DownloadRecord.tsx'
import { HistoryTable } from './HistoryTable.tsx'
import './history.css'

export function HistoryScreen() {
  const { t } = useLingui()
  const { id = '' } = useParams()
  const history = useQuery({ queryKey: ['history', id], queryFn: () => call('history', { id }) })
  const proposal = useQuery({ queryKey: ['proposal', id], queryFn: () => call('proposal', { id }) })
  const label = proposal.data?.label
  return (
    <Page
      title={label ? t`History of ${label}` : t`History`}
      facts={proposal.data?.state.title ?? <>&nbsp;</>}
      actions={
        <>
          <DownloadRecord proposal={id} />
          <Link className={buttonClass({})} to={comparePath(id)}>
            <Trans>Compare two moments</Trans>
          </Link>
          <Link className={buttonClass({})} to={`/proposals/${id}`}>
            <Trans>Open the proposal</Trans>
          </Link>
        </>
      }
    >
      <Refusal error={history.error} />
      {history.isPending && <Waiting rows={8} />}
      {history.data && (
        <>
          <Chain history={history.data} />
          <HistoryTable history={history.data} proposal={id} />
        </>
      )}
    </Page>
  )
}

function Chain({ history }: { readonly history: HistoryView }) {
  const count = history.entries.length
  if (!history.verified)
    return (
      <Notice tone="refused">
        <Trans>
          The chain of this log does not verify: an entry was changed or removed. Tell the administrator of this site.
        </Trans>
      </Notice>
    )
  return (
    <p className="chain">
      <Icon name="check" className="c-support" />
      <span>
        <Trans>Chain verified:</Trans>{' '}
        <Plural
          value={count}
          one="# entry, hashed over the ones before it."
          other="# entries, each hashed over the one before it."
        />
      </span>
    </p>
  )
}
