/** What a close code means for whoever is connected. */
import { CLOSE, retryAfterIn, type CloseReason } from '../../shared/protocol/close-codes.ts'

/** A frame larger than the socket itself bears. Source: RFC 6455 §7.4.1. It would be sent again on every connection. */
const MESSAGE_TOO_BIG = 1009

/** The provider's own rule for close codes, and that of shared/protocol/close-codes.ts. */
export const isFinal = (code: number | undefined): code is number =>
  code !== undefined && ((code >= 4400 && code < 4500) || code === MESSAGE_TOO_BIG)

export const finalReason = (code: number): CloseReason =>
  code === MESSAGE_TOO_BIG ? 'tooLarge' : (reasonOf(code) ?? 'notPermitted')

/** Over how many seconds the server wants its clients spread; 0 where it only restarts, null where this line alone ended. */
export const spreadAsked = (code: number | undefined, text: string | undefined): number | null =>
  retryAfterIn(text) ?? (code === CLOSE.restarting ? 0 : null)

/** Null where the server said nothing: the line itself broke, or we ended it. */
export const reasonOf = (code: number | undefined): CloseReason | null =>
  (Object.keys(CLOSE) as CloseReason[]).find((reason) => CLOSE[reason] === code) ?? null
