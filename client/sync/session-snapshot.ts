/** What the screens see of a live proposal: one immutable value, the same object until something changes. */
import type { Document } from '../../shared/document/blocks.ts'
import type { ProposalState } from '../../shared/proposal/fold.ts'
import type { Right } from '../../shared/proposal/permissions.ts'
import type { CloseReason } from '../../shared/protocol/close-codes.ts'
import type { LineState } from './line-events.ts'
import type { Aside } from './aside-edits.ts'
import type { PersonPresent } from './people-present.ts'
import type { SaveState } from './save-state.ts'

export type SessionSnapshot = {
  readonly connection: LineState['connection']
  /** Online over plain HTTP, because no WebSocket can be opened from here. */
  readonly isSlow: boolean
  /** Why the server will not have this connection again; null unless `connection` is `refused`. */
  readonly refusal: { readonly code: number; readonly reason: CloseReason; readonly isTryingAgain: boolean } | null
  /** Why the server ended the last connection, where it is worth trying again; null as soon as all is well. */
  readonly trouble: CloseReason | null
  /** The page is not of the program that now runs on the server: it only reads, until it is loaded again. */
  readonly isRenewed: boolean
  /** The doc holds the server's text, from this connection or an earlier one: it can be shown, and typed into. */
  readonly synced: boolean
  readonly save: SaveState
  readonly state: ProposalState | null
  readonly rights: readonly Right[]
  /** These three belong together: the digest is that of `document`, and `textSeq` the newest text entry in it. */
  readonly document: Document
  readonly digest: string | null
  readonly textSeq: number
  /** No edit of ours waits for the server, so `digest` is a digest that the server knows or knew. */
  readonly isClean: boolean
  /** The others who have the proposal open, each once. */
  readonly present: readonly PersonPresent[]
  readonly parked: ParkedNotice | null
  /** Edits that the server neither took nor parked: they are kept on this device only. */
  readonly aside: Aside
  /** Counted up when `doc` is replaced by a new one. */
  readonly epoch: number
}

/** Edits that the server refused since the writer last dismissed this. `ids` are those that it parked, as `ParkedDraft.editIds` names them. */
export type ParkedNotice = {
  readonly reason: string
  readonly ids: readonly string[]
  /** UTC milliseconds. */
  readonly at: number
}

/** `next`, with every part that says the same as before being the very same object, and all of `previous` where nothing changed. */
export function steady(previous: SessionSnapshot | null, next: SessionSnapshot): SessionSnapshot {
  if (previous === null) return next
  const kept = {
    ...next,
    save: same(previous.save, next.save),
    rights: same(previous.rights, next.rights),
    present: same(previous.present, next.present),
  }
  const fields = Object.keys(kept) as (keyof SessionSnapshot)[]
  return fields.every((field) => kept[field] === previous[field]) ? previous : kept
}

const same = <T>(previous: T, next: T): T =>
  previous === next || JSON.stringify(previous) === JSON.stringify(next) ? previous : next
