/** The six official languages of the Union; ISO 639-1. */
export const LANGUAGES = ['en', 'fr', 'es', 'ar', 'zh', 'ru'] as const
export type Language = (typeof LANGUAGES)[number]

/** A text without a language is English: the first proposals were stored before there was a choice. */
export const DEFAULT_LANGUAGE: Language = 'en'

/** BCP 47, for fonts and hyphenation: the Union writes Chinese in simplified characters, whose signs stand elsewhere in their box. */
export const LANGUAGE_TAG: Record<Language, string> = {
  en: 'en',
  fr: 'fr',
  es: 'es',
  ar: 'ar',
  zh: 'zh-Hans',
  ru: 'ru',
}

/** As the cover of a contribution names it. */
export const LANGUAGE_NAME: Record<Language, string> = {
  en: 'English',
  fr: 'French',
  es: 'Spanish',
  ar: 'Arabic',
  zh: 'Chinese',
  ru: 'Russian',
}
