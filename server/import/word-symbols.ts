/** The characters that Word takes from symbol fonts, as the Unicode characters that look like them. */

/** By their place in the font; Word writes them in a private area, F000 and up. */
const SYMBOL: ReadonlyMap<number, string> = new Map([
  [0x2d, '–'],
  [0xa3, '≤'],
  [0xa5, '∞'],
  [0xa7, '•'],
  [0xb0, '°'],
  [0xb1, '±'],
  [0xb2, '″'],
  [0xb3, '≥'],
  [0xb4, '×'],
  [0xb7, '•'],
  [0xb8, '÷'],
  [0xb9, '≠'],
  [0xbb, '≈'],
  [0xbc, '…'],
  [0xae, '→'],
  [0x6d, 'μ'],
  [0x57, 'Ω'],
])
/** What lists begin with. */
const DINGBATS: ReadonlyMap<number, string> = new Map(
  [0x6c, 0x6e, 0x71, 0x75, 0x76, 0x9f, 0xa7, 0xa8, 0xd8].map((code) => [code, '•']),
)

/** `code`: as the file writes it, four hexadecimal digits. Null for a symbol that has no known character. */
export function symbolText(code: string, font: string): string | null {
  const at = parseInt(code, 16)
  if (Number.isNaN(at) || at === 0 || at > 0x10ffff) return null
  const isPrivate = at >= 0xf000 && at <= 0xf0ff
  const known = (/wingdings|webdings/i.test(font) ? DINGBATS : SYMBOL).get(at & 0xff) ?? null
  if (isPrivate) return known
  if (/symbol|wingdings|webdings/i.test(font) && at <= 0xff) return known
  return at >= 0xe000 && at <= 0xf8ff ? null : String.fromCodePoint(at)
}
