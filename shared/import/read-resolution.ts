/**
 * Reads the plain text of one resolution, as Word, pandoc or a PDF converter leave it, into blocks.
 *
 * Nothing is guessed in silence: every written line is in a block or in `leftOut`, and what the source does not plainly say is
 * a finding. Labels are not kept, they are computed; a finding says where the computed one is not the source's.
 */
import { plainText, type Block } from '../document/blocks.ts'
import type { BlockId } from '../ids.ts'
import { accept, refuse, type Outcome } from '../outcome.ts'
import { draftsOf, type Draft } from './clauses.ts'
import { readHead, type Head } from './head.ts'
import type { ImportedText } from './imported-text.ts'
import { marksIn, runsOf } from './inline-runs.ts'
import { readParagraphs, type Body } from './paragraphs.ts'
import { missingParts, severalInOne } from './recognition.ts'
import { findingsAbout } from './source-differences.ts'
import { cleanSource, lineCount, type CleanSource, type SourceFootnote } from './source-lines.ts'

/** The longest resolution seen has 100 lines; joining broken lines costs more than their number. */
const MOST_LINES = 5000

/** Refuses with 'not-a-resolution', saying what is missing or what the file holds instead, and with 'too-large'. */
export function readResolution(source: string, newId: () => BlockId): Outcome<ImportedText> {
  if (lineCount(source) > MOST_LINES)
    return refuse('too-large', `A resolution of more than ${MOST_LINES} lines cannot be read.`)
  const clean = cleanSource(source)
  const several = severalInOne(clean.lines)
  if (several !== null) return refuse('not-a-resolution', several)
  const head = readHead(clean.lines)
  const body = readParagraphs(head?.body ?? clean.lines)
  const missing = missingParts(clean.lines, body.paragraphs)
  if (missing !== null) return refuse('not-a-resolution', missing)
  // Nothing is missing, so the number and the opening line were found, and with them the head.
  return accept(assemble({ clean, head: head!, body }, newId))
}

type Parts = { readonly clean: CleanSource; readonly head: Head; readonly body: Body }

function assemble({ clean, head, body }: Parts, newId: () => BlockId): ImportedText {
  const { drafts, findings } = draftsOf(body.paragraphs)
  const clauses = [...head.parts.map(headDraft), ...drafts]
  const footnotes = footnoteDrafts(clauses, clean.footnotes)
  const ids = new Map(footnotes.map(({ label }) => [label!, newId()]))
  const all = [...clauses, ...footnotes]
  const blocks = all.map((draft) => blockOf(draft, ids, newId))
  const every = [clean.findings, head.findings, body.findings, findings, findingsAbout(all, blocks)].flat()
  return {
    number: head.number,
    revision: head.revision,
    conference: head.conference,
    heldAt: head.heldAt,
    title: plainText(blocks.find(({ kind }) => kind === 'title') ?? { runs: [] }),
    blocks,
    findings: every.toSorted((a, b) => a.line - b.line),
    leftOut: [...clean.leftOut, ...head.leftOut, ...body.leftOut].toSorted((a, b) => a.line - b.line),
  }
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

function blockOf(
  { kind, level, text, label }: Draft,
  footnotes: ReadonlyMap<string, BlockId>,
  newId: () => BlockId,
): Block {
  const id = kind === 'footnote' ? footnotes.get(label!)! : newId()
  return { id, kind, level, origin: null, runs: runsOf(text, footnotes) }
}
