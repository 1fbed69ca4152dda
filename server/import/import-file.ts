/** The command line's import, without the process around it: arguments in, what to print and the exit status out. */
import { readFile, stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { outlinesOf, readEvery } from '../../shared/import/several.ts'
import type { Outline } from '../../shared/import/outline.ts'
import { refuse, type Outcome } from '../../shared/outcome.ts'
import { textOfUpload } from './uploaded-text.ts'
import { isPackedFile, LARGEST_WORD_FILE } from './word-container.ts'
import { readWord, type WordReading } from './read-word.ts'

export type Printed = { readonly exit: 0 | 1 | 2; readonly output: string }

const USAGE = 'Usage: npm run -s import-text -- FILE --json [--reading=reject|accept]'

/** `folder`: what a relative FILE is relative to. */
export async function importFile(args: readonly string[], folder: string): Promise<Printed> {
  const asked = askedOf(args)
  if (asked === null) return { exit: 2, output: USAGE }
  const outcome = await outlinesIn(resolve(folder, asked.file), asked.reading)
  if (!outcome.ok) return { exit: 1, output: oneLine(outcome.refusal.reason) }
  const [first, ...others] = outcome.value
  return { exit: 0, output: JSON.stringify(others.length === 0 ? first : outcome.value, null, 2) }
}

function askedOf(args: readonly string[]): { readonly file: string; readonly reading: WordReading } | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean' }, reading: { type: 'string', default: 'reject' } },
    })
    const { reading } = values
    if (positionals.length !== 1 || (reading !== 'reject' && reading !== 'accept')) return null
    return { file: positionals[0]!, reading }
  } catch {
    return null
  }
}

async function outlinesIn(path: string, reading: WordReading): Promise<Outcome<readonly Outline[]>> {
  const bytes = await bytesOf(path)
  if (!bytes.ok) return bytes
  if (isPackedFile(bytes.value)) return wordOutlines(bytes.value, basename(path), reading)
  const text = textOfUpload(bytes.value, basename(path))
  return text.ok ? named(readEvery(text.value), path) : text
}

async function wordOutlines(
  bytes: Uint8Array,
  name: string,
  reading: WordReading,
): Promise<Outcome<readonly Outline[]>> {
  const word = await readWord(bytes, name)
  if (!word.ok) return word
  const other = reading === 'reject' ? 'accept' : 'reject'
  const outcome = outlinesOf(word.value[reading])
  if (outcome.ok || !word.value.hasChanges || !outlinesOf(word.value[other]).ok) return named(outcome, name)
  const done = reading === 'reject' ? 'rejected' : 'accepted'
  return refuse(
    'not-a-resolution',
    `“${name}” holds no resolution when its tracked changes are ${done}; try --reading=${other}.`,
  )
}

const named = <T>(outcome: Outcome<T>, path: string): Outcome<T> =>
  outcome.ok ? outcome : refuse(outcome.refusal.code, `“${basename(path)}”: ${outcome.refusal.reason}`)

async function bytesOf(path: string): Promise<Outcome<Uint8Array>> {
  try {
    const { size } = await stat(path)
    if (size > LARGEST_WORD_FILE) return refuse('too-large', `“${basename(path)}” is larger than 20 MB.`)
    return { ok: true, value: await readFile(path) }
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code
    if (why === 'ENOENT') return refuse('wrong-format', `There is no file “${path}”.`)
    return refuse('wrong-format', `“${path}” cannot be read${why === 'EISDIR' ? ': it is a folder' : ''}.`)
  }
}

const oneLine = (sentence: string) => sentence.replace(/\s+/g, ' ').trim()
