/** What an import hands over to the start of a proposal: the text in force, and what the proposal's text begins as. */
import type { TextId } from '../../shared/ids.ts'
import type { Language } from '../../shared/document/language.ts'
import type { PostedImport } from '../../shared/protocol/imports.ts'

export type PreparedStart = {
  readonly fileName: string
  /** Null where the file holds no text in force: everything in it is new. */
  readonly base: TextId | null
  readonly title: string
  readonly language: Language
  /** As the file gives them; '' where it gives none. */
  readonly reasons: string
  readonly startingText: PostedImport['blocks']
}

/** The state of a navigation is plain data that may come from anywhere; only what this program put there is taken. */
export const preparedIn = (state: unknown): PreparedStart | null =>
  typeof state === 'object' && state !== null && 'prepared' in state ? (state.prepared as PreparedStart) : null
