/** Characters that nobody sees and that change how words are read, sorted or compared (Unicode UAX #9, UTR #36). */

// Controls but for the tab, overrides and isolates of direction, what has no width, and what stands for something lost.
// oxlint-disable-next-line no-control-regex -- these are what it is about
const ODD = /[\u0000-\u0008\u000A-\u001F\u007F-\u009F\u200B\u202A-\u202E\u2066-\u2069\uFEFF\uFFFC\uFFFD]/gu

/** A line break keeps words apart. */
const BREAK = /[\n\v\f\r\u0085]/u

export type OddCharacter = { readonly at: number; readonly sign: string }

export const oddIn = (words: string): readonly OddCharacter[] =>
  [...words.matchAll(ODD)].map((found) => ({ at: found.index, sign: found[0] }))

/** What stays where one is taken out. */
export const insteadOf = (sign: string): '' | ' ' => (BREAK.test(sign) ? ' ' : '')

export const withoutOdd = (words: string): string => words.replace(ODD, insteadOf)

/** "U+202E (right-to-left override)". */
export function nameOfOdd(sign: string): string {
  const code = sign.codePointAt(0)!
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')} (${NAME[code] ?? 'control character'})`
}

const NAME: Record<number, string | undefined> = {
  0x0000: 'null character',
  0x000a: 'line break',
  0x000d: 'line break',
  0x200b: 'zero-width space',
  0x202a: 'left-to-right embedding',
  0x202b: 'right-to-left embedding',
  0x202c: 'end of an embedding or override',
  0x202d: 'left-to-right override',
  0x202e: 'right-to-left override',
  0x2066: 'left-to-right isolate',
  0x2067: 'right-to-left isolate',
  0x2068: 'first-strong isolate',
  0x2069: 'end of an isolate',
  0xfeff: 'byte order mark',
  0xfffc: 'place of an object',
  0xfffd: 'place of a lost letter',
}
