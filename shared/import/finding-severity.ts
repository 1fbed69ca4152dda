/** How much a finding asks of the person who checks an import. */
import type { ImportFindingCode } from './imported-text.ts'

/** `serious`: words may be wrong or missing. `doubtful`: the reader chose between two readings. `note`: for information. */
export type Severity = 'serious' | 'doubtful' | 'note'

const KNOWN: Partial<Record<ImportFindingCode, Severity>> = {
  'merged-revision': 'serious',
  'not-read': 'serious',
  'title-missing': 'serious',
  'mark-without-footnote': 'serious',
  table: 'serious',
  'label-restored': 'note',
  'line-joined': 'note',
  'footnote-displaced': 'note',
  'footnote-renumbered': 'note',
  'revision-marks': 'note',
  'left-out': 'note',
}

/** What is not known to be harmless is doubtful. */
export const severityOf = (code: ImportFindingCode): Severity => KNOWN[code] ?? 'doubtful'
