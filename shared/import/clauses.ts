/** The body of a resolution in sections, each clause with its kind and level, and what is doubtful about them. */
import type { Kind, Level } from '../document/blocks.ts'
import type { ImportFinding } from './imported-text.ts'
import { placeClauses, type Placed } from './item-levels.ts'
import type { CallPart } from './opening-words.ts'
import type { Call, Clause, Heading, Paragraph } from './paragraphs.ts'

/** A block of the text to be: its words still hold emphasis and footnote marks as the source writes them. */
export type Draft = {
  readonly line: number
  readonly kind: Kind
  readonly level: Level
  readonly text: string
  /** The label that the source writes; null where it writes none. */
  readonly label: string | null
  /** The same in Latin letters, as labels are computed; absent where the label is no list label. */
  readonly plainLabel?: string
}

/** What follows a call, or a heading under it. */
type Section = {
  readonly opens: Call | Heading | null
  readonly part: CallPart | null
  readonly clauses: readonly Clause[]
}

export function draftsOf(paragraphs: readonly Paragraph[]): {
  readonly drafts: readonly Draft[]
  readonly findings: readonly ImportFinding[]
} {
  const listsUseDashes = paragraphs.some(
    (paragraph) => paragraph.is === 'clause' && paragraph.dash === '-' && paragraph.label,
  )
  const sections = sectionsOf(paragraphs).map((section) => ({ ...section, placed: placedIn(section, listsUseDashes) }))
  return {
    drafts: sections.flatMap(({ opens, placed }) => [
      ...(opens ? [openingDraft(opens)] : []),
      ...placed.map(clauseDraft),
    ]),
    findings: sections.flatMap((section, at) => [
      ...sectionFindings(section, sections[at + 1]),
      ...section.placed.flatMap(doubts),
    ]),
  }
}

function sectionsOf(paragraphs: readonly Paragraph[]): readonly Section[] {
  const sections: { opens: Call | Heading | null; part: CallPart | null; clauses: Clause[] }[] = []
  for (const paragraph of paragraphs) {
    const part = sections.at(-1)?.part ?? null
    if (paragraph.is === 'call') sections.push({ opens: paragraph, part: paragraph.part, clauses: [] })
    else if (paragraph.is === 'heading') sections.push({ opens: paragraph, part, clauses: [] })
    else if (sections.length === 0) sections.push({ opens: null, part, clauses: [paragraph] })
    else sections.at(-1)!.clauses.push(paragraph)
  }
  return sections
}

/** What stands before the first call has no place in a resolution: it is kept as plain paragraphs. */
function placedIn({ part, clauses }: Section, listsUseDashes: boolean): readonly Placed[] {
  if (part === null) return clauses.map((clause) => ({ clause, kind: 'text', level: 0 }))
  return placeClauses(clauses, part, listsUseDashes)
}

const openingDraft = (opens: Call | Heading): Draft => (opens.is === 'call' ? callDraft(opens) : headingDraft(opens))

const headingDraft = ({ line, text }: Heading): Draft => ({ line, kind: 'text', level: 0, text, label: null })

const callDraft = ({ line, part, text }: Call): Draft => ({ line, kind: `${part}-call`, level: 0, text, label: null })

const clauseDraft = ({ clause: { line, text, label }, kind, level }: Placed): Draft => ({
  line,
  kind,
  level,
  text,
  label: label?.written ?? null,
  ...(label && { plainLabel: label.plain }),
})

type PlacedSection = Section & { readonly placed: readonly Placed[] }

function sectionFindings({ opens, part, placed }: PlacedSection, next: Section | undefined): readonly ImportFinding[] {
  if (part === null)
    return placed.map(({ clause: { line } }) => ({
      line,
      code: 'before-first-call',
      message: 'This paragraph stands before the first call; it is kept without a label.',
    }))
  if (placed.length > 0 || opens?.is !== 'call' || next?.opens?.is === 'heading') return []
  return [{ line: opens.line, code: 'empty-call', message: `Nothing stands under “${opens.text}”.` }]
}

const DOUBTS = {
  'level-doubtful':
    'The level of this clause could not be told for sure: its label is missing, or stands in two lists.',
  'first-paragraph': 'This paragraph is read as introducing the list under its call, not as the first of the list.',
} as const

const doubts = ({ doubt, clause: { line } }: Placed): readonly ImportFinding[] =>
  doubt ? [{ line, code: doubt, message: DOUBTS[doubt] }] : []
