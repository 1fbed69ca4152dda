/** What stands before the first call: number, title, history, opening line. */
import type { ImportFinding, LeftOut } from './imported-text.ts'
import { NUMBER_LINES, OPENING_LINES, REVISED } from './head-words.ts'
import { joinedLines, withoutDirections } from './plain-letters.ts'
import { westernDigits } from './label-letters.ts'
import type { SourceLine } from './clean-source.ts'

export type Head = {
  readonly number: string
  readonly revision: string | null
  readonly conference: string
  readonly heldAt: string | null
  /** The lines as blocks of the text, in order; the title may be broken over several lines of the source. */
  readonly parts: readonly HeadPart[]
  readonly body: readonly SourceLine[]
  readonly leftOut: readonly LeftOut[]
  readonly findings: readonly ImportFinding[]
}
export type HeadPart = {
  readonly kind: 'number' | 'title' | 'history' | 'opening'
  readonly line: number
  readonly text: string
}

/** A line that its style makes the opening line, in words that are not known. */
const ANY_OPENING = /^(.*?)(?: ?[(（]([^()（）]+)[)）])? ?[,،，]?$/u

/** A line that its style makes the number line, in words that are not known. */
const ANY_NUMBER = /^[^\d[(（]*(\[[^[\]]+\]|\d[\w/-]*)[^(（]*(?:[(（]([^()（）]+)[)）])?/u

const HISTORY = /^[(（][^()（）]+[)）]$/

export const withoutMarkdown = (text: string) =>
  text
    .replace(/^#+ /, '')
    .replace(/\*\*/g, '')
    .replace(/^[*_]([^*_]+)[*_]$/, '$1')

const matchOf = (patterns: readonly RegExp[], text: string): RegExpExecArray | null => {
  const plain = withoutDirections(withoutMarkdown(withoutMarks(text)))
    .replaceAll('\u0640', '')
    .trim()
  for (const pattern of patterns) {
    const found = pattern.exec(plain)
    if (found) return found
  }
  return null
}

const withoutMarks = (text: string) => text.replace(/\[footnoteRef:\d+\]/g, '')

/** A style decides where there is one: a cover may name a resolution as its number line does. */
export const isNumberLine = ({ text, role }: SourceLine): boolean =>
  role === 'number' ? ANY_NUMBER.test(withoutMarks(text)) : role === undefined && isNumberText(text)

export const isNumberText = (text: string): boolean => matchOf(NUMBER_LINES, text) !== null

/** The lines that begin a resolution. More than one tells of several resolutions in one file. */
export const numberLines = (lines: readonly SourceLine[]): readonly SourceLine[] => lines.filter(isNumberLine)

/** "(REV. BUSAN DOHA, 20142026)": two editions written into one by a converter that lost the revision marks. */
export const hasMergedRevisions = (text: string): boolean => /\d{8}|\(Rev\.[^()]*\bRev\./i.test(text)

/** Where the opening line is: it may be broken before its parentheses. */
type Opening = { readonly from: number; readonly to: number; readonly text: string }

/** The head of the one resolution in the source; null where the number line or the opening line is missing. */
export function readHead(lines: readonly SourceLine[]): Head | null {
  const at = lines.findIndex(isNumberLine)
  const opening = openingAfter(lines, at)
  if (at < 0 || !opening) return null
  const [, number, edition] = matchOf(NUMBER_LINES, lines[at]!.text) ?? ANY_NUMBER.exec(withoutMarks(lines[at]!.text))!
  const [, conference, heldAt] = matchOf(OPENING_LINES, opening.text) ?? ANY_OPENING.exec(opening.text)!
  const before = lines.slice(0, at).filter(isWritten)
  const between = lines.slice(at + 1, opening.from).filter(isWritten)
  return {
    number: westernDigits(number!),
    revision: edition !== undefined && REVISED.test(edition) ? edition : null,
    conference: conference!.trim(),
    heldAt: heldAt ?? null,
    parts: [
      { kind: 'number', line: lines[at]!.line, text: withoutMarkdown(lines[at]!.text) },
      ...titleAndHistory(between),
      { kind: 'opening', line: lines[opening.from]!.line, text: opening.text },
    ],
    body: lines.slice(opening.to + 1),
    leftOut: before.map(({ line, text }) => ({ line, text, why: 'it stands before the number of the resolution' })),
    findings: [...before.map(leftOutFinding), ...titleFindings(lines[at]!, between)],
  }
}

/** A title may end in the name of a conference: the line that ends as an opening does goes before. */
export function openingAfter(lines: readonly SourceLine[], at: number): Opening | null {
  return openingWhere(lines, at, (text) => /[,،，)）]$/.test(text)) ?? openingWhere(lines, at, () => true)
}

function openingWhere(lines: readonly SourceLine[], at: number, ends: (text: string) => boolean): Opening | null {
  for (let from = at + 1; from < lines.length; from++) {
    const { role, text: raw } = lines[from]!
    const text = withoutMarkdown(raw)
    const next = withoutMarkdown(lines[from + 1]?.text ?? '')
    if (role === 'call' || isNumberLine(lines[from]!)) return null
    if (role === 'opening') return { from, to: from, text }
    if (role === 'title' || role === 'history') continue
    if (HISTORY.test(next.replace(/[,،，]$/, '')) && matchOf(OPENING_LINES, `${text} ${next}`))
      return { from, to: from + 1, text: `${text} ${next}` }
    if (ends(withoutDirections(withoutMarks(text))) && matchOf(OPENING_LINES, text)) return { from, to: from, text }
  }
  return null
}

function titleAndHistory(lines: readonly SourceLine[]): readonly HeadPart[] {
  const history = lines.filter(isHistory).map(({ line, text }) => ({ kind: 'history' as const, line, text }))
  const title = lines.filter((line) => !isHistory(line))
  if (title.length === 0) return history
  return [
    { kind: 'title', line: title[0]!.line, text: title.map(({ text }) => withoutMarkdown(text)).reduce(joinedLines) },
    ...history,
  ]
}

const titleFindings = (number: SourceLine, between: readonly SourceLine[]): readonly ImportFinding[] =>
  between.some((line) => !isHistory(line))
    ? []
    : [
        {
          line: number.line,
          code: 'title-missing',
          message: 'No title was found between the number and the opening line.',
        },
      ]

const leftOutFinding = ({ line }: SourceLine): ImportFinding => ({
  line,
  code: 'left-out',
  message: 'This line stands before the number of the resolution and is left out.',
})

const isHistory = ({ text, role }: SourceLine) =>
  role === 'history' || (role !== 'title' && HISTORY.test(withoutDirections(withoutMarks(text)).trim()))

const isWritten = ({ text }: SourceLine) => text !== ''
