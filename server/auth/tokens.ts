/** Secrets for sessions and sign-in links: 256 random bits, stored only as their hash. */
import { createHash, randomBytes } from 'node:crypto'

export const newToken = (): string => randomBytes(32).toString('base64url')

export const hashOfToken = (token: string): Uint8Array => createHash('sha256').update(token).digest()
