/**
 * The hash chain over a proposal's log.
 *
 *   payload hash = sha256 of the entry's payload: the Yjs update as committed, or the act as canonical JSON
 *   entry        = sha256("cp/entry/1\0" ‖ JCS({administration, author, kind, payloadHash, proposal, seq, time}))
 *   chain        = sha256(chain before ‖ entry);  before the first entry: 32 zero bytes
 *
 * A removed, altered or reordered entry breaks every later chain value. A payload can be kept back (a draft, an erased name)
 * without breaking anything: only its hash is chained, and an act's payload is salted.
 * The test vectors in test/vectors/chain.json are part of this definition.
 */
import canonicalize from 'canonicalize'
import { digest as sha256 } from 'lib0/hash/sha256'
import { bytesOf, concat, hex } from '../bytes.ts'
import type { ActPayload } from '../proposal/acts.ts'

/** `text/<n>`: a Yjs v1 update of document schema n. `act/1`: an `ActPayload`. */
export type EntryKind = TextKind | 'act/1'
/** One for each document schema that was ever written. */
export const TEXT_KINDS = ['text/1', 'text/2'] as const
export type TextKind = (typeof TEXT_KINDS)[number]
export const isTextKind = (kind: EntryKind): kind is TextKind => (TEXT_KINDS as readonly EntryKind[]).includes(kind)

export type EntryFrame = {
  readonly proposal: string
  readonly seq: number
  readonly time: number
  readonly author: string
  readonly administration: string | null
  readonly kind: EntryKind
}

export const GENESIS = new Uint8Array(32)

export const encodeAct = (payload: ActPayload): Uint8Array<ArrayBuffer> => bytesOf(canonicalize(payload)!)

export const payloadHash = (payload: Uint8Array): string => hex(sha256(payload))

export function entryHash(frame: EntryFrame, hashOfPayload: string): Uint8Array<ArrayBuffer> {
  const { proposal, seq, time, author, administration, kind } = frame
  // With its keys in order, a flat record of strings and integers is canonical as it is: JCS writes each as JSON.stringify does.
  const canonical = JSON.stringify({ administration, author, kind, payloadHash: hashOfPayload, proposal, seq, time })
  return sha256(bytesOf(`cp/entry/1\0${canonical}`))
}

export const nextChain = (before: Uint8Array, entry: Uint8Array): Uint8Array<ArrayBuffer> =>
  sha256(concat(before, entry))
