/** The resolutions in one source: one after the other, or beside each other in the columns of a comparison table. */
import { refuse, type Outcome } from '../outcome.ts'
import type { CleanSource, SourceLine } from './clean-source.ts'
import { isNumberLine } from './head.ts'
import { OPERATOR_LINE } from './head-words.ts'
import type { ImportFinding, LeftOut } from './imported-text.ts'
import { mergedSpots } from './merged-revisions.ts'
import { outlineOf, type Outline } from './outline.ts'
import { MOST_LINES, tooLong } from './read-resolution.ts'
import { sourcesIn } from './source-pieces.ts'
import { cleanSource, linesOf } from './source-lines.ts'
import { understand, type Understood } from './understand.ts'

/** Every resolution of a plain text, in order. Refuses where there is none, with what is missing. */
export function readEvery(source: string): Outcome<readonly Outline[]> {
  const raw = linesOf(source)
  return raw.length > MOST_LINES ? tooLong() : outlinesOf(cleanSource(source), raw)
}

/** The same for a source that was brought to lines; `raw` are its lines with the tabs that begin the cells of a table. */
export function outlinesOf(clean: CleanSource, raw: readonly SourceLine[] = []): Outcome<readonly Outline[]> {
  const each = understoodIn(clean, raw)
  return each.ok ? { ok: true, value: each.value.map(({ understood }) => outlineOf(understood)) } : each
}

/** One resolution of a source, with the lines that are its own. */
export type EachUnderstood = { readonly source: CleanSource; readonly understood: Understood }

export function understoodIn(clean: CleanSource, raw: readonly SourceLine[] = []): Outcome<readonly EachUnderstood[]> {
  if (clean.lines.length > MOST_LINES) return tooLong()
  const read = sourcesIn(clean, raw).map((source) => ({ source, outcome: understand(source) }))
  const each = read.flatMap(({ source, outcome }) => (outcome.ok ? [{ source, understood: outcome.value }] : []))
  const failed = read.flatMap(({ source, outcome }) =>
    outcome.ok ? [] : [unread(source, operatorBefore(clean.lines, source), outcome.refusal.reason)],
  )
  if (each.length === 0) return accountFor(failed)
  return {
    ok: true,
    value: each.map(({ source, understood }, at) => ({
      source,
      understood: withAside(understood, at === 0 ? failed : []),
    })),
  }
}

/** A stretch of the source that has the number of a resolution, but could not be read as one. */
type Unread = { readonly finding: ImportFinding; readonly leftOut: readonly LeftOut[]; readonly reason: string }

/** Proposals that a resolution be suppressed or left as it is do not reproduce it (domain.md §2.1). */
const NO_TEXT: ReadonlyMap<string, string> = new Map([
  ['SUP', 'is proposed to be suppressed (SUP)'],
  ['NOC', 'is proposed to be left unchanged (NOC)'],
])

function unread(source: CleanSource, operator: string | null, reason: string): Unread {
  const written = source.lines.filter(({ text }) => text !== '')
  const number = written.find(isNumberLine) ?? written[0]
  const noText = NO_TEXT.get(operator ?? '')
  const line = number?.line ?? 1
  const message = noText
    ? `“${number!.text}” ${noText}; its text is not reproduced, so there is nothing to read.`
    : `A resolution that begins in this line could not be read. ${reason}`
  const why = noText ? `it belongs to a resolution that ${noText}` : 'it belongs to a resolution that could not be read'
  const lost = [...written, ...source.footnotes].map(({ line, text }): LeftOut => ({ line, text, why }))
  return {
    finding: { line, code: 'left-out', message },
    leftOut: [...lost, ...source.leftOut],
    reason: noText ? message : reason,
  }
}

/** The operator of the proposal right above the number of a resolution: "SUP". */
function operatorBefore(lines: readonly SourceLine[], source: CleanSource): string | null {
  const number = source.lines.find(isNumberLine)
  const at = lines.findIndex(({ line }) => line === number?.line)
  const above = lines.slice(0, Math.max(0, at)).findLast(({ text }) => text !== '')
  const found = OPERATOR_LINE.exec(above?.text ?? '')
  return (found?.[1] ?? found?.[2] ?? '').replace(/[()*]/g, '') || null
}

function accountFor(failed: readonly Unread[]): Outcome<never> {
  return refuse('not-a-resolution', failed[0]?.reason ?? 'The file is empty.')
}

const withAside = (understood: Understood, aside: readonly Unread[]): Understood => ({
  ...understood,
  findings: [
    ...aside.map(({ finding }) => finding),
    ...mergedSpots(understood.drafts),
    ...understood.findings,
  ].toSorted((a, b) => a.line - b.line),
  leftOut: [...understood.leftOut, ...aside.flatMap(({ leftOut }) => leftOut)].toSorted((a, b) => a.line - b.line),
})
