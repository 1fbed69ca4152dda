import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import type { LibraryText } from '../../shared/protocol/views.ts'
import { AddText } from '../library/AddText.tsx'
import { EditionTag } from '../library/EditionNote.tsx'
import { useTexts } from '../library/queries.ts'
import { matches } from '../session/demonstration-groups.ts'
import { CheckBox } from '../ui/CheckBox.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { SearchInput } from '../ui/SearchInput.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import '../import/choices.css'

type Props = {
  readonly base: LibraryText | null
  readonly onChoose: (text: LibraryText) => void
  readonly sawSuperseded: boolean
  readonly onSawSuperseded: (saw: boolean) => void
  /** A file with a text that is not in the library yet. */
  readonly onFile: (file: File) => void
}

/** The text that the proposal changes: one of the library, or one that is added to it now. */
export function BaseChoice({ base, onChoose, sawSuperseded, onSawSuperseded, onFile }: Props) {
  const { t } = useLingui()
  const texts = useTexts()
  const [words, setWords] = useState('')
  const found = (texts.data ?? []).filter(({ id, name, title }) => id === base?.id || matches(words, name, title))
  return (
    <div className="field">
      <span className="label-of" id="base-choice">
        <Trans>Text that it changes</Trans>
      </span>
      <SearchInput label={t`Find a text by number or words of its title`} value={words} onChange={setWords} />
      <Refusal error={texts.error} />
      {texts.isPending && <Waiting rows={4} />}
      <RadioGroup
        aria-labelledby="base-choice"
        value={base?.id ?? null}
        onChange={(id) => {
          const text = texts.data?.find((each) => each.id === id)
          if (text) onChoose(text)
        }}
      >
        <div className="options scroll" tabIndex={-1}>
          {found.map((text) => (
            <Radio key={text.id} value={text.id} className="pick text">
              <span>
                <b>{text.name}</b>
                <br />
                {text.title}
                <br />
                <span className="quiet small">{text.source}</span>
              </span>
              <EditionTag of={text.edition} />
            </Radio>
          ))}
          {texts.data && found.length === 0 && (
            <p className="quiet">
              <Trans>No text matches these words.</Trans>
            </p>
          )}
        </div>
      </RadioGroup>
      {base?.edition.kind === 'superseded' && (
        <Superseded by={base.edition.by} name={base.name} saw={sawSuperseded} onSaw={onSawSuperseded} />
      )}
      <AddText onFile={onFile} />
    </div>
  )
}

type SupersededProps = {
  readonly name: string
  readonly by: string
  readonly saw: boolean
  readonly onSaw: (saw: boolean) => void
}

function Superseded({ name, by, saw, onSaw }: SupersededProps) {
  return (
    <Notice live>
      <p>
        {name}:{' '}
        <Trans>
          This text is superseded by {by}. A proposal should change the text in force. Starting here is recorded.
        </Trans>
      </p>
      <CheckBox isSelected={saw} onChange={onSaw}>
        <Trans>I have seen this and start from the superseded text.</Trans>
      </CheckBox>
    </Notice>
  )
}
