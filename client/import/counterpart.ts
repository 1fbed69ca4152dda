/** The amended form of a resolution among those of a file: the one that shares the most paragraphs with it. */
import type { AccountedText } from '../../shared/import/accounted.ts'
import { originsBySource, type SharedParagraphs } from '../../shared/import/paragraph-origins.ts'

export type Counterpart = {
  readonly text: AccountedText
  readonly origins: ReturnType<typeof originsBySource>
}

/** Null where none shares a paragraph with it: the changes delete the whole of it. */
export function counterpartOf(
  base: AccountedText,
  amended: readonly AccountedText[],
  shared: SharedParagraphs,
): Counterpart | null {
  const all = amended.map((text) => ({ text, origins: originsBySource(base.blocks, text.blocks, shared) }))
  const best = all.toSorted((a, b) => b.origins.size - a.origins.size)[0]
  return best && best.origins.size > 0 ? best : null
}
