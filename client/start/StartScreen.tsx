import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation, useParams } from 'react-router'
import { forumId } from '../../shared/ids.ts'
import { mayStartProposal } from '../../shared/proposal/permissions.ts'
import type { ForumView, LibraryText } from '../../shared/protocol/views.ts'
import { proposalsQuery } from '../forum/queries.ts'
import { ImportFlow } from '../import/ImportFlow.tsx'
import { preparedIn } from '../import/prepared-start.ts'
import { useTexts } from '../library/queries.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Page } from '../ui/Page.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { StartForm } from './StartForm.tsx'
import './start.css'

export function StartScreen() {
  const { t } = useLingui()
  const { id = '' } = useParams()
  const { data, error, isPending } = useQuery(proposalsQuery(forumId(id)))
  const [file, setFile] = useState<File | null>(null)
  const name = data?.forum.name ?? ''
  return (
    <Page
      title={file ? t`Import a text` : t`Start a proposal`}
      facts={file ? file.name : name ? <Trans>In the forum {name}</Trans> : <>&nbsp;</>}
    >
      <Refusal error={error} />
      {isPending && <Waiting rows={6} />}
      {data && !mayStartProposal(data.forum.roles) && (
        <EmptyState say={t`Only the coordinator of this forum starts proposals.`} />
      )}
      {data && mayStartProposal(data.forum.roles) && <Starting forum={data.forum} file={file} onFile={setFile} />}
    </Page>
  )
}

type Props = {
  readonly forum: ForumView
  readonly file: File | null
  readonly onFile: (file: File | null) => void
}

/** The form keeps what was written in it while a text is imported. */
function Starting({ forum, file, onFile }: Props) {
  const { state } = useLocation()
  const texts = useTexts()
  const [prepared, setPrepared] = useState(() => preparedIn(state))
  const [base, setBase] = useState<LibraryText | null>(null)
  const named = prepared?.base ? texts.data?.find(({ id }) => id === prepared.base) : undefined
  const chosen = base ?? named ?? null
  return (
    <>
      {file && (
        <ImportFlow
          file={file}
          onCancel={() => onFile(null)}
          onStored={(text) => {
            setPrepared(null)
            setBase(text)
            onFile(null)
          }}
          onPrepared={(start) => {
            setPrepared(start)
            setBase(null)
            onFile(null)
          }}
        />
      )}
      <div hidden={file !== null}>
        <StartForm
          forum={forum}
          base={chosen}
          prepared={prepared}
          onBase={(text) => {
            if (text.id !== prepared?.base) setPrepared(null)
            setBase(text)
          }}
          onDropPrepared={() => {
            setBase(chosen)
            setPrepared(null)
          }}
          onFile={onFile}
        />
      </div>
    </>
  )
}
