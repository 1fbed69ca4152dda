/** Whose a Yjs client id is: bound to the person who used it first, for ever. */
import { randomBytes } from 'node:crypto'
import type { ProposalId } from '../../shared/ids.ts'
import type { Db } from '../store/db.ts'
import type { LiveProposal } from './live-proposal.ts'

type Holder = { readonly id: ProposalId; readonly live: LiveProposal }

export class ClientTable {
  private readonly insertion
  private readonly ownerRow
  private readonly clientRow
  /** What was found once stays so; where a transaction fails, its proposals are forgotten and this with them. */
  private readonly known = new WeakMap<LiveProposal, Map<number, string>>()

  constructor(db: Db) {
    this.insertion = db.prepare('INSERT INTO yjs_client (proposal, client, owner) VALUES (?, ?, ?)')
    this.ownerRow = db.prepare<[string, number], { owner: string }>(
      'SELECT owner FROM yjs_client WHERE proposal = ? AND client = ?',
    )
    this.clientRow = db.prepare<[string, string], { client: number }>(
      'SELECT client FROM yjs_client WHERE proposal = ? AND owner = ? LIMIT 1',
    )
  }

  bind(proposal: ProposalId, client: number, owner: string): void {
    this.insertion.run(proposal, client, owner)
  }

  /** Undefined where nobody has used it. */
  ownerOf({ id, live }: Holder, client: number): string | undefined {
    const known = this.knownOf(live)
    const owner = known.get(client) ?? this.ownerRow.get(id, client)?.owner
    if (owner !== undefined) known.set(client, owner)
    return owner
  }

  owns(proposal: ProposalId, owner: string): boolean {
    return this.clientRow.get(proposal, owner) !== undefined
  }

  /** The document writes in the name of the owner from now on. */
  claim(holder: Holder, owner: string): void {
    const { doc } = holder.live
    if (this.ownerOf(holder, doc.clientID) === owner) return
    const own = this.clientRow.get(holder.id, owner)
    if (own) return void (doc.clientID = own.client)
    while (this.ownerOf(holder, doc.clientID)) doc.clientID = randomBytes(4).readUInt32LE()
    this.bind(holder.id, doc.clientID, owner)
  }

  private knownOf(live: LiveProposal): Map<number, string> {
    const known = this.known.get(live) ?? new Map<number, string>()
    this.known.set(live, known)
    return known
  }
}
