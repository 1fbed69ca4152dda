/** The script that checks records, as a module. It is no part of the program: plain JavaScript, typed here. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Block } from '../../shared/document/blocks.ts'
import type { RecordEntry, RecordHead } from '../../shared/protocol/record.ts'

export const SCRIPT = join(import.meta.dirname, '../../verify/verify-record.mjs')

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

/** The number of the first entry that is not in order, or null. */
export const firstBroken = (record: ProposalRecord, noted?: string): number | null =>
  verify(record, noted).faults[0]?.seq ?? null
