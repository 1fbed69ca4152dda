import type { LibraryTextView } from '../../shared/protocol/views.ts'
import type { PreparedStart } from './prepared-start.ts'

/** What an import can end in. */
export type Outcomes = {
  /** `alreadyThere`: the same words were in the library before, so that text it is. */
  readonly onStored: (text: LibraryTextView, alreadyThere: boolean) => void
  /** Null where the reader starts no proposals. */
  readonly onPrepared: ((start: PreparedStart) => void) | null
  readonly onCancel: () => void
}
