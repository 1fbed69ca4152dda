import { blockId, type BlockId } from '../ids.ts'

/** Letters and digits that nobody mistakes for one another. */
const BASE32 = '0123456789abcdefghjkmnpqrstvwxyz'

/** What the log takes as an id, whoever made it. */
export const isBlockId = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-z]{1,32}$/.test(value)

/** How many random bytes an id is made of: 65 random bits. */
export const BLOCK_ID_BYTES = 13

export const blockIdFrom = (random: Uint8Array): BlockId =>
  blockId(Array.from(random, (byte) => BASE32[byte % BASE32.length]).join(''))
