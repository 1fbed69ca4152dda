/** The language of a text, told by its letters and by the word for resolution: a first proposal that a person can change. */

import type { Language } from '../document/language.ts'

export { LANGUAGES, type Language } from '../document/language.ts'

const SIGNS: readonly (readonly [language: Language, sign: RegExp])[] = [
  ['ar', /\p{Script=Arabic}{3}/u],
  ['zh', /\p{Script=Han}{3}/u],
  ['ru', /\p{Script=Cyrillic}{3}/u],
  ['fr', /résolution\b|\bla conférence\b/iu],
  ['es', /resoluci[óo]n\b|\bla conferencia\b/iu],
]

/** Only the beginning is looked at: a name in another script further down tells nothing. */
export const languageOf = (text: string): Language =>
  SIGNS.find(([, sign]) => sign.test(text.slice(0, 600)))?.[0] ?? 'en'
