import { randomBytes } from 'node:crypto'
import { blockId, type BlockId } from '../../shared/ids.ts'

const BASE32 = '0123456789abcdefghjkmnpqrstvwxyz'

/** 65 random bits. */
export const newBlockId = (): BlockId => blockId(Array.from(randomBytes(13), (byte) => BASE32[byte % 32]).join(''))
