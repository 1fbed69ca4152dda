import { Trans, useLingui } from '@lingui/react/macro'
import { LANGUAGES, type Language } from '../../shared/document/language.ts'
import { SegmentedChoice } from '../ui/SegmentedChoice.tsx'

/** Each in its own words, as a list of languages is found by who needs it. */
const OWN_NAME: Record<Language, string> = {
  en: 'English',
  fr: 'Français',
  es: 'Español',
  ar: 'العربية',
  zh: '中文',
  ru: 'Русский',
}

type Props = { readonly value: Language; readonly onChange: (language: Language) => void }

/** The language that a new text is written in: its labels and the calls that are offered go by it. */
export function LanguageChoice({ value, onChange }: Props) {
  const { t } = useLingui()
  return (
    <div className="field">
      <span>
        <Trans>Language of the text</Trans>
      </span>
      <SegmentedChoice<Language>
        label={t`Language of the text`}
        value={value}
        onChange={onChange}
        choices={LANGUAGES.map((language) => ({
          value: language,
          content: (
            <bdi key={language} lang={language}>
              {OWN_NAME[language]}
            </bdi>
          ),
        }))}
      />
    </div>
  )
}
