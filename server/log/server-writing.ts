/** What the server itself writes while it takes an edit or an act over: links that follow, words carried after their neighbours, flags. */
import { randomBytes, randomUUID } from 'node:crypto'
import type * as Y from 'yjs'
import type { ClauseNames } from '../../shared/drafting/clause-names.ts'
import type { Act } from '../../shared/proposal/acts.ts'
import type { ReviewFlag } from '../../shared/proposal/review-flag.ts'
import type { Library } from '../store/library.ts'
import type { ClientTable } from './client-table.ts'
import type { Change } from './collisions/answer.ts'
import type { EntryRow, EntryTable } from './entry-table.ts'
import type { EntryWriter, Pen } from './entry-writer.ts'
import { Followed } from './following.ts'
import type { LiveProposal } from './live-proposal.ts'

type Tables = { readonly entries: EntryTable; readonly writer: EntryWriter; readonly library: Library }

/** The owner of the starting text's client id: no person, so nobody can write in its name. */
export const SYSTEM = 'system'
/** The owner of the client id under which the server carries words after their neighbours. */
const CARRIER = 'system/carrier'
/** Who raises a flag: nobody. */
const PROGRAM: Pen['author'] = { id: SYSTEM, administration: null }

export class ServerWriting {
  private readonly tables: Tables
  private readonly clients: ClientTable
  private readonly followed: Followed

  constructor(tables: Tables, clients: ClientTable) {
    this.tables = tables
    this.clients = clients
    this.followed = new Followed(({ state }) => (state.base ? tables.library.blocksOf(state.base.text) : []))
  }

  /** Stands under the name of whoever asked for it, and under client ids of the system. */
  change(pen: Pen, work: (doc: Y.Doc) => void, owner = SYSTEM): void {
    this.clients.claim(pen, owner)
    const update = pen.live.change(work)
    if (update) this.tables.writer.writeText(pen, update)
  }

  /** To be asked before an edit, and given to {@link follow} after it. */
  namesBefore(live: LiveProposal): ClauseNames {
    return this.followed.before(live)
  }

  /** The links, after what was just written. */
  follow(pen: Pen, names: ClauseNames): void {
    const rewrite = this.followed.after(pen.live, names)
    if (rewrite) this.change(pen, rewrite)
  }

  /** Under the name of the person whose words or deletion it carries; answers the entries that it wrote. */
  carry(pen: Pen, { of, write }: Change): readonly EntryRow[] {
    const before = pen.live.head
    this.change({ ...pen, author: authorOf(of) }, write, CARRIER)
    return this.tables.entries.rows(pen.id, before)
  }

  /** Whether this Yjs client id is the one under which words are carried. */
  isCarrier(pen: Pen, client: number): boolean {
    return this.clients.ownerOf(pen, client) === CARRIER
  }

  raise(pen: Pen, flag: ReviewFlag): void {
    const act: Act = { type: 'review-flag-raised', flag }
    const payload = { act, as: 'system', command: randomUUID(), salt: newSalt() } as const
    this.tables.writer.writeAct({ ...pen, author: PROGRAM }, payload)
  }
}

/** 16 random bytes: an act can be kept back from an export without its hash giving it away. */
export const newSalt = () => randomBytes(16).toString('base64url')

const authorOf = ({ author, administration }: Pick<EntryRow, 'author' | 'administration'>): Pen['author'] => ({
  id: author,
  administration,
})
