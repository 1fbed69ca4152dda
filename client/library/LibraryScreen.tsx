import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { ForumId } from '../../shared/ids.ts'
import { mayAddText, mayStartProposal } from '../../shared/proposal/permissions.ts'
import type { LibraryText } from '../../shared/protocol/views.ts'
import { useForums } from '../forum/queries.ts'
import { ForumChoice } from '../import/ForumChoice.tsx'
import { ImportFlow } from '../import/ImportFlow.tsx'
import type { PreparedStart } from '../import/prepared-start.ts'
import { matches } from '../session/demonstration-groups.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Page } from '../ui/Page.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { SearchInput } from '../ui/SearchInput.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { AddText } from './AddText.tsx'
import { EditionTag } from './EditionNote.tsx'
import { useTexts } from './queries.ts'

export function LibraryScreen() {
  const { t } = useLingui()
  const texts = useTexts()
  const [words, setWords] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const found = (texts.data ?? []).filter(({ name, title }) => matches(words, name, title))
  if (file) return <ImportIntoLibrary file={file} onCancel={() => setFile(null)} />
  return (
    <Page title={t`Library of texts`} facts={t`Resolutions that a proposal can start from.`}>
      <MayAddText onFile={setFile} />
      <SearchInput label={t`Find a text by number or words of its title`} value={words} onChange={setWords} />
      <Refusal error={texts.error} />
      {texts.isPending && <Waiting rows={4} />}
      {texts.data && found.length === 0 && (
        <EmptyState say={words ? t`No text matches these words.` : t`The library is empty.`} />
      )}
      {found.length > 0 && <TextTable texts={found} />}
    </Page>
  )
}

function MayAddText({ onFile }: { readonly onFile: (file: File) => void }) {
  const forums = useForums()
  const may = (forums.data ?? []).some(({ roles }) => mayAddText(roles))
  return may ? <AddText onFile={onFile} /> : null
}

type ImportProps = { readonly file: File; readonly onCancel: () => void }

function ImportIntoLibrary({ file, onCancel }: ImportProps) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const forums = useForums()
  const [prepared, setPrepared] = useState<PreparedStart | null>(null)
  const startable = (forums.data ?? []).filter(({ roles }) => mayStartProposal(roles))
  const startIn = (forum: ForumId, start: PreparedStart) =>
    void navigate(`/forums/${forum}/start`, { state: { prepared: start } })
  return (
    <Page title={t`Import a text`} facts={file.name}>
      {prepared ? (
        <ForumChoice forums={startable} onChoose={(forum) => startIn(forum, prepared)} />
      ) : (
        <ImportFlow
          file={file}
          onCancel={onCancel}
          onStored={(text, alreadyThere) => void navigate(`/texts/${text.id}`, { state: { alreadyThere } })}
          onPrepared={
            startable.length === 0
              ? null
              : (start) => (startable.length === 1 ? startIn(startable[0]!.id, start) : setPrepared(start))
          }
        />
      )}
    </Page>
  )
}

function TextTable({ texts }: { readonly texts: readonly LibraryText[] }) {
  const { t } = useLingui()
  return (
    <div className="table-box" tabIndex={0} role="group" aria-label={t`Texts`}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">
              <Trans>Text</Trans>
            </th>
            <th scope="col">
              <Trans>Status of the edition</Trans>
            </th>
            <th scope="col">
              <Trans>Clauses</Trans>
            </th>
            <th scope="col">
              <Trans>Source</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {texts.map(({ id, name, title, edition, clauses, source }) => (
            <tr key={id}>
              <th scope="row">
                <Link to={`/texts/${id}`}>{name}</Link>
                <p className="library-title">{title}</p>
              </th>
              <td>
                <EditionTag of={edition} />
              </td>
              <td>{clauses}</td>
              <td className="small quiet">{source}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
