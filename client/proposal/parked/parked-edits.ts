import type { ParkedDraft } from '../../../shared/protocol/views.ts'

/** How many edits the server keeps for their author. It names one in its refusal before the list of drafts has come with it. */
export const parkedEdits = (drafts: readonly ParkedDraft[], refused: readonly string[]): number =>
  new Set([...drafts.flatMap(({ editIds }) => editIds), ...refused]).size
