/**
 * Reads the plain text of one resolution, as Word, pandoc or a PDF converter leave it, into blocks.
 *
 * Nothing is guessed in silence: every written line is in a block or in `leftOut`, and what the source does not plainly say is
 * a finding. Labels are not kept, they are computed; a finding says where the computed one is not the source's.
 */
import type { Block } from '../document/blocks.ts'
import { writtenText } from '../document/written.ts'
import type { BlockId } from '../ids.ts'
import { accept, refuse, type Outcome } from '../outcome.ts'
import type { CleanSource } from './clean-source.ts'
import type { Draft } from './clauses.ts'
import type { ImportedText } from './imported-text.ts'
import { withBrackets } from './bracket-marks.ts'
import { runsOf } from './inline-runs.ts'
import { severalInOne } from './recognition.ts'
import { findingsAbout } from './source-differences.ts'
import { cleanSource, lineCount } from './source-lines.ts'
import { understand, type Understood } from './understand.ts'

/** The longest resolution seen has 100 lines; joining broken lines costs more than their number. */
export const MOST_LINES = 5000

/** Refuses with 'not-a-resolution', saying what is missing or what the file holds instead, and with 'too-large'. */
export function readResolution(source: string, newId: () => BlockId): Outcome<ImportedText> {
  if (lineCount(source) > MOST_LINES) return tooLong()
  return readCleanSource(cleanSource(source), newId)
}

/** The same for a source of any format that was brought to lines. */
export function readCleanSource(clean: CleanSource, newId: () => BlockId): Outcome<ImportedText> {
  if (clean.lines.length > MOST_LINES) return tooLong()
  const several = severalInOne(clean.lines)
  if (several !== null) return refuse('not-a-resolution', several)
  const understood = understand(clean)
  return understood.ok ? accept(assemble(understood.value, newId)) : understood
}

export const tooLong = () => refuse('too-large', `A resolution of more than ${MOST_LINES} lines cannot be read.`)

function assemble({ head, drafts, findings, leftOut }: Understood, newId: () => BlockId): ImportedText {
  const blocks = blocksOf(drafts, newId)
  return {
    number: head.number,
    revision: head.revision,
    conference: head.conference,
    heldAt: head.heldAt,
    title: writtenText(blocks.find(({ kind }) => kind === 'title') ?? { runs: [] }),
    blocks,
    findings: [...findings, ...findingsAbout(drafts, blocks)].toSorted((a, b) => a.line - b.line),
    leftOut,
  }
}

/** A block for each draft, in order. */
export function blocksOf(drafts: readonly Draft[], newId: () => BlockId): readonly Block[] {
  const footnotes = new Map(drafts.flatMap(({ kind, label }) => (kind === 'footnote' ? [[label!, newId()]] : [])))
  return drafts.map((draft) => blockOf(draft, footnotes, newId))
}

function blockOf(
  { kind, level, text, label }: Draft,
  footnotes: ReadonlyMap<string, BlockId>,
  newId: () => BlockId,
): Block {
  const id = kind === 'footnote' ? footnotes.get(label!)! : newId()
  return { id, kind, level, origin: null, runs: withBrackets(runsOf(text, footnotes), kind, newId) }
}
