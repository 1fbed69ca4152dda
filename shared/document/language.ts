/** The six official languages of the Union; ISO 639-1. */
export const LANGUAGES = ['en', 'fr', 'es', 'ar', 'zh', 'ru'] as const
export type Language = (typeof LANGUAGES)[number]

/** A text without a language is English: the first proposals were stored before there was a choice. */
export const DEFAULT_LANGUAGE: Language = 'en'

/** As the cover of a contribution names it. */
export const LANGUAGE_NAME: Record<Language, string> = {
  en: 'English',
  fr: 'French',
  es: 'Spanish',
  ar: 'Arabic',
  zh: 'Chinese',
  ru: 'Russian',
}
