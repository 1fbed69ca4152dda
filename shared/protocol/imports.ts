/** What a person accepts of an import: the structure exactly as it was shown, checked anew by the server. */
import { z } from 'zod'
import { isAlternative, type Alternative } from '../document/alternative.ts'
import { KINDS } from '../document/blocks.ts'
import { blockId } from '../ids.ts'
import { LANGUAGES } from '../import/language.ts'

/** 20 MB: an uploaded Word file. */
export const LARGEST_IMPORT = 20 * 1024 * 1024
export const importPath = (fileName: string) => `/api/imports?name=${encodeURIComponent(fileName.slice(-255))}`

const MOST_BLOCKS = 5000
const MOST_CHARACTERS = 1_000_000

/** Control characters, half pairs and non-characters are no words; a tab is a space. */
// oxlint-disable-next-line no-control-regex
const NO_WORDS = /[\u0000-\u001F\u007F-\u009F\uFFFE\uFFFF]/
const words = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => text.isWellFormed() && !NO_WORDS.test(text), 'holds characters that are no words')
const written = (most: number) => words(most).refine((text) => text.trim() !== '', 'is blank')

/** Ids that name a block within the request only. */
const localId = z
  .string()
  .regex(/^[a-z0-9-]{1,64}$/)
  .transform(blockId)

const alternative = z.custom<Alternative>(isAlternative).exactOptional()
const run = z.union([
  z.strictObject({ text: words(100_000).min(1), emphasis: z.literal(true).exactOptional(), alternative }),
  z.strictObject({ footnote: localId, alternative }),
])

const block = z.strictObject({
  id: localId,
  kind: z.enum(KINDS),
  level: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  /** The id of the clause in the text in force that it comes from. */
  origin: localId.nullable(),
  runs: z.array(run).min(1).max(5000),
})

type PostedBlock = z.output<typeof block>

/** What is wrong with a structure as a whole; null where nothing is. */
function structureProblem(blocks: readonly PostedBlock[]): string | null {
  const ids = new Set(blocks.map(({ id }) => id))
  const notes = new Set(blocks.filter(({ kind }) => kind === 'footnote').map(({ id }) => id))
  const texts = blocks.flatMap(({ runs }) => runs.map((each) => ('text' in each ? each.text : '')))
  if (ids.size < blocks.length) return 'two paragraphs have the same id'
  if (texts.reduce((sum, text) => sum + text.length, 0) > MOST_CHARACTERS) return 'the text is too long'
  if (blocks.some(({ runs }) => runs.every((each) => 'text' in each && each.text.trim() === '')))
    return 'a paragraph is empty'
  if (blocks.some(({ kind, level }) => level > 0 && kind !== 'item')) return 'only an item has a level'
  if (blocks.some(({ runs }) => runs.some((each) => 'footnote' in each && !notes.has(each.footnote))))
    return 'a mark refers to no footnote'
  return ['number', 'title', 'opening'].some((kind) => blocks.filter((each) => each.kind === kind).length > 1)
    ? 'a text has one number, one title and one opening'
    : null
}

export const structureSchema = z
  .array(block)
  .min(1)
  .max(MOST_BLOCKS)
  .superRefine((blocks, context) => {
    const problem = structureProblem(blocks)
    if (problem !== null) context.addIssue({ code: 'custom', message: problem })
  })

const editionSchema = z.strictObject({
  number: written(40),
  revision: written(120).nullable(),
  conference: written(300),
  /** "Kigali, 2022" */
  heldAt: written(120).nullable(),
  title: words(1000),
  language: z.enum(LANGUAGES),
})

const remark = z.strictObject({
  line: z.number().int().min(1).max(1_000_000),
  code: z.string().regex(/^[a-z-]{1,40}$/),
  message: words(2000),
  mended: z.boolean(),
})
const omission = z.strictObject({
  line: z.number().int().min(1).max(1_000_000),
  text: words(100_000),
  why: words(300),
})

export const acceptedImportSchema = z.object({
  fileName: written(255),
  edition: editionSchema,
  blocks: structureSchema,
  findings: z.array(remark).max(10_000),
  leftOut: z.array(omission).max(10_000),
})
export type AcceptedImport = z.output<typeof acceptedImportSchema>
export type PostedImport = z.input<typeof acceptedImportSchema>
export type TextEdition = z.output<typeof editionSchema>
