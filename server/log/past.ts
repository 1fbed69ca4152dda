/** The past of one proposal in memory: who wrote what, and the text at any moment. Disposable; the log is the truth. */
import { Attribution, type Moment } from '../../shared/document/attribution.ts'
import { authoredRedline, type AuthoredRow, type Side } from '../../shared/document/authored-redline.ts'
import { FRAGMENTS, type Block, type FragmentName } from '../../shared/document/blocks.ts'
import type { Labelling } from '../../shared/document/labels.ts'
import { isTextKind } from '../../shared/log/chain.ts'
import type { LogEntry } from '../../shared/proposal/acts.ts'
import { momentsOf, type ProposalMoment } from '../../shared/proposal/moments.ts'
import type { ComparedRow, ComparedText } from '../../shared/protocol/compare.ts'
import type { Removed, TextAt } from '../../shared/protocol/views.ts'
import { AuthorList } from './author-list.ts'
import { logEntryOf, type EntryRow } from './entry-table.ts'
import { digestFor } from './live-proposal.ts'

/** `base`: the blocks of the text in force, where it is what is compared from. */
export type Question = {
  readonly from: number | { readonly base: readonly Block[] }
  readonly to: number
  readonly startSeq: number
  readonly labelling: Labelling
}
/** What a digest covers beside the words. */
export type About = Parameters<typeof digestFor>[1]
export type Comparison = Pick<ComparedText, 'parts' | 'authors'>

const MOMENTS_KEPT = 4

export class Past {
  readonly #attribution = new Attribution()
  readonly #entries: LogEntry[] = []
  readonly #moments = new Map<number, Moment>()

  /** How many entries it knows: the number of the last one. */
  get head(): number {
    return this.#entries.length
  }

  /** Rows that follow those known. @throws where they do not. */
  take(rows: readonly EntryRow[]): void {
    if (rows[0] && rows[0].seq !== this.head + 1) throw new Error(`entry ${rows[0].seq} does not follow ${this.head}`)
    this.#attribution.take(
      rows.flatMap(({ seq, kind, payload }) => (isTextKind(kind) ? [{ seq, update: payload }] : [])),
    )
    for (const row of rows) this.#entries.push(logEntryOf(row))
  }

  moments = (): readonly ProposalMoment[] => momentsOf(this.#entries)

  removals = (): readonly Removed[] => [...this.#attribution.clausesTaken].map(([seq, clauses]) => ({ seq, clauses }))

  /** Null where the entry is no text entry. */
  textAt(seq: number, about: About): Omit<TextAt, 'textSeq'> | null {
    if (this.#entries[seq - 1]?.kind !== 'text') return null
    const { document } = this.#momentAt(seq)
    return { document, digest: digestFor(document, about) }
  }

  compare({ from, to, startSeq, labelling }: Question): Comparison {
    const next = this.#momentAt(to)
    const authors = new AuthorList(this.#entries, startSeq)
    const rowsOf = (name: FragmentName) => {
      const old =
        typeof from === 'number' ? sideOf(this.#momentAt(from), name) : this.#baseSide(from.base, startSeq, name)
      return authoredRedline(old, sideOf(next, name), this.#attribution, labelling).map((row) =>
        comparedRow(row, authors),
      )
    }
    const [text, reasons, summary] = FRAGMENTS.map(rowsOf)
    return { parts: { text: text!, reasons: reasons!, summary: summary! }, authors: authors.all() }
  }

  #momentAt(seq: number): Moment {
    const moment = this.#moments.get(seq) ?? this.#attribution.momentAt(seq)
    this.#moments.delete(seq)
    this.#moments.set(seq, moment)
    if (this.#moments.size > MOMENTS_KEPT) this.#moments.delete(this.#moments.keys().next().value!)
    return moment
  }

  /** A clause of the text in force has the characters of the clause that was made from it, where that one began with its words. */
  #baseSide(base: readonly Block[], startSeq: number, name: FragmentName): Side {
    if (name !== 'text') return { seq: 0, blocks: [], characters: new Map() }
    const start = this.#momentAt(startSeq)
    const known = new Map(base.map((block) => [block.id, JSON.stringify(block.runs)]))
    const characters = start.document.text.flatMap((block) => {
      const id = block.origin ?? block.id
      const here = start.characters.text.get(block.id)
      return here && known.get(id) === JSON.stringify(block.runs) ? [[id, here] as const] : []
    })
    return { seq: 0, orderSeq: startSeq, blocks: base, characters: new Map(characters) }
  }
}

const sideOf = ({ seq, document, characters }: Moment, name: FragmentName): Side => ({
  seq,
  blocks: document[name],
  characters: characters[name],
})

function comparedRow({ by, pieces, ...row }: AuthoredRow, authors: AuthorList): ComparedRow {
  return { ...row, ...authors.of({ by }), pieces: authors.joined(pieces) }
}
