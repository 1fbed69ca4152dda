/** What whoever opened a line is told of it, and may ask about it. */
import type { LogEntry } from '../../shared/proposal/acts.ts'
import type { Nack, TextSpan, TypedSpan, Welcome } from '../../shared/protocol/sync.ts'

export type LineState = {
  readonly connection: 'connecting' | 'online' | 'offline' | 'refused'
  /** The server's text is here, on this connection. */
  readonly isSynced: boolean
  /** The exchange is done, and every update frame sent is answered. */
  readonly isSettled: boolean
  readonly framesWaiting: number
  /** Over HTTP, because no WebSocket can be opened. */
  readonly isSlow: boolean
  /** Since when the oldest unanswered frame, or the exchange, waits. */
  readonly waitingSince: number | null
}

export type LineEvents = {
  changed(): void
  synced(): void
  /** Tried again after a wait. `code` is undefined where the line itself broke, or we ended it. */
  lost(code: number | undefined): void
  welcome(welcome: Welcome): void
  /** On a new connection, before `welcome`. Answers whether the server lacks what it had acknowledged. */
  goesBackTo(welcome: Welcome): boolean
  contains(head: number): void
  entries(entries: readonly LogEntry[]): void
  texts(span: TextSpan): void
  /** The same; the text is in the doc. */
  typed(span: TypedSpan): void
  /** The server's text at this entry is another one than ours. */
  diverged(seq: number): void
  settled(edits: readonly number[]): void
  refused(nack: Nack, edits: readonly number[]): void
  /** A final close: it is not tried again. */
  closed(code: number): void
}
