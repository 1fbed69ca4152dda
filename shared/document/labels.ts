import type { Block } from './blocks.ts'

/** The label of each block in order: "a)", "1", "i)", "–", the number of a footnote, or '' where it has none. */
export function labelsOf(_blocks: readonly Block[]): readonly string[] {
  throw new Error('being written')
}
