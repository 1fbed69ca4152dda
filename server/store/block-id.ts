import { randomBytes } from 'node:crypto'
import { BLOCK_ID_BYTES, blockIdFrom } from '../../shared/document/block-id.ts'

export const newBlockId = () => blockIdFrom(randomBytes(BLOCK_ID_BYTES))
