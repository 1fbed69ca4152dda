/** Labels as they are written inside a sentence, for regular expressions with the flags `iu`. What they say: `plainLabel`. */
const SUFFIX = '(?:bis|ter|quater)?'

/** "a)", "(a)", "*a)*", "ii)", "б)", "أ )", "ａ）". */
export const LETTERED = `[(（]?\\*?(?:[ivxl]{1,6}|[a-zａ-ｚ]{1,2}|[а-я]|[ء-ي]ـ?)\\*?\\s?[)）]${SUFFIX}\\*?`
/** "2", "12bis", "٢"; nothing that is a part of a longer number or of a word. */
export const NUMBERED = `(?:\\d{1,2}|[٠-٩]{1,2})${SUFFIX}(?![\\p{L}\\p{N}%/)）]|[.,:]\\p{N}|-\\p{L})`
export const LABEL = `(?:${LETTERED}|${NUMBERED})`
/** No-break spaces stand in official texts between the words of a name. */
export const GAP = '[\\s\\u00A0]+'

const TAIL = new RegExp(`(?<![\\p{L}\\p{N}])${LABEL}(?:${GAP}${LABEL})*[*_]*$`, 'iu')

export type WrittenName = {
  /** The words before the labels. */
  readonly call: string
  readonly labels: readonly { readonly written: string; readonly from: number; readonly to: number }[]
}

/** The words of a link taken apart: "resolves 2 ii)" is "resolves" and two labels; positions count from the start of the words. */
export function readName(words: string): WrittenName {
  const tail = TAIL.exec(words)
  const call = words.slice(0, tail?.index ?? words.length).replace(/^[*_\s]+|[*_\s,]+$/g, '')
  if (!tail) return { call, labels: [] }
  const labels = [...tail[0].matchAll(new RegExp(LABEL, 'giu'))].map((found) => {
    const from = tail.index + found.index
    return { written: found[0], from, to: from + found[0].length }
  })
  return { call, labels }
}
