/** Which calls go on with what is typed: whole calls first, then, behind a verb that addresses somebody, the addressees. */
import type { Language } from '../../../shared/document/language.ts'
import type { CallPart } from '../../../shared/import/opening-words.ts'
import { CALL_PHRASES } from './phrases.ts'

export type Suggestion = {
  readonly words: string
  readonly part: CallPart
  /** An addressee has yet to follow. */
  readonly open: boolean
}

const MOST = 8

/** Nothing for less than two letters (one in Chinese): a list must not meet everybody who begins a word. */
export function suggestionsFor(typed: string, language: Language): readonly Suggestion[] {
  const begun = normal(typed)
  if (begun.trim().length < (language === 'zh' ? 1 : 2)) return []
  const { addressing, addressees } = CALL_PHRASES[language]
  const verbs = addressing.filter((verb) => begun.startsWith(normal(spaced(verb, language))))
  const addressed = verbs.flatMap((verb) => addressees.map((to) => operative(spaced(verb, language) + to, false)))
  return [...callsIn(language), ...addressed].filter((call) => goesOn(call, begun)).slice(0, MOST)
}

export function callsIn(language: Language): readonly Suggestion[] {
  const { preamble, operative: alone, addressing } = CALL_PHRASES[language]
  return [
    ...preamble.map((words): Suggestion => ({ words, part: 'preamble', open: false })),
    ...alone.map((words) => operative(words, false)),
    ...addressing.map((verb) => operative(spaced(verb, language), true)),
  ]
}

const operative = (words: string, open: boolean): Suggestion => ({ words, part: 'operative', open })

/** Chinese and a French elision write no space before the addressee. */
const spaced = (verb: string, language: Language) => (language === 'zh' || verb.endsWith("'") ? verb : `${verb} `)

const goesOn = ({ words, open }: Suggestion, begun: string) => {
  const whole = normal(words)
  return whole.startsWith(begun) && (!open || whole.trimEnd() !== begun.trimEnd() || !begun.endsWith(' '))
}

const normal = (words: string) => words.toLocaleLowerCase().replace(/[’ʼ]/g, "'").replace(/\s+/g, ' ').trimStart()
