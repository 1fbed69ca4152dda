/**
 * The log, as the rest of the server sees it. `append` is the only way in.
 *
 * Invariants:
 *   - an answer `ok` means: on disk;
 *   - a proposal's entries are numbered 1, 2, 3 … with no gaps, chained by hash, and never change;
 *   - stage and right are judged in the appending transaction: no text entry stands between a lock and its unlock;
 *   - a refused edit of somebody's own is kept as that person's parked draft before the refusal is told.
 */
import type { PersonId, ProposalId } from '../../shared/ids.ts'
import type { Outcome, Refusal } from '../../shared/outcome.ts'
import type { LogEntry } from '../../shared/proposal/acts.ts'
import type { Command, ExportCommand } from '../../shared/proposal/commands.ts'

export type TextItem = {
  readonly kind: 'text'
  readonly proposal: ProposalId
  readonly person: PersonId
  /** By which they are signed in, as the hash of its token in hex; absent where the server itself asks. */
  readonly session?: string
  readonly update: Uint8Array
  /** The update tells by itself what its author had seen (`cp2` in `shared/protocol/PROTOCOL.md`). */
  readonly tells?: boolean
  /** Where it does not: entries up to here may have been on the author's screen; all of them where it is absent. */
  readonly mayHaveSeen?: number
}
export type CommandItem = {
  readonly kind: 'command'
  readonly proposal: ProposalId
  readonly person: PersonId
  readonly session?: string
  readonly commandId: string
  readonly command: Command | ExportCommand
  /** The digest of an older text that the command names, found beforehand: entries never change. Null where there is no such text. */
  readonly past?: { readonly textSeq: number; readonly digest: string | null }
}
export type AppendItem = TextItem | CommandItem

/** `seq` is null where the update said nothing new. */
export type TextAnswer =
  | { readonly ok: true; readonly seq: number | null }
  | { readonly ok: false; readonly refusal: Refusal; readonly parked: string | null }
export type CommandAnswer = Outcome<{ readonly seq: number }>
export type AppendAnswer<Item extends AppendItem> = Item extends TextItem ? TextAnswer : CommandAnswer

/** What a transaction added to one proposal: to be told to everybody who has it open, after the answers are certain. */
export type Commit = {
  readonly proposal: ProposalId
  readonly entries: readonly LogEntry[]
  /** The new text in one Yjs update, null where only acts were added. */
  readonly update: Uint8Array | null
  readonly head: number
}

/** Nothing of the edit is kept. */
export const refused = (refusal: Refusal): TextAnswer => ({ ok: false, refusal, parked: null })

export const NO_SUCH_PROPOSAL: Refusal = { code: 'not-found', reason: 'There is no such proposal here.' }
