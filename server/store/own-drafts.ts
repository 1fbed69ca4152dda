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

/** Each is sent with two whole texts. The others are shown when these are applied or discarded. */
const MOST_SHOWN = 20

export function ownDrafts(proposals: LiveProposals, id: ProposalId, edits: Edits): readonly ParkedDraft[] {
  // Asked by everybody who opens the page: most have none, and no text is loaded for them.
  const live = edits.length > 0 ? proposals.get(id) : undefined
  if (!live) return []
  const drafts = draftsOf(edits, live.doc)
    .slice(0, MOST_SHOWN)
    .toSorted((one, other) => seqOf(one) - seqOf(other))
  const docs = proposals.textDocsAt(id, drafts.map(seqOf))
  return Array.from(docs, (doc, at) => readable(drafts[at]!, doc, live.doc))
}

/** The newest text that they were refused against. */
const seqOf = ({ edits }: Draft): number => Math.max(...edits.map(({ textSeq }) => textSeq))

function readable({ id: name, edits }: Draft, doc: Y.Doc, present: Y.Doc): ParkedDraft {
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
