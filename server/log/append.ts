/** One transaction for everything that waits: each item is judged on the proposal as it is now, and written or refused. */
import { randomBytes, randomUUID } from 'node:crypto'
import * as Y from 'yjs'
import { applyTextChange } from '../../shared/document/text-change.ts'
import { blockingFindings } from '../../shared/drafting/drafting-checks.ts'
import type { PersonId, ProposalId } from '../../shared/ids.ts'
import { accept, refuse, type Outcome, type Refusal } from '../../shared/outcome.ts'
import type { ClauseNames } from '../../shared/drafting/clause-names.ts'
import type { Act } from '../../shared/proposal/acts.ts'
import { labellingOf } from '../../shared/proposal/labelling.ts'
import { decide, type Facts } from '../../shared/proposal/decide.ts'
import { flagFindings } from '../../shared/proposal/flag-findings.ts'
import { may } from '../../shared/proposal/permissions.ts'
import { isOpen } from '../../shared/proposal/stages.ts'
import type { Accounts } from '../store/accounts.ts'
import { forUpdate, type Db } from '../store/db.ts'
import type { Forums } from '../store/forums.ts'
import type { Library } from '../store/library.ts'
import type { ReviewFlag } from '../../shared/proposal/review-flag.ts'
import { answerTo, meetsNothing, type Change } from './collisions/answer.ts'
import { Histories } from './collisions/histories.ts'
import { mayCollide } from './collisions/may-collide.ts'
import type { EntryRow, EntryTable } from './entry-table.ts'
import type { EntryWriter, Pen } from './entry-writer.ts'
import { Followed } from './following.ts'
import { newsIn, type News } from './inspect-update.ts'
import { digestFor, type LiveProposal } from './live-proposal.ts'
import type { LiveProposals } from './live-proposals.ts'
import type { ParkedTable } from './parked-table.ts'
import type { AppendItem, Commit, CommandAnswer, CommandItem, TextAnswer, TextItem } from './proposal-log.ts'
import { validateUpdate, type Binding } from './validate-update.ts'

type Tables = {
  readonly db: Db
  readonly entries: EntryTable
  readonly proposals: LiveProposals
  readonly writer: EntryWriter
  readonly parked: ParkedTable
  readonly accounts: Accounts
  readonly forums: Forums
  readonly library: Library
}

