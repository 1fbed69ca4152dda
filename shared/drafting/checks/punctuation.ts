/**
 * The pattern of the signs at the end of clauses: items end ";", the last one of a section ",", the last one of the resolution "."
 * (domain.md §2.4). Real texts break it, so it only warns.
 */
import { isCall, type Block } from '../../document/blocks.ts'
import { placeAtStart } from '../place-words.ts'
import { charactersOf, FOOTNOTE_SIGN } from '../references.ts'
import { finding, type Checked, type Finding } from './finding.ts'

type Sign = ';' | ',' | '.'

export function punctuationFindings({ document: { text }, names }: Checked): readonly Finding[] {
  const clauses = text.flatMap((block, index) => (isClause(block) ? [{ block, index }] : []))
  return clauses.flatMap(({ block, index }) => {
    const expected = expectedSign(text, index)
    const end = endOf(block)
    if (end === null || expected === null || end.signs.some((sign) => WESTERN[sign] === expected)) return []
    const sign = signFor(expected, end.words)
    const range = { from: end.from, to: end.to }
    const was = end.words.slice(end.from, end.to)
    return [
      finding({
        code: 'punctuation',
        block: block.id,
        range,
        message: `${placeAtStart({ fragment: 'text', block }, names)} ${was === '' ? 'has no sign at its end' : `ends “${was}”`}; ${WHY[expected]} ends “${sign}”.`,
        mends: [
          {
            name: 'set-punctuation',
            words: sign,
            mend: { kind: 'replace', fragment: 'text', block: block.id, ...range, was, words: sign },
            safeForAll: true,
          },
        ],
      }),
    ]
  })
}

const WHY: Record<Sign, string> = {
  ';': 'an item that others follow',
  ',': 'the last item of a section',
  '.': 'the last clause of the resolution',
}

const isClause = ({ kind }: Block) => kind === 'item' || kind === 'text'

/** Null where anything may stand: before sub-items, and before the first call. */
function expectedSign(text: readonly Block[], at: number): Sign | null {
  if (!text.slice(0, at).some(({ kind }) => isCall(kind))) return null
  const next = text.slice(at + 1).find(({ kind }) => kind !== 'footnote')
  if (!next) return isOperative(text, at) ? '.' : ','
  if (isCall(next.kind)) return ','
  if (!isClause(next)) return null
  const opensList = text[at]!.kind === 'text' || (next.kind === 'item' && next.level > text[at]!.level)
  return opensList ? null : ';'
}

const isOperative = (text: readonly Block[], at: number) =>
  text.slice(0, at).findLast(({ kind }) => isCall(kind))?.kind === 'operative-call'

const WESTERN: Record<string, Sign | undefined> = {
  ';': ';',
  '；': ';',
  '؛': ';',
  ',': ',',
  '，': ',',
  '،': ',',
  '.': '.',
  '。': '.',
}

/** The signs of the last words: "; and" ends ";" as well. */
function endOf(block: Block) {
  const words = charactersOf(block)
  const bare = words.replace(new RegExp(`[\\s\\u00A0${FOOTNOTE_SIGN}]+$`, 'u'), '')
  if (bare === '') return null
  const joined = /([;,；،؛，])\s*(?:and|or|et|ou|y|o|и|или|و|أو)$/iu.exec(bare)
  if (joined) return { words, from: joined.index, to: joined.index + 1, signs: [joined[1]!] }
  const sign = /[;,.:；，。؛،：]$/u.exec(bare)?.[0] ?? ''
  return { words, from: bare.length - sign.length, to: bare.length, signs: [sign] }
}

function signFor(expected: Sign, words: string): string {
  const last = words.match(/\p{L}/gu)?.at(-1) ?? ''
  if (/\p{Script=Han}/u.test(last)) return { ';': '；', ',': '，', '.': '。' }[expected]
  if (/\p{Script=Arabic}/u.test(last)) return { ';': '؛', ',': '،', '.': '.' }[expected]
  return expected
}
