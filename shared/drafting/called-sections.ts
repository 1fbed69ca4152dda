/** Which sections of a text a written call means: "resolves", "instructs the Director of BDT". */
import type { ClauseNames, NamedSection } from './clause-names.ts'
import { LABEL } from './label-pattern.ts'

/** How the Directors are written in short. */
const SHORT = 'the[\\s\\u00A0]+Directors?[\\s\\u00A0]+of[\\s\\u00A0]+(?:BDT|BR|TSB)'
const HAN = /\p{Script=Han}/u

const patterns = new WeakMap<ClauseNames, ReadonlyMap<string, RegExp | null>>()
const MODES = ['before-labels', 'after-labels'] as const
type Mode = (typeof MODES)[number]

/** Finds the calls of a text in a sentence, as the group `call`; null where the text has none. */
export function callPattern(names: ClauseNames, mode: Mode = 'before-labels'): RegExp | null {
  const known = patterns.get(names) ?? new Map(MODES.map((each) => [each, patternFor(names, each)]))
  patterns.set(names, known)
  return known.get(mode) ?? null
}

function patternFor({ sections }: ClauseNames, mode: Mode): RegExp | null {
  const calls = sections.filter(({ heading }) => heading !== '').toSorted((a, b) => b.keyword.length - a.keyword.length)
  if (calls.length === 0) return null
  const any = [...new Set(calls.map((call) => begun(call) + phraseOf(call)))].join('|')
  if (mode === 'after-labels') return new RegExp(`(?<call>${any})(?!\\p{L})`, 'giu')
  const gap = calls.some(({ keyword }) => HAN.test(keyword)) ? GAP_OR_NONE : SOME_GAP
  return new RegExp(`(?<call>${any})${gap}(?=${LABEL})`, 'giu')
}

const SOME_GAP = '[*_\\s\\u00A0,]{1,3}'
const GAP_OR_NONE = '[*_\\s\\u00A0,，“”"]{0,3}'

/** Chinese writes no spaces: there a call can begin anywhere. */
const begun = ({ keyword }: NamedSection) => (HAN.test(keyword) ? '' : '(?<![\\p{L}\\p{N}])')

/** The keyword, then as many words of the addressee as somebody cared to write. */
function phraseOf({ keyword, heading }: NamedSection): string {
  const rest = heading.slice(keyword.length).trim()
  const exact = spaced(keyword)
  if (rest === '' || HAN.test(keyword)) return rest === '' ? exact : `${exact}(?:${spaced(rest)})?`
  const words = rest.split(' ')
  const optional = words.reduceRight((tail, word) => `(?:[\\s\\u00A0,]+${escaped(word)}${tail})?`, '')
  return `${exact}(?:[\\s\\u00A0]+${SHORT}|${optional})`
}

const spaced = (words: string) => words.split(' ').map(escaped).join('[\\s\\u00A0]+')
const escaped = (word: string) => word.replace(/[,،]$/u, '').replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

/** The sections that a written call can mean, as indexes: a call may occur twice. */
export const calledBy = (names: ClauseNames, call: string): readonly number[] =>
  names.sections.flatMap((section, index) => (fitsCall(call, section) ? [index] : []))

export const fitsCall = (call: string, section: NamedSection): boolean =>
  section.heading !== '' && new RegExp(`^(?:${phraseOf(section)})$`, 'iu').test(call.trim())
