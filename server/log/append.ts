/** One transaction for everything that waits: each item is judged on the proposal as it is now, and written or refused. */
import { randomBytes, randomUUID } from 'node:crypto'
import * as Y from 'yjs'
import { applyTextChange } from '../../shared/document/text-change.ts'
import { blockingFindings } from '../../shared/drafting/drafting-checks.ts'
import type { PersonId, ProposalId } from '../../shared/ids.ts'
import { accept, refuse, type Outcome, type Refusal } from '../../shared/outcome.ts'
import type { ClauseNames } from '../../shared/drafting/clause-names.ts'
import type { Act } from '../../shared/proposal/acts.ts'
import { ANOTHER_COMMAND, isActOf } from '../../shared/proposal/act-of-command.ts'
import { labellingOf } from '../../shared/proposal/labelling.ts'
import { decide, type Facts } from '../../shared/proposal/decide.ts'
import { flagFindings } from '../../shared/proposal/flag-findings.ts'
import { may } from '../../shared/proposal/permissions.ts'
import { isOpen } from '../../shared/proposal/stages.ts'
import type { Accounts } from '../store/accounts.ts'
import type { Db } from '../store/db.ts'
import type { Forums } from '../store/forums.ts'
import type { Library } from '../store/library.ts'
import type { ReviewFlag } from '../../shared/proposal/review-flag.ts'
import { ApplyParked } from './apply-parked.ts'
import { answerTo, meetsNothing, type Change } from './collisions/answer.ts'
import { Histories } from './collisions/histories.ts'
import { isJoinable } from './collisions/joinable.ts'
import { isLeftOut } from './collisions/words-kept.ts'
import { mayCollide } from './collisions/may-collide.ts'
import { ClientTable } from './client-table.ts'
import { actOf, type EntryRow, type EntryTable } from './entry-table.ts'
import type { EntryWriter, Pen } from './entry-writer.ts'
import { Followed } from './following.ts'
import { newsIn, type InspectedUpdate } from './inspect-update.ts'
import { digestFor, type LiveProposal } from './live-proposal.ts'
import { isIn } from './held-already.ts'
import type { LiveProposals } from './live-proposals.ts'
import type { ParkedTable } from './parked-table.ts'
import type { AppendItem, Commit, CommandAnswer, CommandItem, TextAnswer, TextItem } from './proposal-log.ts'
import { ofSignedIn, type SignedIn } from './signed-in.ts'
import { TEXT_LIMITS, tooLarge, type TextLimits } from './text-limits.ts'
import { stretchesOf, takeTurns } from './turns.ts'
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

/** An edit as the text finds it now: what is new of it, and whether that is sound. */
type Judged = {
  readonly item: TextItem
  readonly inspected: InspectedUpdate
  readonly valid: Outcome<Binding>
  readonly mayCollide: boolean
  /** May stand in one entry with others of its author. */
  readonly isPlain: boolean
}

/** The owner of the starting text's client id: no person, so nobody can write in its name. */
const SYSTEM = 'system'
/** The owner of the client id under which the server carries words after their neighbours. */
const CARRIER = 'system/carrier'
/** Who raises a flag: nobody. */
const PROGRAM: Pen['author'] = { id: SYSTEM, administration: null }

const writerOf = ({ tells, mayHaveSeen, update }: TextItem, seq: number) =>
  tells ? { mayHaveSeen: 0, sent: null } : { mayHaveSeen: mayHaveSeen ?? seq, sent: update }
const authorOf = ({ author, administration }: Pick<EntryRow, 'author' | 'administration'>): Pen['author'] => ({
  id: author,
  administration,
})

export class Appender {
  private readonly tables: Tables
  private readonly followed: Followed
  private readonly histories: Histories
  private readonly clients: ClientTable
  private readonly insertProposal
  /** What was parked, on its author's word. */
  readonly parked: ApplyParked

  constructor(tables: Tables) {
    this.tables = tables
    this.parked = new ApplyParked(tables, (items, now) => this.appendTexts(items, false, now))
    this.followed = new Followed(({ state }) => (state.base ? tables.library.blocksOf(state.base.text) : []))
    this.histories = new Histories((proposal, after, upTo) => tables.entries.rows(proposal, after, upTo))
    const { db } = tables
    this.clients = new ClientTable(db)
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
      if (stretch.kind === 'command') answers[stretch.place] = this.appendCommand(stretch.item, now)
      else takeTurns(stretch, answers, (own, mayWait) => this.appendTexts(own, mayWait, now))
    return answers
  }

