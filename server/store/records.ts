/** A proposal's log for its record, a page at a time: a long one never holds up the storage thread. */
import { hex } from '../../shared/bytes.ts'
import type { ProposalId } from '../../shared/ids.ts'
import { accept, refuse, type Outcome } from '../../shared/outcome.ts'
import type { Person } from '../../shared/protocol/people.ts'
import type { RecordHead } from '../../shared/protocol/record.ts'
import type { EntryRow, EntryTable } from '../log/entry-table.ts'
import type { Db } from './db.ts'
import type { Proposals } from './proposals.ts'

type Tables = {
  readonly db: Db
  readonly entries: EntryTable
  readonly proposals: Proposals
}

const PAGE_BYTES = 256 * 1024

export class Records {
  private readonly tables: Tables

  constructor(tables: Tables) {
    this.tables = tables
  }

  /** For whoever may read the proposal. */
  head(person: Person, id: ProposalId): Outcome<RecordHead> {
    const view = this.tables.proposals.view(person, id)
    if (!view.ok) return view
    const { label, forum, state, digest, base, people } = view.value
    // That of the entry which the view ends with: another node may have written since.
    const [last] = this.tables.entries.rows(id, state.head - 1, state.head)
    return accept({
      proposal: id,
      label,
      number: this.numberOf(id),
      forum: { id: forum.id, name: forum.name, conference: forum.conference },
      head: { seq: state.head, chain: hex(last!.chain), digest },
      base: state.base && { ...state.base, blocks: base },
      people,
    })
  }

  /** The entries after one, as many as make a page, and at least one; asked anew whether the person may read them. */
  page(person: Person, id: ProposalId, after: number): Outcome<readonly EntryRow[]> {
    if (!this.tables.proposals.welcome(person.id, id))
      return refuse('not-found', 'There is no such proposal here, or you may not read it any more.')
    return accept(this.tables.entries.page(id, after, PAGE_BYTES))
  }

  private numberOf(id: ProposalId): number {
    const row = this.tables.db.prepare<[string], { number: number }>('SELECT number FROM proposal WHERE id = ?').get(id)
    return row!.number
  }
}
