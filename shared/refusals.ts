/** Every code a refusal can carry, with its HTTP status. The list is closed: a screen can explain each one. */
export const HTTP_STATUS = {
  'not-signed-in': 401,
  'not-permitted': 403,
  'foreign-origin': 403,
  'not-found': 404,
  'wrong-stage': 409,
  'text-changed': 409,
  'unknown-text': 409,
  'already-done': 409,
  'unsaved-edits': 409,
  'malformed-request': 400,
  'too-large': 413,
  'not-a-resolution': 422,
  'wrong-format': 422,
  'reason-missing': 422,
  'unfinished-text': 422,
  'rule-not-met': 422,
  'no-rule': 422,
  'not-eligible': 422,
  'not-empty': 409,
  'too-many-requests': 429,
  'invalid-update': 422,
  'gap-in-updates': 409,
  'storage-failed': 503,
  'internal-error': 500,
} as const

export type RefusalCode = keyof typeof HTTP_STATUS
