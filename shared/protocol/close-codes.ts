/** Why the server closes a live connection. 4400–4499 are final for y-websocket (it stops trying); the others are tried again. */
export const CLOSE = {
  notSignedIn: 4401,
  notPermitted: 4403,
  notFound: 4404,
  locked: 4423,
  tooLarge: 4413,
  invalid: 4422,
  overloaded: 4503,
  slow: 4508,
  gap: 4510,
  restarting: 1012,
  storageFailed: 4500,
} as const

export type CloseReason = keyof typeof CLOSE

/** Where all clients are sent away at once: over how many seconds they are to spread their return. */
const SPREAD: Partial<Record<CloseReason, number>> = { restarting: 15, storageFailed: 15, overloaded: 30 }

/** What is said beside the code: the reason, and where it matters `; retry-after=<seconds>`. */
export function closeText(reason: CloseReason): string {
  const seconds = SPREAD[reason]
  return seconds === undefined ? reason : `${reason}; retry-after=${seconds}`
}

/** Over how many seconds the server wants its clients spread; null where it said nothing of it. */
export function retryAfterIn(text: string | undefined): number | null {
  const seconds = /; retry-after=(\d{1,6})$/.exec(text ?? '')?.[1]
  return seconds === undefined ? null : Number(seconds)
}
