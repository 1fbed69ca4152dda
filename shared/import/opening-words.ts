/**
 * The words that open a section of a resolution. A call stands on a line of its own: an opening verb, perhaps an adverb, and in
 * the operative part the addressee ("instructs the Secretary-General, in cooperation with …").
 *
 * Source: domain.md §2.4, measured on resolutions of WTDC, WTSA, WRC and the Plenipotentiary Conference. The second row of each
 * list is not in those texts; it holds openings that ITU resolutions use elsewhere (recollection).
 */
export type CallPart = 'preamble' | 'operative'

const PREAMBLE = [
  ...[
    'recalling',
    'considering',
    'recognizing',
    'noting',
    'taking into account',
    'acknowledging',
    'taking note',
    'conscious',
  ],
  ...[
    'bearing in mind',
    'aware',
    'mindful',
    'emphasizing',
    'stressing',
    'reaffirming',
    'convinced',
    'concerned',
    'observing',
  ],
  ...['having considered', 'having regard', 'having noted', 'highlighting', 'underlining', 'welcoming', 'appreciating'],
  ...['recognising', 'emphasising'],
]

const OPERATIVE = [
  ...['resolves', 'instructs', 'requests', 'invites', 'encourages', 'appeals to'],
  ...['urges', 'calls upon', 'calls on', 'recommends', 'decides', 'authorizes', 'charges', 'declares'],
]

/** "resolves to instruct the Director": the verb that the addressee belongs to. */
const TO_ADDRESS = 'instruct|invite|request|encourage|urge|appeal to|call upon|call on|recommend|authorize|charge|ask'
/** A word that begins no addressee: such a line is the middle of a sentence ("requests from members"). */
const NO_ADDRESSEE = 'to|that|from|for|of|in|on|by|and|or|with|at|as|which|made'
const ADVERB = 'also|further|further also|in addition|in particular|once again|again'
const WITH_FEELING = 'with (?:concern|satisfaction|appreciation|interest|regret|approval)'

/** Adverbs may stand on either side: "further resolves", "resolves further". */
const opening = (verbs: readonly string[]) =>
  `(?:(?:${ADVERB}) )?(?:${verbs.join('|')})(?: (?:${ADVERB}|${WITH_FEELING}))?`

const PREAMBLE_CALL = new RegExp(`^${opening(PREAMBLE)}(?: of| that)?$`, 'i')
const RESOLVES = new RegExp(`^(?:(?:${ADVERB}) )?(?:resolves|decides)(?: (?:${ADVERB}))?$`, 'i')
const TO_SOMEONE = new RegExp(
  `^(?:(?:${ADVERB}) )?(?:resolves|decides)(?: (?:${ADVERB}))? to (?:${TO_ADDRESS})(?: (?:${ADVERB}))? \\S`,
  'i',
)
const ADDRESSED = new RegExp(
  `^${opening(OPERATIVE.filter((verb) => verb !== 'resolves' && verb !== 'decides'))}(?: (?!(?:${NO_ADDRESSEE}) )\\S.*)?$`,
  'i',
)
const BEGINS_LIKE_A_CALL = new RegExp(`^${opening([...PREAMBLE, ...OPERATIVE])}\\b`, 'i')

/**
 * The part that a line opens, or null where it is not a call. The words may end with a comma or a colon; a line that ends like
 * a clause (";" or ".") or goes on with "that" or a verb is none, however it begins.
 */
export function callPart(words: string): CallPart | null {
  const line = words.trim().replace(/\s+/g, ' ')
  if (/[;.]$/.test(line)) return null
  const bare = line.replace(/\s*[,:]$/, '')
  if (PREAMBLE_CALL.test(bare)) return 'preamble'
  return RESOLVES.test(bare) || TO_SOMEONE.test(bare) || ADDRESSED.test(bare) ? 'operative' : null
}

export const beginsLikeACall = (words: string): boolean => BEGINS_LIKE_A_CALL.test(words.trim())
