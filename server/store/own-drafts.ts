/** The author's own refused edits, as drafts that can be read beside the text that their author had before them. */
import * as Y from 'yjs'
import { insertedWords } from '../../shared/document/inserted-words.ts'
import { readDocument } from '../../shared/document/ydoc.ts'
import type { ProposalId } from '../../shared/ids.ts'
import type { ParkedDraft } from '../../shared/protocol/views.ts'
import type { LiveProposals } from '../log/live-proposals.ts'
import { draftsOf, sortedFor, type Draft } from '../log/parked-drafts.ts'
import type { ParkedTable } from '../log/parked-table.ts'

type Edits = ReturnType<ParkedTable['of']>

export function ownDrafts(proposals: LiveProposals, id: ProposalId, edits: Edits): readonly ParkedDraft[] {
  // Asked by everybody who opens the page: most have none, and no text is loaded for them.
  const live = edits.length > 0 ? proposals.get(id) : undefined
  return live ? draftsOf(edits, live.doc).map((draft) => readable(draft, proposals, id, live.doc)) : []
}

function readable({ id: name, edits }: Draft, proposals: LiveProposals, id: ProposalId, present: Y.Doc): ParkedDraft {
  const doc = proposals.textDocAt(id, Math.max(...edits.map(({ textSeq }) => textSeq)))
  const against = readDocument(doc)
  const { joinable, stuck } = sortedFor(doc, edits)
  for (const { edit } of joinable) Y.applyUpdate(doc, edit)
  const { time, reason } = edits.at(-1)!
  return {
    id: name,
    time,
    reason,
    editIds: edits.map((each) => each.id),
    against,
    text: readDocument(doc),
    words: insertedWords(stuck.map(({ edit }) => edit)),
    isJoinable: sortedFor(present, edits).joinable.length > 0,
  }
}
