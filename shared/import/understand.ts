/** What a source says, as drafts of blocks with the labels that it writes: the ground of the blocks and of the outline. */
import { accept, refuse, type Outcome } from '../outcome.ts'
import type { CleanSource, SourceFootnote } from './clean-source.ts'
import { draftsOf, type Draft } from './clauses.ts'
import { readHead, type Head } from './head.ts'
import type { ImportFinding, LeftOut } from './imported-text.ts'
import { marksIn } from './inline-runs.ts'
import { readParagraphs } from './paragraphs.ts'
import { missingParts } from './recognition.ts'

export type Understood = {
  readonly head: Head
  /** The whole text in reading order, the footnotes last. */
  readonly drafts: readonly Draft[]
  readonly findings: readonly ImportFinding[]
  readonly leftOut: readonly LeftOut[]
}

/** The first resolution of the source. Refuses with 'not-a-resolution', saying what is missing. */
export function understand(clean: CleanSource): Outcome<Understood> {
  const head = readHead(clean.lines)
  const body = readParagraphs(head?.body ?? clean.lines)
  const missing = missingParts(clean.lines, body.paragraphs)
  if (missing !== null) return refuse('not-a-resolution', missing)
  // Nothing is missing, so the number and the opening line were found, and with them the head.
  const { parts, findings } = head!
  const leftOut = [...head!.leftOut, ...body.leftOut]
  const read = draftsOf(body.paragraphs)
  const clauses = [...parts.map(headDraft), ...read.drafts]
  const [footnotes, elsewhere] = notesOfText(clean.footnotes, clauses, leftOut)
  return accept({
    head: head!,
    drafts: [...clauses, ...footnoteDrafts(clauses, footnotes)],
    findings: [clean.findings, findings, body.findings, read.findings].flat().toSorted((a, b) => a.line - b.line),
    leftOut: [...clean.leftOut, ...leftOut, ...elsewhere].toSorted((a, b) => a.line - b.line),
  })
}

/** A footnote whose mark stands only in lines that are left out goes with them. */
function notesOfText(footnotes: readonly SourceFootnote[], clauses: readonly Draft[], leftOut: readonly LeftOut[]) {
  const inText = new Set(clauses.flatMap(({ text }) => marksIn(text)))
  const outside = new Set(leftOut.flatMap(({ text }) => marksIn(text)))
  const isElsewhere = ({ mark }: SourceFootnote) => outside.has(mark) && !inText.has(mark)
  const elsewhere = footnotes
    .filter(isElsewhere)
    .map(({ line, text }): LeftOut => ({ line, text, why: 'its mark stands in a line that is left out' }))
  return [footnotes.filter((footnote) => !isElsewhere(footnote)), elsewhere] as const
}

const headDraft = ({ kind, line, text }: Head['parts'][number]): Draft => ({ kind, line, text, level: 0, label: null })

/** In the order of their first marks; those without a mark come last. */
function footnoteDrafts(clauses: readonly Draft[], footnotes: readonly SourceFootnote[]): readonly Draft[] {
  const order = new Map([...new Set(clauses.flatMap(({ text }) => marksIn(text)))].map((mark, at) => [mark, at]))
  const placeOf = ({ mark }: SourceFootnote) => order.get(mark) ?? order.size
  return footnotes
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .map(({ line, mark, text }) => ({ kind: 'footnote', line, text, level: 0, label: mark }))
}
