import type { RefusalCode } from './refusals.ts'

/** The answer to a request that the rules may turn down. Refusals are returned; bugs throw. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal }

/** `reason` is a sentence that a delegate understands and can act on. */
export type Refusal = { readonly code: RefusalCode; readonly reason: string }

export const accept = <T>(value: T): Outcome<T> => ({ ok: true, value })

export const refuse = (code: RefusalCode, reason: string): Outcome<never> => ({ ok: false, refusal: { code, reason } })