export type Appended = {
  readonly answers: readonly (TextAnswer | CommandAnswer)[]
  readonly commits: readonly Commit[]
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

type TakingOver = {
  readonly live: LiveProposal
  readonly clients: Binding
  readonly now: number
  readonly mayCollide: boolean
}

/** The owner of the starting text's client id: no person, so nobody can write in its name. */
const SYSTEM = 'system'
const writerOf = ({ tells, mayHaveSeen, update }: TextItem, seq: number) =>
  tells ? { mayHaveSeen: 0, sent: null } : { mayHaveSeen: mayHaveSeen ?? seq, sent: update }
const authorOf = ({ author, administration }: Pick<EntryRow, 'author' | 'administration'>): Pen['author'] => ({
  id: author,
  administration,
})
/** The owner of the client id under which the server carries words after their neighbours. */
const CARRIER = 'system/carrier'
/** Who raises a flag: nobody. */
const PROGRAM: Pen['author'] = { id: SYSTEM, administration: null }

export class Appender {
  private readonly tables: Tables
  private readonly followed: Followed
  private readonly histories: Histories
  private readonly bindClient
  private readonly clientOwner
  private readonly clientOf
  private readonly ownsClient
  private readonly insertProposal
  /** Held while a proposal is numbered. */
  private readonly forumRow

  constructor(tables: Tables) {
    this.tables = tables
    this.followed = new Followed(({ state }) => (state.base ? tables.library.blocksOf(state.base.text) : []))
    this.histories = new Histories((proposal, after, upTo) => tables.entries.rows(proposal, after, upTo))
    const { db } = tables
    this.bindClient = db.prepare('INSERT INTO yjs_client (proposal, client, owner) VALUES (?, ?, ?)')
    this.clientOwner = db.prepare<[string, number], { owner: string }>(
      'SELECT owner FROM yjs_client WHERE proposal = ? AND client = ?',
    )
    this.clientOf = db.prepare<[string, string], { client: number }>(
      'SELECT client FROM yjs_client WHERE proposal = ? AND owner = ? LIMIT 1',
    )
    this.ownsClient = db.prepare('SELECT 1 FROM yjs_client WHERE proposal = ? AND owner = ? LIMIT 1')
    this.forumRow = db.prepare(`SELECT id FROM forum WHERE id = ?${forUpdate(db)}`)
    this.insertProposal = db.prepare(
      `INSERT INTO proposal (id, forum, number, head, chain, state)
       VALUES (@id, @forum, (SELECT COALESCE(MAX(number), 0) + 1 FROM proposal WHERE forum = @forum), 0, @chain, '')`,
    )
  }

  append(items: readonly AppendItem[], now: number): Appended {
    try {
      const appended = this.tables.writer.transaction(() => {
        this.tables.writer.hold(items.map(({ proposal }) => proposal))
        return items.map((item) => (item.kind === 'text' ? this.appendText(item, now) : this.appendCommand(item, now)))
      })
      for (const { proposal, head, update } of appended.commits) if (update) this.histories.prepare(proposal, head)
      return appended
    } catch (error) {
      this.histories.forgetAll()
      throw error
    }
  }

  /** The first two entries of a proposal: the act that creates it, and its starting text, put in once, here. */
  begin({ id, person, commandId, act, start }: Beginning, now: number): readonly Commit[] {
    const { writer, accounts } = this.tables
    return writer.transaction(() => {
      this.forumRow.get(act.forum)
      this.insertProposal.run({ id, forum: act.forum, chain: new Uint8Array() })
      const live = writer.proposal(id)!
      const pen = { id, live, author: accounts.authorOf(person), now }
      writer.writeAct(pen, { act, as: 'coordinator', command: commandId, salt: newSalt() })
      this.bindClient.run(id, start.clientID, SYSTEM)
      writer.writeText(pen, live.apply(Y.encodeStateAsUpdate(start)) ?? EMPTY_UPDATE)
    }).commits
  }

  private appendText(item: TextItem, now: number): TextAnswer {
    const live = this.tables.writer.proposal(item.proposal)
    const roles = live ? this.tables.accounts.rolesHeld(item.person, live.state.forum) : []
    if (!live || !(may(roles, 'read', live.state) || this.hasWritten(item))) return refused(NO_SUCH_PROPOSAL)
    const news = newsIn(item.update, live.doc)
    if (!news.ok) return refused(news.refusal)
    const newItem = { ...item, update: news.value.update }
    const valid = this.validated(item, live, news.value)
    if (!may(roles, 'edit-text', live.state)) return this.park(newItem, { live, valid, now })
    if (!valid.ok) return refused(valid.refusal)
    const collides = mayCollide(
      news.value.inspected,
      live.doc,
      item.tells === true && news.value.update === item.update,
    )
    return this.takeOver(newItem, { live, clients: valid.value, now, mayCollide: collides })
  }

  /** Whose role was taken away while writing keeps the last words; a stranger is not even told that there is something. */
  private hasWritten({ proposal, person }: TextItem): boolean {
    return this.ownsClient.get(proposal, person) !== undefined
  }

  private validated({ person, proposal }: TextItem, live: LiveProposal, { inspected }: News): Outcome<Binding> {
    const ownerOf = (client: number) => this.clientOwner.get(proposal, client)?.owner
    return validateUpdate(inspected, live.doc, { person, ownerOf })
  }

  private takeOver(item: TextItem, { live, clients, now, mayCollide: collides }: TakingOver): TextAnswer {
    const pen: Pen = { id: item.proposal, live, author: this.tables.accounts.authorOf(item.person), now }
    const names = this.followed.before(live)
    const seq = collides ? this.takeOverWithCare(pen, item) : this.write(pen, live.apply(item.update))
    for (const client of seq === null ? [] : clients) this.bindClient.run(item.proposal, client, item.person)
    this.follow(pen, names)
    return { ok: true, seq }
  }

  private write = (pen: Pen, update: Uint8Array | null) => update && this.tables.writer.writeText(pen, update)

  /** The log keeps all that the edit says, also what had no effect: by that it and later ones are understood. */
  private takeOverWithCare(pen: Pen, item: TextItem): number | null {
    const [brought, ...tidied] = pen.live.applyInSteps(item.update)
    const said = item.tells ? item.update : brought
    if (!said) return null
    const payload = tidied.length > 0 ? Y.mergeUpdates([said, ...tidied]) : said
    const { writer } = this.tables
    const isOwn = remembered((client: number) => this.clientOwner.get(pen.id, client)?.owner === CARRIER)
    if (!brought && meetsNothing(this.histories.upTo(pen.id, pen.live), writer.drafted(pen, payload), isOwn))
      return null
    const seq = writer.writeText(pen, payload)
    const write = (change: Change) => this.carry(pen, change)
    const flags = answerTo(this.histories.upTo(pen.id, pen.live), writerOf(item, seq), { write, isOwn })
    for (const flag of flags) this.raise(pen, flag)
    return seq
  }

  private carry(pen: Pen, { of, write }: Change): readonly EntryRow[] {
    const before = pen.live.head
    this.changeText({ ...pen, author: authorOf(of) }, write, CARRIER)
    return this.tables.entries.rows(pen.id, before)
  }

  private raise(pen: Pen, flag: ReviewFlag): void {
    const act: Act = { type: 'review-flag-raised', flag }
    const payload = { act, as: 'system', command: randomUUID(), salt: newSalt() } as const
    this.tables.writer.writeAct({ ...pen, author: PROGRAM }, payload)
  }

  /** Too late, or no longer allowed. What is sound is kept as its author's draft; what builds on a kept draft has a gap, and is kept too. */
  private park(
    item: TextItem,
    { live, valid, now }: { live: LiveProposal; valid: Outcome<Binding>; now: number },
  ): TextAnswer {
    if (!valid.ok && valid.refusal.code !== 'gap-in-updates') return refused(valid.refusal)
    if (valid.ok && bringsNothing(item.update, live)) return { ok: true, seq: null }
    const why = tooLate(live)
    const { proposal, person: author, update: edit } = item
    const draft = {
      id: randomUUID(),
      proposal,
      author,
      time: now,
      textSeq: live.state.textSeq,
      reason: why.reason,
      edit,
    }
    if (this.tables.parked.add(draft)) return { ok: false, refusal: told(why, KEPT), parked: draft.id }
    return refused(told(why, NOT_KEPT))
  }

  private appendCommand(item: CommandItem, now: number): CommandAnswer {
    const { entries, writer, accounts } = this.tables
    const before = entries.ofCommand(item.proposal, item.commandId)
    if (before?.author === item.person) return accept({ seq: before.seq })
    const live = writer.proposal(item.proposal)
    if (!live) return { ok: false, refusal: NO_SUCH_PROPOSAL }
    if (before) return refuse('already-done', 'This command was carried out for somebody else.')
    const decision = decide(live.state, item.command, this.factsFor(item, live))
    if (!decision.ok) return decision
    const pen: Pen = { id: item.proposal, live, author: accounts.authorOf(item.person), now }
    const { act, as, change } = decision.value
    const names = this.followed.before(live)
    const seq = writer.writeAct(pen, { act, as, command: item.commandId, salt: newSalt() })
    if (change) this.changeText(pen, (doc) => applyTextChange(doc, change))
    this.follow(pen, names)
    return accept({ seq })
  }

  /** What the server writes into the text stands under the name of whoever asked for it, and under client ids of the system. */
  private changeText(pen: Pen, work: (doc: Y.Doc) => void, owner = SYSTEM): void {
    this.claimClient(pen, owner)
    const update = pen.live.change(work)
    if (update) this.tables.writer.writeText(pen, update)
  }

  /** The links, after what was just written. */
  private follow(pen: Pen, names: ClauseNames): void {
    const rewrite = this.followed.after(pen.live, names)
    if (rewrite) this.changeText(pen, rewrite)
  }

  private claimClient({ id, live: { doc } }: Pen, owner: string): void {
    if (this.clientOwner.get(id, doc.clientID)?.owner === owner) return
    const known = this.clientOf.get(id, owner)
    if (known) return void (doc.clientID = known.client)
    while (this.clientOwner.get(id, doc.clientID)) doc.clientID = randomBytes(4).readUInt32LE()
    this.bindClient.run(id, doc.clientID, owner)
  }

  private factsFor({ person, proposal }: CommandItem, live: LiveProposal): Facts {
    const { accounts, forums, library, proposals } = this.tables
    const { state } = live
    const inForce = () => (state.base ? library.blocksOf(state.base.text) : [])
    return {
      roles: accounts.rolesHeld(person, state.forum),
      administration: accounts.administrationOf(person),
      roster: forums.rosterOf(state.forum),
      rule: forums.ruleOf(state.forum),
      document: () => live.document,
      currentDigest: () => live.digest,
      currentIdentity: () => live.identity,
      digestAt: (textSeq) => {
        const document = proposals.documentAt(proposal, textSeq)
        return document && digestFor(document, state)
      },
      blockingFindings: () => {
        const { document } = live
        const labelling = labellingOf(state, inForce())
        return [
          ...flagFindings({ flags: state.flags, text: document.text, labelling }),
          ...blockingFindings({ operator: state.operator, document, base: inForce(), labelling }),
        ]
      },
    }
  }
}

/** Asked of every character, and an answer never changes within one edit. */
function remembered(ask: (client: number) => boolean): (client: number) => boolean {
  const known = new Map<number, boolean>()
  return (client) => known.get(client) ?? (known.set(client, ask(client)), known.get(client)!)
}

/** 16 random bytes: an act can be kept back from an export without its hash giving it away. */
const newSalt = () => randomBytes(16).toString('base64url')
const EMPTY_UPDATE = Y.encodeStateAsUpdate(new Y.Doc())
const NO_SUCH_PROPOSAL: Refusal = { code: 'not-found', reason: 'There is no such proposal here.' }

const refused = (refusal: Refusal): TextAnswer => ({ ok: false, refusal, parked: null })

const tooLate = ({ state }: LiveProposal): Refusal =>
  isOpen(state.stage)
    ? { code: 'not-permitted', reason: 'You may not write in this text.' }
    : { code: 'wrong-stage', reason: 'The text was closed before your edit arrived.' }

const told = ({ code, reason }: Refusal, more: string): Refusal => ({ code, reason: `${reason} ${more}` })
const KEPT = 'Your edit is kept as your parked draft.'
const NOT_KEPT = 'You have too many parked edits here, so this one stays on your device only.'

/** A client that only says what it knows, as every stock client does when it connects. */
function bringsNothing(update: Uint8Array, live: LiveProposal): boolean {
  const copy = live.copy()
  let changed = false
  copy.on('update', () => {
    changed = true
  })
  Y.applyUpdate(copy, update)
  copy.destroy()
  return !changed
}
