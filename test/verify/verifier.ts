/** The script that checks records, as a module. It is no part of the program: plain JavaScript, typed here. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Block, Document } from '../../shared/document/blocks.ts'
import type { DocumentDigest } from '../../shared/document/digest.ts'
import type { RecordEntry, RecordHead } from '../../shared/protocol/record.ts'

export const SCRIPT = join(import.meta.dirname, 'verify-record.mjs')

/** A record as it is read from its file. */
export type ProposalRecord = RecordHead & {
  readonly format: string
  readonly exportedAt: number
  readonly entries: readonly RecordEntry[]
}
export type Report = {
  readonly claims: readonly {
    readonly seq: number
    readonly type: string
    /** The text entry of which it speaks. */
    readonly at: number
    readonly isSo?: boolean
  }[]
  readonly faults: readonly { readonly seq: number; readonly reason: string }[]
}
type Verifier = {
  readonly verify: (record: ProposalRecord, noted?: string) => Report
  readonly digestOf: (blocks: readonly Block[], name: string) => string
  readonly documentDigest: (about: readonly unknown[], digests: readonly string[]) => string
  readonly identityOf: (blocks: readonly Block[]) => string
}

export const { verify, digestOf, documentDigest, identityOf } = (await import(pathToFileURL(SCRIPT).href)) as Verifier

type About = { readonly operator: string; readonly base: { readonly name: string; readonly digest: string } | null }

/** The digest of a document as the script computes it. */
export function digestByScript(document: Document, { operator, base }: About): DocumentDigest {
  const [text, reasons, summary] = (['text', 'reasons', 'summary'] as const).map((name) =>
    digestOf(document[name], name),
  )
  const whole = documentDigest([operator, base && [base.name, base.digest]], [text!, reasons!, summary!])
  return { document: whole, text: text!, reasons: reasons!, summary: summary! }
}

/** The number of the first entry that is not in order, or null. */
export const firstBroken = (record: ProposalRecord, noted?: string): number | null =>
  verify(record, noted).faults[0]?.seq ?? null
