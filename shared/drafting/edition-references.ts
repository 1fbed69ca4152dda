/**
 * The resolutions of the Union that a text names with their edition: "Resolution 58 (Rev. Busan, 2014) of the Plenipotentiary
 * Conference", "Resolution 72 (Rev.WRC-19)", in the six languages. Found by pattern; English is measured on the seeds
 * (domain.md §2.4), the others are recollection.
 */
import type { BlockId } from '../ids.ts'
import { bodyNamed, bodyThatMet, type Body } from '../library/sessions.ts'
import type { Block } from '../document/blocks.ts'
import { charactersOf } from './references.ts'

export type EditionReference = {
  readonly block: BlockId
  readonly from: number
  readonly to: number
  /** "Resolution 58 (Rev. Busan, 2014)". */
  readonly words: string
  readonly number: string
  /** What stands in the parentheses, and where. */
  readonly edition: { readonly words: string; readonly from: number; readonly to: number }
  readonly place: string | null
  readonly year: number
  readonly body: Body | null
  /** The word for resolution is the English one, and so are the names of places. */
  readonly isEnglish: boolean
}

const NUMBER = '\\d{1,3}(?:-\\d)?'
const LIST = `(?<numbers>${NUMBER}(?:(?:,|,? (?:and|et|y|и|و)) ${NUMBER})*)`
const GAP = '[\\s\\u00A0]*'
const WORD = '(?<word>Resolutions?|R[ée]solutions?|Resoluci[óo]n(?:es)?|Резолюци\\p{L}*|(?:ال)?قرار(?:ات|ين|ان)?)'
const WESTERN = new RegExp(
  `(?<![\\p{L}])${WORD}${GAP}(?:№|No\\.?|n°)?${GAP}${LIST}${GAP}\\((?<edition>[^()]{3,60})\\)(?<of>[^.;()]{0,110})`,
  'giu',
)
const CHINESE = new RegExp(
  `(?<before>[^；。]{0,24})第${GAP}${LIST}${GAP}号(?<word>决议)${GAP}[（(](?<edition>[^（）()]{3,60})[）)]`,
  'gu',
)
const MAYBE = /\(|（/u

export function editionReferencesIn(block: Block): readonly EditionReference[] {
  if (!['item', 'text', 'footnote'].includes(block.kind)) return []
  const words = charactersOf(block)
  if (!MAYBE.test(words)) return []
  return [...words.matchAll(WESTERN), ...words.matchAll(CHINESE)].flatMap((found) => readOne(block.id, found))
}

function readOne(block: BlockId, found: RegExpExecArray | RegExpMatchArray): readonly EditionReference[] {
  const { numbers = '', edition = '', word = '', of = '', before = '' } = found.groups ?? {}
  const read = readEdition(edition)
  if (!read) return []
  const start = found.index! + before.length
  const inParentheses = found[0].indexOf(edition, before.length)
  const end = found.index! + inParentheses + edition.length + 1
  const body = bodyNamed(ownClause(of)) ?? bodyNamed(before) ?? bodyOf(read)
  const all = [...numbers.matchAll(new RegExp(NUMBER, 'gu'))]
  const from = (index: number) => (index === 0 ? start : found.index! + found[0].indexOf(numbers) + all[index]!.index)
  return all.map(([number], index) => ({
    block,
    from: from(index),
    to: index === all.length - 1 ? end : from(index + 1),
    words: found[0]
      .slice(from(index) - found.index!, (index === all.length - 1 ? end : from(index + 1)) - found.index!)
      .trim(),
    number,
    edition: { words: edition, from: end - 1 - edition.length, to: end - 1 },
    ...read,
    body,
    isEnglish: /^resolution/iu.test(word),
  }))
}

/** "of the Plenipotentiary Conference, on the role of …": what follows the comma is its title. */
const ownClause = (of: string) => /^[\s\u00A0]*(?:of|de la|de l['’]|del?|du|من|الصادر عن)?[^,،]*/iu.exec(of)?.[0] ?? ''

const bodyOf = ({ place, year, session }: Read): Body | null =>
  session ?? (place === null ? null : bodyThatMet(place, year))

type Read = { readonly place: string | null; readonly year: number; readonly session: Body | null }

/** What stands in the parentheses of an edition: "Rev. Busan, 2014", "Kyoto, 1994", "Rev.WRC-19", "2014年，釜山，修订版". */
export function readEdition(words: string): Read | null {
  const session = /\b(PP|WTDC|WTSA|WRC|CMR|CMDT|AMNT)[-‑](\d\d)\b/u.exec(words)
  if (session) return { place: null, year: yearOf(session[2]!), session: bodyNamed(session[1]!) }
  const [year, another] = [...words.matchAll(/(?<!\d)(?:19|20)\d\d(?!\d)/gu)].map(([found]) => found)
  // Two years: an old and a new edition run together, as flattened revision marks leave them. That is not guessed at.
  if (year === undefined || another !== undefined) return null
  const place = words
    .replace(year, '')
    .replace(/r[ée]v(?:is[ée]e)?\.?|пересм\.?|г\.|年|修订版|المراج[َ]?عة?( في)?/giu, '')
    .replace(/^[\s,،，]+|[\s,،，]+$/gu, '')
  return place === '' ? null : { place, year: Number(year), session: null }
}

const yearOf = (two: string) => (Number(two) > 70 ? 1900 : 2000) + Number(two)
