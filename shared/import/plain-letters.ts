/** Words as they are compared with word lists: what only shapes or directs letters is taken off. Never shown, never stored. */

/** Vowel signs and the stretching stroke of Arabic; marks of direction; the curly apostrophe; ё. */
export const plainLetters = (words: string): string =>
  withoutDirections(words)
    .replace(/[\u064B-\u0652\u0670\u0640]/gu, '')
    .replace(/[’ʼ]/gu, "'")
    .replace(/ё/gu, 'е')

export const withoutDirections = (words: string): string =>
  words.replace(/[\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]/gu, '')
