import { Trans, useLingui } from '@lingui/react/macro'
import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { LANGUAGES, type Language } from '../../shared/import/language.ts'
import type { TextEdition } from '../../shared/protocol/imports.ts'
import { ChoiceInput } from '../ui/ChoiceInput.tsx'
import { TextInput } from '../ui/TextInput.tsx'

const NAMES: Record<Language, MessageDescriptor> = {
  en: msg`English`,
  fr: msg`French`,
  es: msg`Spanish`,
  ar: msg`Arabic`,
  zh: msg`Chinese`,
  ru: msg`Russian`,
}

type Props = { readonly edition: TextEdition; readonly onChange: (edition: TextEdition) => void }

/** Which text it is. What was read of the file is the default. */
export function EditionForm({ edition, onChange }: Props) {
  const { t } = useLingui()
  const set = (part: Partial<TextEdition>) => onChange({ ...edition, ...part })
  return (
    <section className="card pad stack" aria-labelledby="import-edition">
      <h2 id="import-edition">
        <Trans>Which text it is</Trans>
      </h2>
      <div className="import-edition">
        <TextInput
          label={t`Number`}
          value={edition.number}
          maxLength={40}
          onChange={(number) => set({ number })}
          error={edition.number.trim() ? null : t`A text has a number.`}
        />
        <TextInput
          label={t`Revision`}
          value={edition.revision ?? ''}
          maxLength={120}
          onChange={(revision) => set({ revision: revision.trim() ? revision : null })}
        />
        <TextInput
          label={t`Place and year`}
          value={edition.heldAt ?? ''}
          maxLength={120}
          onChange={(heldAt) => set({ heldAt: heldAt.trim() ? heldAt : null })}
        />
        <ChoiceInput
          label={t`Language`}
          value={edition.language}
          options={LANGUAGES.map((id) => ({ id, name: t(NAMES[id]) }))}
          onChange={(id) => id !== null && set({ language: id as Language })}
        />
        <div className="wide">
          <TextInput
            label={t`Conference`}
            value={edition.conference}
            maxLength={300}
            onChange={(conference) => set({ conference })}
            error={edition.conference.trim() ? null : t`Say which conference adopted it.`}
          />
        </div>
        <div className="wide">
          <TextInput label={t`Title`} value={edition.title} maxLength={1000} onChange={(title) => set({ title })} />
        </div>
      </div>
    </section>
  )
}
