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
