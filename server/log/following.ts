/**
 * Links follow their clause: an edit that numbers clauses anew takes the words of the links along, in the same transaction. Only
 * the server does this, so that two people who edit at once do not both rewrite the same words.
 */
import * as Y from 'yjs'
import { FRAGMENTS, type Block } from '../../shared/document/blocks.ts'
import { clauseNames, type ClauseNames } from '../../shared/drafting/clause-names.ts'
import { labelsOf, type Labelling } from '../../shared/document/labels.ts'
import { followingEdits, type BlockEdit } from '../../shared/drafting/linked-references.ts'
import { fragmentOf, readDocument } from '../../shared/document/ydoc.ts'
import { labellingOf } from '../../shared/proposal/labelling.ts'
import type { LiveProposal } from './live-proposal.ts'

type Known = { readonly numbering: string; readonly names: ClauseNames }

/** What the clauses of each proposal in memory are called. Typing alone does not change it. */
export class Followed {
  private readonly known = new WeakMap<LiveProposal, Known | null>()
  private readonly baseOf: (live: LiveProposal) => readonly Block[]

  constructor(baseOf: (live: LiveProposal) => readonly Block[]) {
    this.baseOf = baseOf
  }

  /** The names as they are before an edit; to be asked before it. */
  before(live: LiveProposal): ClauseNames {
    const known = this.known.get(live)
    if (known && known.numbering === numberingOf(live)) return known.names
    if (known === undefined)
      live.doc.on('afterTransaction', (transaction: Y.Transaction) => {
        if (isStructural(transaction)) this.known.set(live, null)
      })
    const names = namesIn(live, this.labelling(live))
    this.known.set(live, { numbering: numberingOf(live), names })
    return names
  }

  /** What rewrites the links after an edit; null where nothing is called otherwise. */
  after(live: LiveProposal, old: ClauseNames): ((doc: Y.Doc) => void) | null {
    if (this.known.get(live)?.numbering === numberingOf(live)) return null
    const { text, reasons, summary } = readDocument(live.doc)
    const edits = followingEdits([...text, ...reasons, ...summary], old, this.before(live))
    return edits.length > 0 ? (doc) => write(doc, edits) : null
  }

  private labelling(live: LiveProposal): Labelling {
    return labellingOf(live.state, this.baseOf(live))
  }
}

const numberingOf = ({ state }: LiveProposal) => `${state.language} ${state.numbering}`

function namesIn(live: LiveProposal, labelling: Labelling): ClauseNames {
  const { text } = live.document
  return clauseNames(text, labelsOf(text, labelling))
}

/** A block comes, goes, or gets another kind, level or place. */
function isStructural({ changed, doc }: Y.Transaction): boolean {
  const text: unknown = fragmentOf(doc, 'text')
  for (const [type, keys] of changed) {
    if (type === text) return true
    if (type.parent === text && [...keys].some((key) => key !== null)) return true
  }
  return false
}

function write(doc: Y.Doc, edits: readonly BlockEdit[]): void {
  const byBlock = Map.groupBy(edits, ({ block }) => block)
  for (const [block, its] of byBlock) {
    const text = FRAGMENTS.map((name) => fragmentOf(doc, name).get(block)).find((each) => each instanceof Y.Text)
    if (text) for (const edit of its.toSorted((a, b) => b.at - a.at)) rewrite(text, edit)
  }
}

/** What is written in the place of characters has their marks; what is only inserted, those of the character before it. */
function rewrite(text: Y.Text, { at, remove, insert }: BlockEdit): void {
  const attributes = attributesAt(text, remove > 0 ? at : at - 1)
  if (remove > 0) text.delete(at, remove)
  if (insert !== '') text.insert(at, insert, attributes)
}

type Stretch = { readonly insert: unknown; readonly attributes?: Record<string, unknown> }

function attributesAt(text: Y.Text, at: number): Record<string, unknown> {
  let end = 0
  const stretch = (text.toDelta() as readonly Stretch[]).find(({ insert }) => {
    end += typeof insert === 'string' ? insert.length : 1
    return at < end
  })
  return { ...stretch?.attributes }
}
