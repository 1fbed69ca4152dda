import type { Node } from '@tiptap/pm/model'
import type { Kind, Level } from '../../shared/document/blocks.ts'

/** A block whose id is null is the placeholder of an empty text: it is shown, and in no document. */
export type BlockAttrs = {
  readonly id: string | null
  readonly kind: Kind
  readonly level: Level
  readonly origin: string | null
}

export const attrsOf = (node: Node): BlockAttrs => node.attrs as BlockAttrs
