/**
 * A call stands on a line of its own: an opening verb, perhaps an adverb, and in the operative part the addressee ("instructs
 * the Secretary-General, in cooperation with …"). The words of the six languages are data in call-words.ts.
 */
import { CALL_WORDS, type CallWords } from './call-words.ts'
import { plainLetters } from './plain-letters.ts'

export type CallPart = 'preamble' | 'operative'

/** `pattern` holds the keyword, the call without its addressee, in its first group. */
type CallPattern = { readonly part: CallPart; readonly pattern: RegExp }
type CallPatterns = { readonly calls: readonly CallPattern[]; readonly begins: RegExp }

const PATTERNS = CALL_WORDS.map((words) => (words.language === 'zh' ? chinesePatterns(words) : patternsOf(words)))

/** Adverbs may stand on either side: "further resolves", "resolves further". */
function patternsOf({ language, adverb, addressee, noAddressee, ...words }: CallWords): CallPatterns {
  const opening = (verbs: string) => `(?:(?:${adverb}),? )?(?:${verbs})(?:,? (?:${adverb}))?`
  const to = addressee ? `(?:${addressee})` : `(?!(?:${noAddressee ?? ''})(?: |$))\\S`
  const end = language === 'ar' ? '(?!\\S)' : '(?!\\p{L})'
  return {
    calls: [
      { part: 'preamble', pattern: whole(`(${opening(words.preamble)}(?: (?:${words.ending}))?)`) },
      { part: 'operative', pattern: whole(`(${opening(words.resolving)}(?: (?:that|que|что|أن))?)`) },
      { part: 'operative', pattern: whole(`(${opening(words.resolving)},? ${words.toAddress})(?:,? \\S.*)?`) },
      { part: 'operative', pattern: whole(`(${opening(words.addressing)})(?:,? ${to}.*)?`) },
    ],
    begins: new RegExp(`^${opening(`${words.preamble}|${words.resolving}|${words.addressing}`)}${end}`, 'iu'),
  }
}

/** Chinese writes no spaces; what follows the verb is the addressee, of two clauses at most. */
function chinesePatterns({ adverb, noAddressee, ...words }: CallWords): CallPatterns {
  const opening = (verbs: string) => `(?:${adverb})?(?:${verbs})(?:${adverb})?`
  const to = `(?!${noAddressee ?? ''})[^，；。：]{1,100}(?:[，,][^；。：]{1,100})?`
  return {
    calls: [
      { part: 'preamble', pattern: whole(`(${opening(words.preamble)}(?:${words.ending})?)`) },
      { part: 'operative', pattern: whole(`(${opening(words.resolving)})`) },
      {
        part: 'operative',
        pattern: whole(`(${opening(words.resolving)}[，,、]?\\s?${opening(words.toAddress)})(?:${to})?`),
      },
      { part: 'operative', pattern: whole(`(${opening(words.addressing)})(?:${to})?`) },
    ],
    begins: new RegExp(`^${opening(`${words.preamble}|${words.resolving}|${words.addressing}`)}`, 'u'),
  }
}

function whole(pattern: string): RegExp {
  return new RegExp(`^${pattern}$`, 'iu')
}

export type CallReading = { readonly part: CallPart; readonly keyword: string }

/**
 * The part that a line opens, or null where it is not a call. The words may end with a comma or a colon; a line that ends like
 * a clause (";" or ".") or goes on with "that" or a verb is none, however it begins.
 */
export const callPart = (words: string): CallPart | null => readCall(words)?.part ?? null

/** The call as written, without its addressee: "resolves to instruct"; the whole line where it is no known call. */
export const keywordOf = (words: string): string => readCall(words)?.keyword ?? bareCall(words)

export function readCall(words: string): CallReading | null {
  const line = words
    .replace(/\[footnoteRef:\d+\]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  if (line.length > LONGEST_CALL || /[;.；。؛]$/u.test(line)) return null
  const bare = bareCall(line)
  const plain = plainLetters(bare)
  for (const { part, pattern } of PATTERNS.flatMap(({ calls }) => calls)) {
    const found = pattern.exec(plain)
    if (found) return { part, keyword: sameWords(bare, found[1]!) }
  }
  return null
}

/** The longest addressee seen has 150 characters. */
const LONGEST_CALL = 600

const bareCall = (line: string) => line.trim().replace(/\s*[,:，：،、]$/u, '')

/** The keyword was found in plain letters; it is shown as the source writes it. */
function sameWords(written: string, keyword: string): string {
  if (written.startsWith(keyword)) return keyword
  return written.split(' ').slice(0, keyword.split(' ').length).join(' ').replace(/[,،]$/u, '')
}

export function beginsLikeACall(words: string): boolean {
  const plain = plainLetters(words.trim().slice(0, LONGEST_CALL))
  return PATTERNS.some(({ begins }) => begins.test(plain))
}
