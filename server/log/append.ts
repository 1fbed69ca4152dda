/** One transaction for everything that waits: each item is judged on the proposal as it is now, and written or refused. */
import * as Y from 'yjs'
import type { PersonId, ProposalId } from '../../shared/ids.ts'
import type { Act } from '../../shared/proposal/acts.ts'
import type { Accounts } from '../store/accounts.ts'
import type { Db } from '../store/db.ts'
import type { Forums } from '../store/forums.ts'
import type { Library } from '../store/library.ts'
import { CommandAppender } from './append-command.ts'
import { TextAppender } from './append-texts.ts'
import { ApplyParked } from './apply-parked.ts'
import { ClientTable } from './client-table.ts'
import { Histories } from './collisions/histories.ts'
import type { EntryTable } from './entry-table.ts'
import type { EntryWriter } from './entry-writer.ts'
import type { LiveProposals } from './live-proposals.ts'
import type { ParkedTable } from './parked-table.ts'
import type { AppendItem, Commit, CommandAnswer, TextAnswer } from './proposal-log.ts'
import { newSalt, ServerWriting, SYSTEM } from './server-writing.ts'
import { ofSignedIn, type SignedIn } from './signed-in.ts'
import type { TextLimits } from './text-limits.ts'
import { stretchesOf, takeTurns } from './turns.ts'

type Tables = {
  readonly db: Db
  readonly entries: EntryTable
  readonly proposals: LiveProposals
  readonly writer: EntryWriter
  readonly parked: ParkedTable
  readonly accounts: Accounts
  readonly forums: Forums
  readonly library: Library
  readonly limits?: TextLimits | undefined
}

export type Appended = {
  readonly answers: readonly (TextAnswer | CommandAnswer)[]
  readonly commits: readonly Commit[]
  /** The disk failed after these answers: the items beyond them were not done. */
  readonly failure?: Error
}
type Created = Extract<Act, { type: 'created' }>
export type Beginning = {
  readonly id: ProposalId
  readonly person: PersonId
  readonly commandId: string
  readonly act: Created
  /** Holds the starting text, written under a client id that nobody else will ever have. */
  readonly start: Y.Doc
}

export class Appender {
  private readonly tables: Tables
  private readonly histories: Histories
  private readonly clients: ClientTable
  private readonly texts: TextAppender
  private readonly commands: CommandAppender
  private readonly insertProposal
  /** What was parked, on its author's word. */
  readonly parked: ApplyParked

  constructor(tables: Tables) {
    const { db, entries } = tables
    this.tables = tables
    this.histories = new Histories((proposal, after, upTo) => entries.rows(proposal, after, upTo))
    this.clients = new ClientTable(db)
    const own = new ServerWriting(tables, this.clients)
    this.texts = new TextAppender(tables, { clients: this.clients, histories: this.histories, own })
    this.commands = new CommandAppender(tables, own)
    this.parked = new ApplyParked(tables, (items, now) => this.texts.append(items, false, now))
    this.insertProposal = db.prepare(
      `INSERT INTO proposal (id, forum, number, head, chain, state)
       VALUES (@id, @forum, (SELECT COALESCE(MAX(number), 0) + 1 FROM proposal WHERE forum = @forum), 0, @chain, '')`,
    )
  }

  /** Between two requests. */
  tidy(): void {
    this.histories.keepOnly((proposal) => this.tables.proposals.isLoaded(proposal))
  }

  append(items: readonly AppendItem[], now: number): Appended {
    try {
      const appended = this.tables.writer.transaction(() => {
        this.tables.writer.hold(items.map(({ proposal }) => proposal))
        const isOn = (by: SignedIn) => this.tables.accounts.isSignedInHeld(by.person, by.session, now)
        return ofSignedIn(items, isOn, (those) => this.appendAll(those, now))
      })
      for (const { proposal, head, update } of appended.commits) if (update) this.histories.prepare(proposal, head)
      return appended
    } catch (error) {
      this.histories.forgetAll()
      throw error
    }
  }

  /** The first two entries of a proposal: the act that creates it, and its starting text, put in once, here. Its forum is held. */
  begin({ id, person, commandId, act, start }: Beginning, now: number): readonly Commit[] {
    const { writer, accounts } = this.tables
    return writer.transaction(() => {
      this.insertProposal.run({ id, forum: act.forum, chain: new Uint8Array() })
      const live = writer.proposal(id)!
      const pen = { id, live, author: accounts.authorOf(person), now }
      writer.writeAct(pen, { act, as: 'coordinator', command: commandId, salt: newSalt() })
      this.clients.bind(id, start.clientID, SYSTEM)
      writer.writeText(pen, live.apply(Y.encodeStateAsUpdate(start)) ?? EMPTY_UPDATE)
    }).commits
  }

  private appendAll(items: readonly AppendItem[], now: number): Appended['answers'] {
    const answers: (TextAnswer | CommandAnswer)[] = []
    for (const stretch of stretchesOf(items))
      if (stretch.kind === 'command') answers[stretch.place] = this.commands.append(stretch.item, now)
      else takeTurns(stretch, answers, (own, mayWait) => this.texts.append(own, mayWait, now))
    return answers
  }
}

const EMPTY_UPDATE = Y.encodeStateAsUpdate(new Y.Doc())
