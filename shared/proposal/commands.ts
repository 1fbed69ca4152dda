/** What people ask of a proposal. A command is parsed at the edge, decided under the lock, and becomes one act. */
import { z } from 'zod'
import { POSITIONS } from '../endorsement/position.ts'
import { NUMBERINGS } from './acts.ts'
import { oneLine, someWords } from './plain-words.ts'
import { RESOLUTIONS } from './review-flag.ts'

const digest = z.string().regex(/^[0-9a-f]{64}$/)
const reason = someWords(2000)
export const proposalTitle = oneLine(300)

const bracket = z.string().regex(/^[0-9a-z]{1,32}$/)
const alternative = z.int().min(0).max(99)
/** The words of an alternative may begin or end with a space. */
const asWritten = z
  .string()
  .refine((text) => text.isWellFormed(), 'The words hold half a character.')
  .max(100_000)

export const commandSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('rename'), title: proposalTitle }),
  z.object({ type: z.literal('admit-observers'), may: z.boolean() }),
  z.object({ type: z.literal('set-numbering'), numbering: z.enum(NUMBERINGS) }),
  z.object({ type: z.literal('open-review') }),
  z.object({ type: z.literal('back-to-drafting') }),
  /** `digest` and `textSeq` name the text on the screen: the last text entry in it, and the fingerprint of its words. */
  z.object({ type: z.literal('take-position'), position: z.enum(POSITIONS), digest, textSeq: z.int().min(1) }),
  z.object({ type: z.literal('withdraw-position') }),
  /** `words`: those of the alternative on the screen. */
  z.object({ type: z.literal('hold-alternative'), bracket, alternative, words: asWritten }),
  z.object({ type: z.literal('release-alternative'), bracket }),
  /** `alternatives`: all of the bracket as on the screen, in reading order; `keep` null: none of their words stays. */
  z.object({
    type: z.literal('settle-bracket'),
    bracket,
    alternatives: z.array(z.object({ number: alternative, words: asWritten })).max(100),
    keep: alternative.nullable(),
    reason,
  }),
  /** `words`: those of the flag on the screen (`wordsIn`). */
  z.object({
    type: z.literal('settle-flag'),
    flag: z.int().min(1),
    words: asWritten,
    resolution: z.enum(RESOLUTIONS),
    reason: reason.optional(),
  }),
  z.object({ type: z.literal('lock'), digest, reason: reason.optional() }),
  z.object({ type: z.literal('unlock'), reason }),
  z.object({
    type: z.literal('declare'),
    digest,
    outcome: z.enum(['adopted', 'not-carried']).optional(),
    reason: reason.optional(),
  }),
  z.object({ type: z.literal('submit'), date: z.iso.date(), documentNumber: oneLine(60) }),
  z.object({ type: z.literal('withdraw'), reason }),
  z.object({ type: z.literal('delete') }),
])

export type Command = z.infer<typeof commandSchema>

/** Made by the client: the same command sent twice is one act. */
export const commandIdSchema = z.uuid()

/** Recorded by the server itself after it made the file. */
export type ExportCommand = { readonly type: 'export'; readonly digest: string; readonly fileSha256: string }
