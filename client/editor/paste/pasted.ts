/** What another program put on the clipboard, freed of how that program writes it. */
export type PastedRun = { readonly text: string; readonly emphasis?: true } | { readonly note: string }

export type PastedParagraph = {
  readonly runs: readonly PastedRun[]
  /** The label as the other program draws it and does not count it among the words: "a)", "iv)", "–". */
  readonly label: string | null
  /** It stood in a table. */
  readonly cell?: true
}

/** What could not be placed as it was, counted. */
export type Aside = {
  readonly pictures: number
  readonly tables: number
  /** Stretches that a tracked change deletes: the final text is taken. */
  readonly deletions: number
  /** Struck by hand: the words are taken as they are. */
  readonly struck: number
  readonly comments: number
}

export type Pasted = {
  readonly paragraphs: readonly PastedParagraph[]
  /** The words of a note by its key. */
  readonly notes: ReadonlyMap<string, readonly PastedRun[]>
  readonly aside: Aside
}

export const NOTHING_ASIDE: Aside = { pictures: 0, tables: 0, deletions: 0, struck: 0, comments: 0 }

export const wordsOf = (runs: readonly PastedRun[]): string =>
  runs.map((run) => ('text' in run ? run.text : '')).join('')

/**
 * No-break spaces become spaces, as in an import; soft hyphens, what has no width and what turns words around go. Joiners stay:
 * letters need them.
 */
export const cleanWords = (text: string): string =>
  withoutControls(text)
    .replace(/[\u00AD\u200B\u2060\uFEFF]/g, '')
    .replace(/[\s\u00A0]+/g, ' ')

/** Controls but for tabs and line breaks, directions that are forced, and the place of an object. */
export const withoutControls = (text: string): string =>
  // oxlint-disable-next-line no-control-regex -- these are what it is about
  text.replace(/[\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F\u202A-\u202E\u2066-\u2069\uFFFC]/g, '')

/** Neighbours of one emphasis are one run; spaces do not double where runs meet, nor stand at the ends. */
export function tidyRuns(runs: readonly PastedRun[]): readonly PastedRun[] {
  const tidy: PastedRun[] = []
  for (const run of runs) addRun(tidy, run)
  const last = tidy.at(-1)
  if (last && 'text' in last) tidy[tidy.length - 1] = { ...last, text: last.text.trimEnd() }
  return tidy.filter((run) => !('text' in run) || run.text !== '')
}

function addRun(runs: PastedRun[], run: PastedRun): void {
  if (!('text' in run)) return void runs.push(run)
  const last = runs.at(-1)
  const before = last === undefined ? ' ' : 'text' in last ? last.text : ''
  const text = before.endsWith(' ') ? run.text.replace(/^ +/, '') : run.text
  if (text === '') return
  if (last && 'text' in last && last.emphasis === run.emphasis)
    runs[runs.length - 1] = { ...last, text: last.text + text }
  else runs.push({ ...run, text })
}

/** The runs from a character on; notes count as nothing. */
export function runsFrom(runs: readonly PastedRun[], start: number): readonly PastedRun[] {
  let at = 0
  return runs.flatMap((run): readonly PastedRun[] => {
    if (!('text' in run)) return at >= start ? [run] : []
    const from = Math.max(0, start - at)
    at += run.text.length
    return from < run.text.length ? [{ ...run, text: run.text.slice(from) }] : []
  })
}