  /** Of one person to one proposal, with no act between. Where they may wait, the answers end before the first with a gap. */
  private appendTexts(items: readonly TextItem[], mayWait: boolean, now: number): readonly TextAnswer[] {
    const { proposal, person } = items[0]!
    const { accounts, writer } = this.tables
    const live = writer.proposal(proposal)
    const roles = live ? accounts.rolesHeld(person, live.state.forum) : []
    if (!live || !(may(roles, 'read', live.state) || this.hasWritten(items[0]!)))
      return items.map(() => refused(NO_SUCH_PROPOSAL))
    const pen: Pen = { id: proposal, live, author: accounts.authorOf(person), now }
    const mayEdit = may(roles, 'edit-text', live.state)
    const answers: TextAnswer[] = []
    while (answers.length < items.length) {
      const edit = this.judged(pen, items[answers.length]!)
      if (mayWait && edit.ok && hasGap(edit.value.valid)) break
      if (!edit.ok) answers.push(refused(edit.refusal))
      else if (!mayEdit) answers.push(this.park(pen, edit.value))
      else answers.push(...this.take(pen, edit.value, items.slice(answers.length)))
    }
    return answers
  }

  /** Whose role was taken away while writing keeps the last words; a stranger is not even told that there is something. */
  private hasWritten({ proposal, person }: TextItem): boolean {
    return this.clients.owns(proposal, person)
  }

  /** Nothing is changed by it. */
  private judged(pen: Pen, item: TextItem): Outcome<Judged> {
    const { doc } = pen.live
    const news = newsIn(item.update, doc)
    if (!news.ok) return news
    const { update, inspected } = news.value
    const ownerOf = (client: number) => this.clients.ownerOf(pen, client)
    const valid = validateUpdate(inspected, doc, { person: item.person, ownerOf })
    const collides = valid.ok && mayCollide(inspected, doc, item.tells === true && update === item.update)
    const isPlain = valid.ok && !collides && isJoinable(inspected)
    const fresh = update === item.update ? item : { ...item, update }
    return accept({ item: fresh, inspected, valid, mayCollide: collides, isPlain })
  }

  /** Null where there is room for it, or it is refused anyway. `ahead`: bytes of what is taken over with it, before it. */
  private tooLarge({ live, now }: Pen, { item, inspected, valid }: Judged, ahead = 0): Refusal | null {
    if (!valid.ok) return null
    const { limits = TEXT_LIMITS } = this.tables
    return tooLarge(inspected, live, { limits, size: { bytes: item.update.length, ahead }, now })
  }

  private take(pen: Pen, edit: Judged, items: readonly TextItem[]): readonly TextAnswer[] {
    const full = this.tooLarge(pen, edit)
    if (full) return [refused(full)]
    return edit.isPlain ? this.takeTogether(pen, edit, items) : [this.takeAlone(pen, edit)]
  }

  private takeAlone(pen: Pen, { item, valid, mayCollide: collides }: Judged): TextAnswer {
    if (!valid.ok) return refused(valid.refusal)
    const take = () => (collides ? this.takeOverWithCare(pen, item) : this.write(pen, pen.live.apply(item.update)))
    return { ok: true, seq: this.takeOver(pen, valid.value, take) }
  }

  /** One entry for an edit and those that follow it as plainly. Each is judged on the text that holds those before it. */
  private takeTogether(pen: Pen, first: Judged, items: readonly TextItem[]): readonly TextAnswer[] {
    const clients = new Set<number>()
    let [taken, bytes] = [0, 0]
    const next = () => {
      const edit = taken === 0 ? first : this.judgedPlain(pen, items[taken], bytes)
      if (!edit?.valid.ok) return null
      bytes += edit.item.update.length
      for (const client of edit.valid.value) clients.add(client)
      taken++
      return edit.inspected.items
    }
    const seq = this.takeOver(pen, clients, () => this.write(pen, pen.live.putEach(next)))
    return Array.from({ length: taken }, () => ({ ok: true, seq }))
  }

