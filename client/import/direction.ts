import type { Language } from '../../shared/document/language.ts'

/** A label in Latin letters does not turn an Arabic line; elsewhere the words tell. */
export const directionOf = (language: Language): 'rtl' | 'auto' => (language === 'ar' ? 'rtl' : 'auto')
