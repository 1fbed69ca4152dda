/**
 * The words that open a section of a resolution. A call stands on a line of its own: an opening verb, perhaps an adverb, and in
 * the operative part the addressee ("instructs the Secretary-General, in cooperation with …").
 *
 * Source: domain.md §2.4, measured on resolutions of WTDC, WTSA, WRC and the Plenipotentiary Conference. The first row of each
 * list is from there; the others are openings that ITU resolutions use elsewhere (recollection).
 */
export type CallPart = 'preamble' | 'operative'

const PREAMBLE =
  'recalling|considering|recognizing|noting|taking into account|acknowledging|taking note|conscious|' +
  'bearing in mind|aware|mindful|emphasizing|stressing|reaffirming|convinced|concerned|observing|underlining|highlighting|' +
  'welcoming|appreciating|having considered|having regard|having noted|recognising|emphasising'

const RESOLVING = 'resolves|decides'
const ADDRESSING =
  'instructs|requests|invites|encourages|appeals to|' +
  'urges|calls upon|calls on|recommends|authorizes|charges|declares'

/** "resolves to instruct the Director": the verb that the addressee belongs to. */
const TO_ADDRESS = 'instruct|invite|request|encourage|urge|appeal to|call upon|call on|recommend|authorize|charge|ask'
/** A word that begins no addressee: such a line is the middle of a sentence ("requests from members"). */
const NO_ADDRESSEE = 'to|that|from|for|of|in|on|by|and|or|with|at|as|which|made'
const ADVERB = 'also|further|further also|in addition|in particular|once again|again'
const WITH_FEELING = 'with (?:concern|satisfaction|appreciation|interest|regret|approval)'

/** Adverbs may stand on either side: "further resolves", "resolves further". */
const opening = (verbs: string) => `(?:(?:${ADVERB}) )?(?:${verbs})(?: (?:${ADVERB}|${WITH_FEELING}))?`

const PREAMBLE_CALL = new RegExp(`^${opening(PREAMBLE)}(?: of| that)?$`, 'i')
const RESOLVES = new RegExp(`^${opening(RESOLVING)}(?: to (?:${TO_ADDRESS})(?: (?:${ADVERB}))? \\S.*)?$`, 'i')
const ADDRESSED = new RegExp(`^${opening(ADDRESSING)}(?: (?!(?:${NO_ADDRESSEE}) )\\S.*)?$`, 'i')
const BEGINS_LIKE_A_CALL = new RegExp(`^${opening(`${PREAMBLE}|${RESOLVING}|${ADDRESSING}`)}\\b`, 'i')

/**
 * The part that a line opens, or null where it is not a call. The words may end with a comma or a colon; a line that ends like
 * a clause (";" or ".") or goes on with "that" or a verb is none, however it begins.
 */
export function callPart(words: string): CallPart | null {
  const line = words.trim().replace(/\s+/g, ' ')
  if (/[;.]$/.test(line)) return null
  const bare = line.replace(/\s*[,:]$/, '')
  if (PREAMBLE_CALL.test(bare)) return 'preamble'
  return RESOLVES.test(bare) || ADDRESSED.test(bare) ? 'operative' : null
}

export const beginsLikeACall = (words: string): boolean => BEGINS_LIKE_A_CALL.test(words.trim())
