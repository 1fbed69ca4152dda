/** The bytes of a file as the resolutions in it, in each of its readings. Runs in a thread of its own and stores nothing. */
import { accountOf } from '../../shared/import/accounted.ts'
import type { CleanSource, SourceLine } from '../../shared/import/clean-source.ts'
import { MOST_LINES, tooLong } from '../../shared/import/read-resolution.ts'
import { understoodIn } from '../../shared/import/several.ts'
import { cleanSource, linesOf } from '../../shared/import/source-lines.ts'
import type { FileReading, UnderstoodFile } from '../../shared/import/understood-file.ts'
import { accept, type Outcome } from '../../shared/outcome.ts'
import { textOfUpload } from './uploaded-text.ts'
import { isPackedFile } from './word-container.ts'
import { readWordFile } from './word-file.ts'
import type { WordTexts } from './word-source.ts'

/** Refuses with 'wrong-format', 'too-large' and 'not-a-resolution'. What a file is, its bytes say and not its name. */
export function understandFile(bytes: Uint8Array, fileName: string): Outcome<UnderstoodFile> {
  return isPackedFile(bytes) ? understandWord(bytes, fileName) : understandText(bytes, fileName)
}

function understandText(bytes: Uint8Array, fileName: string): Outcome<UnderstoodFile> {
  const text = textOfUpload(bytes, fileName)
  if (!text.ok) return text
  const raw = linesOf(text.value)
  const reading = raw.length > MOST_LINES ? tooLong() : readingOf(cleanSource(text.value), raw)
  return reading.ok ? accept({ fileName, format: 'text', changes: null, reading: reading.value }) : reading
}

function understandWord(bytes: Uint8Array, fileName: string): Outcome<UnderstoodFile> {
  const word = readWordFile(bytes, fileName)
  if (!word.ok) return word
  if (word.value.hasChanges) return understandChanges(word.value, fileName)
  const reading = readingOf(word.value.accept)
  return reading.ok ? accept({ fileName, format: 'word', changes: null, reading: reading.value }) : reading
}

/** One of the readings may hold no resolution, as where the whole text was inserted. */
function understandChanges({ tracked, reject, accept: amended }: WordTexts, fileName: string): Outcome<UnderstoodFile> {
  const before = readingOf(reject)
  const after = readingOf(amended)
  if (!before.ok && !after.ok) return after
  const { count, by, ...shared } = tracked
  return accept({
    fileName,
    format: 'word',
    changes: { count, by, shared },
    inForce: before.ok ? before.value : { resolutions: [], problem: before.refusal.reason },
    asAmended: after.ok ? after.value : { resolutions: [], problem: after.refusal.reason },
  })
}

function readingOf(clean: CleanSource, raw: readonly SourceLine[] = []): Outcome<FileReading> {
  const each = understoodIn(clean, raw)
  if (!each.ok) return each
  const texts = new Map(raw.map(({ line, text }) => [line, text]))
  return accept({
    resolutions: each.value.map(({ source, understood }) => accountOf(source, understood, texts)),
    problem: null,
  })
}