  private judgedPlain(pen: Pen, item: TextItem | undefined, ahead: number): Judged | null {
    const edit = item && this.judged(pen, item)
    if (!edit?.ok || !edit.value.isPlain) return null
    return this.tooLarge(pen, edit.value, ahead) ? null : edit.value
  }

  private takeOver(pen: Pen, clients: Iterable<number>, take: () => number | null): number | null {
    const names = this.followed.before(pen.live)
    const seq = take()
    if (seq !== null) for (const client of clients) this.clients.bind(pen.id, client, pen.author.id)
    this.follow(pen, names)
    return seq
  }

  private write = (pen: Pen, update: Uint8Array | null) => update && this.tables.writer.writeText(pen, update)

  /** The log keeps all that the edit says, also what had no effect: by that it and later ones are understood. */
  private takeOverWithCare(pen: Pen, item: TextItem): number | null {
    const [brought, ...tidied] = pen.live.applyInSteps(item.update)
    // What is told of a commit is more than the batch: not a view of its buffer.
    const isWhole = item.tells || (brought && isLeftOut(item.update, brought))
    const said = isWhole ? item.update.slice() : brought
    if (!said) return null
    const payload = tidied.length > 0 ? Y.mergeUpdates([said, ...tidied]) : said
    const { writer } = this.tables
    const isOwn = (client: number) => this.clients.ownerOf(pen, client) === CARRIER
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
  private park({ id: proposal, live, now: time }: Pen, { item, inspected, valid }: Judged): TextAnswer {
    if (!valid.ok && !hasGap(valid)) return refused(valid.refusal)
    // A client that only says what it knows, as every stock client does when it connects.
    if (valid.ok && isIn(inspected, live.doc)) return { ok: true, seq: null }
    const why = tooLate(live)
    const { person: author } = item
    const parked = this.tables.parked.add({
      id: randomUUID(),
      proposal,
      author,
      time,
      textSeq: this.seenBy(item, live),
      reason: why.reason,
      // Not a view of its batch, all of which would go to the database with it.
      edit: item.update.slice(),
      tells: item.tells ? 1 : 0,
    })
    return parked === null ? refused(told(why, NOT_KEPT)) : { ok: false, refusal: told(why, KEPT), parked }
  }

  /** A draft shows the text that it was refused against: whoever may not read is shown no more than was sent before that. */
  private seenBy({ person, mayHaveSeen = Infinity }: TextItem, { state }: LiveProposal): number {
    const mayRead = may(this.tables.accounts.rolesHeld(person, state.forum), 'read', state)
    return mayRead ? state.textSeq : Math.min(state.textSeq, mayHaveSeen)
  }

  private appendCommand(item: CommandItem, now: number): CommandAnswer {
    const { entries, writer, accounts } = this.tables
    const before = entries.ofCommand(item.proposal, item.commandId)
    if (before?.author === item.person)
      return isActOf(item.command, actOf(before)!) ? accept({ seq: before.seq }) : ANOTHER_COMMAND
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
    this.clients.claim(pen, owner)
    const update = pen.live.change(work)
    if (update) this.tables.writer.writeText(pen, update)
  }

  /** The links, after what was just written. */
  private follow(pen: Pen, names: ClauseNames): void {
    const rewrite = this.followed.after(pen.live, names)
    if (rewrite) this.changeText(pen, rewrite)
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

/** 16 random bytes: an act can be kept back from an export without its hash giving it away. */
const newSalt = () => randomBytes(16).toString('base64url')
const EMPTY_UPDATE = Y.encodeStateAsUpdate(new Y.Doc())
const NO_SUCH_PROPOSAL: Refusal = { code: 'not-found', reason: 'There is no such proposal here.' }

const hasGap = (valid: Outcome<unknown>) => !valid.ok && valid.refusal.code === 'gap-in-updates'

const refused = (refusal: Refusal): TextAnswer => ({ ok: false, refusal, parked: null })

const tooLate = ({ state }: LiveProposal): Refusal =>
  isOpen(state.stage)
    ? { code: 'not-permitted', reason: 'You may not write in this text.' }
    : { code: 'wrong-stage', reason: 'The text was closed before your edit arrived.' }

const told = ({ code, reason }: Refusal, more: string): Refusal => ({ code, reason: `${reason} ${more}` })
const KEPT = 'Your edit is kept as your parked draft.'
const NOT_KEPT = 'You have too many parked edits here, so this one stays on your device only.'
