/**
 * The words of a block, as the redline compares them (editor-spikes.md §2).
 *
 * A token is a word, one punctuation mark or one footnote reference, with the white space before it. White space is not
 * compared, and neither are the shapes of quotes and hyphens; both literals are kept so that nothing is lost. A token has one
 * set of marks: a word half in italics is two tokens, and the same word in italics is another word. A link makes no difference,
 * and a bracket only by its signs: words that were put in brackets are the same words.
 */
import { isFootnoteRef, marksOf, type Run, type TextRun } from './blocks.ts'
import type { BlockId } from '../ids.ts'

export type Token = {
  /** Equal keys are the same word. */
  readonly key: string
  /** 1 for a word, less for a function word, 0 for punctuation. */
  readonly weight: number
  readonly space: readonly TextRun[]
  readonly run: Run
}

/** The footnote of the old text that one of the new text is, where it is one. */
export type OriginOf = (footnote: BlockId) => BlockId

/** Always ends with a token without characters, which carries the white space at the end of the block. */
export function tokensOf(runs: readonly Run[], originOf: OriginOf = (id) => id): readonly Token[] {
  const tokens: Token[] = []
  let space: TextRun[] = []
  for (const run of runs)
    for (const part of partsOf(run)) {
      if (isSpace(part)) space.push(part)
      else {
        tokens.push({ ...meaningOf(part, originOf), space, run: part })
        space = []
      }
    }
  return [...tokens, { key: END, weight: 0, space, run: { text: '' } }]
}

/** A bracket or a footnote reference stays where it is: a change never swallows one that both texts have. */
export const isBarrier = ({ run }: Token) => isFootnoteRef(run) || run.text === '[' || run.text === ']'

export const isFunctionWord = ({ key }: Token) => FUNCTION_WORDS.has(key.toLowerCase())

/** Cannot be the key of a word, which has no control characters before its marks. */
const END = '\u0000end'
const FUNCTION_WORD_WEIGHT = 0.34

const FUNCTION_WORDS = new Set(
  `a an the of to in on at by for from with and or as is are be been was were that this these those which it its their
  has have had not no any all such other into than within de la le les des du et ou en à au aux y o el los las del un una
  para por que se с и в на по к о`.split(/\s+/u),
)

const isSpace = (run: Run): run is TextRun => !isFootnoteRef(run) && /^\s/u.test(run.text)

function meaningOf(run: Run, originOf: OriginOf): Pick<Token, 'key' | 'weight'> {
  if (isFootnoteRef(run)) return { key: `\u0000footnote ${originOf(run.footnote)}`, weight: 1 }
  const word = sameShape(run.text)
  return { key: run.emphasis ? `${word}\u0000emphasis` : word, weight: weightOf(word) }
}

/** Quotes and hyphens differ between word processors, not between texts. */
const sameShape = (text: string) =>
  text
    .normalize('NFC')
    .replace(/[\u2010\u2011]/gu, '-')
    .replace(/[‘’‛ʼ]/gu, "'")
    .replace(/[“”„‟]/gu, '"')

function weightOf(word: string): number {
  if (!/[\p{L}\p{N}]/u.test(word)) return 0
  return FUNCTION_WORDS.has(word.toLowerCase()) ? FUNCTION_WORD_WEIGHT : 1
}

const PARTS = /\s+|[\p{L}\p{N}\p{M}]+(?:['’.\-‑][\p{L}\p{N}\p{M}]+)*|[^]/gu
const WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u

function partsOf(run: Run): readonly Run[] {
  if (isFootnoteRef(run)) return [run]
  if (run.drawn) return [run]
  const parts = (run.text.match(PARTS) ?? []).flatMap(wordsIn)
  return parts.map((text) => ({ text, ...marksOf(run) }))
}

let segmenter: Intl.Segmenter | undefined

/** Scripts that write no spaces between words are cut by the dictionary. The locale is fixed: the same cut everywhere. */
function wordsIn(part: string): readonly string[] {
  if (!WITHOUT_SPACES.test(part)) return [part]
  segmenter ??= new Intl.Segmenter('en', { granularity: 'word' })
  return Array.from(segmenter.segment(part), ({ segment }) => segment)
}
