/**
 * The words around a reference to a clause, in the six languages. Source: domain.md §2.4 for English ("*recognizing a)* above",
 * "*resolves* 2"); the other languages are recollection, not compared with a corpus.
 */

/** Before this clause, after this clause. */
export type Direction = 'above' | 'below' | null

const ABOVE = [
  'above',
  'ci-dessus',
  'supra',
  'anterior(?:es)?',
  'precedentes?',
  'выше',
  'أعلاه',
  'المذكورة? أعلاه',
  '以上',
]
const BELOW = ['below', 'ci-dessous', 'infra', 'siguientes?', 'ниже', 'أدناه', '以下']
/** Chinese says the direction first. */
const ABOVE_FIRST = ['上述', '上文', '前述']
const BELOW_FIRST = ['下述', '下文']

const oneOf = (words: readonly string[]) => `(?:${words.join('|')})`

const FOLLOWS = new RegExp(
  `^[\\s\\u00A0,，、]*(?:(?<above>${oneOf(ABOVE)})|(?<below>${oneOf(BELOW)}))(?!\\p{L}|-)`,
  'iu',
)
const PRECEDES = new RegExp(`(?:(?<above>${oneOf(ABOVE_FIRST)})|(?<below>${oneOf(BELOW_FIRST)}))[的\\s]*$`, 'u')

export type Pointed = { readonly direction: Direction; readonly length: number }

/** The direction that the words after a name say, and how many characters say it. */
export function directionAfter(words: string): Pointed {
  const found = FOLLOWS.exec(words)
  return { direction: directionOf(found), length: found?.[0].length ?? 0 }
}

export const directionBefore = (words: string): Direction => directionOf(PRECEDES.exec(words))

const directionOf = (found: RegExpExecArray | null): Direction =>
  found?.groups?.['above'] ? 'above' : found?.groups?.['below'] ? 'below' : null

/** Between the labels of a list: "a) and b)", "1 to 3". */
export const AND = `(?:[\\s\\u00A0]*[,，、;][\\s\\u00A0]*(?:and|or|et|ou|y|e|o|u|и|или|و|أو)?|[\\s\\u00A0]+(?:and|or|to|et|ou|à|y|e|o|u|al?|и|или|до|и/или|and/or|أو|إلى|و)|[\\s\\u00A0]*(?:和|或|至|及|与))[\\s\\u00A0]*و?`

/** Between a label and the call that it stands under: "au point a) du reconnaissant", "в пункте a) раздела признавая". */
export const UNDER = '(?:of|in|under|du|de la|de l’|de|del|de los|раздела|в разделе|из|من|في|的|中的)'

/** "in item 2 above": what may stand before a number for it to be a label, and no quantity. */
export const ITEM_WORD =
  '(?:items?|sub-items?|paragraphs?|§§?|points?|alinéas?|puntos?|apartados?|párrafos?|пункт\\p{L}*|пп?\\.|подпункт\\p{L}*|(?:ال)?فقرات?|(?:ال)?فقرة|(?:ال)?بنود|(?:ال)?بند|第)'

/** The acts of others, of which a clause may be meant: "resolves 2 of Resolution 58". Not "this resolution". */
const INSTRUMENT =
  '(?:resolutions?|decisions?|recommendations?|r[ée]solutions?|d[ée]cisions?|recommandations?|resoluci[óo]n(?:es)?|decisi[óo]n(?:es)?|recomendaci[óo]n(?:es)?|резолюци\\p{L}*|решени\\p{L}*|рекомендаци\\p{L}*|ال?قرار(?:ات)?|ال?مقرر|ال?توصية|第)'
const OF_ANOTHER = new RegExp(
  `^[\\s\\u00A0,]*(?:of|in|to|de la|de l['’]|de|du|del|من|في|из|в|к)?[\\s\\u00A0]*(?:(?:the|said|same|aforementioned|above-mentioned|aquélla)[\\s\\u00A0]+)*${INSTRUMENT}[\\s\\u00A0]*(?:№|No\\.?|n°)?[\\s\\u00A0]*[\\p{N}\\[A-Z]`,
  'iu',
)
const OF_ANOTHER_BEFORE = new RegExp(
  `${INSTRUMENT}[\\s\\u00A0]*(?:№|No\\.?|n°)?[\\s\\u00A0]*\\p{N}[\\p{N}/-]*(?:[\\s\\u00A0]*[(（][^()（）]*[)）])?(?:[\\s\\u00A0]+(?:of|de la|de|من)[\\s\\u00A0][^.;()]{3,70})?[,，\\s\\u00A0]*(?:(?:in|under|and|with|by|its|their|the|which|thereof|en particular|en|su|son|sa|в|ее|его|в том числе|في)[\\s\\u00A0]*,?[\\s\\u00A0]*){0,4}["“«(*\\s]*$`,
  'iu',
)

/** Whether the words around a name say that it is in another resolution than this one. */
export const isOfAnother = (before: string, after: string): boolean =>
  OF_ANOTHER.test(after.slice(0, 120)) || OF_ANOTHER_BEFORE.test(before.slice(-220))
