/** Words as they are compared with word lists: what only shapes or directs letters is taken off. Never shown, never stored. */

/** Vowel signs and the stretching stroke of Arabic; marks of direction; the curly apostrophe; ё. */
export const plainLetters = (words: string): string =>
  withoutDirections(words)
    .replace(/[\u064B-\u0652\u0670\u0640]/gu, '')
    .replace(/[’ʼ]/gu, "'")
    .replace(/ё/gu, 'е')

export const withoutDirections = (words: string): string =>
  words.replace(/[\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]/gu, '')

/** Chinese writes no space where a line was broken. */
const NO_SPACE = /[\p{sc=Han}\u3000-\u303F\uFF00-\uFFEF]/u

export const joinedLines = (first: string, second: string): string =>
  NO_SPACE.test(first.at(-1) ?? '') && NO_SPACE.test(second[0] ?? '') ? first + second : `${first} ${second}`
