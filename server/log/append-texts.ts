/** What one person typed, taken into the text: judged edit by edit, in the appending transaction, and written, parked or refused. */
import * as Y from 'yjs'
import type { Refusal } from '../../shared/outcome.ts'
import { may } from '../../shared/proposal/permissions.ts'
import type { Accounts } from '../store/accounts.ts'
import type { ClientTable } from './client-table.ts'
import { answerTo, meetsNothing, type Change } from './collisions/answer.ts'
import type { Histories } from './collisions/histories.ts'
import { isLeftOut } from './collisions/words-kept.ts'
import type { EntryWriter, Pen } from './entry-writer.ts'
import { hasGap, judgeEdit, type Judged } from './judge-edit.ts'
import type { ParkedTable } from './parked-table.ts'
import { Parking } from './parking.ts'
import { NO_SUCH_PROPOSAL, refused, type TextAnswer, type TextItem } from './proposal-log.ts'
import type { ServerWriting } from './server-writing.ts'
import { TEXT_LIMITS, tooLarge, type TextLimits } from './text-limits.ts'

type Tables = {
  readonly writer: EntryWriter
  readonly parked: ParkedTable
  readonly accounts: Accounts
  readonly limits?: TextLimits | undefined
}
type Services = { readonly clients: ClientTable; readonly histories: Histories; readonly own: ServerWriting }

const writerOf = ({ tells, mayHaveSeen, update }: TextItem, seq: number) =>
  tells ? { mayHaveSeen: 0, sent: null } : { mayHaveSeen: mayHaveSeen ?? seq, sent: update }

export class TextAppender {
  private readonly tables: Tables
  private readonly clients: ClientTable
  private readonly histories: Histories
  private readonly own: ServerWriting
  private readonly parking: Parking

  constructor(tables: Tables, { clients, histories, own }: Services) {
    this.tables = tables
    this.clients = clients
    this.histories = histories
    this.own = own
    this.parking = new Parking(tables)
  }

  /** Of one person to one proposal, with no act between. Where they may wait, the answers end before the first with a gap. */
  append(items: readonly TextItem[], mayWait: boolean, now: number): readonly TextAnswer[] {
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
      const edit = judgeEdit(pen, items[answers.length]!, this.clients)
      if (mayWait && edit.ok && hasGap(edit.value.valid)) break
      if (!edit.ok) answers.push(refused(edit.refusal))
      else if (!mayEdit) answers.push(this.parking.park(pen, edit.value))
      else answers.push(...this.take(pen, edit.value, items.slice(answers.length)))
    }
    return answers
  }

  /** Whose role was taken away while writing keeps the last words; a stranger is not even told that there is something. */
  private hasWritten({ proposal, person }: TextItem): boolean {
    return this.clients.owns(proposal, person)
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
    const put = () => this.write(pen, pen.live.putEach(next))
    // Nothing is called otherwise after words among words: the text is not opened to look.
    const seq = pen.live.isOpen ? this.takeOver(pen, clients, put) : this.bind(pen, clients, put())
    return Array.from({ length: taken }, () => ({ ok: true, seq }))
  }

  private judgedPlain(pen: Pen, item: TextItem | undefined, ahead: number): Judged | null {
    const edit = item && judgeEdit(pen, item, this.clients)
    if (!edit?.ok || !edit.value.isPlain) return null
    return this.tooLarge(pen, edit.value, ahead) ? null : edit.value
  }

  private takeOver(pen: Pen, clients: Iterable<number>, take: () => number | null): number | null {
    const names = this.own.namesBefore(pen.live)
    const seq = this.bind(pen, clients, take())
    this.own.follow(pen, names)
    return seq
  }

  private bind({ id, author }: Pen, clients: Iterable<number>, seq: number | null): number | null {
    if (seq !== null) for (const client of clients) this.clients.bind(id, client, author.id)
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
    const isOwn = (client: number) => this.own.isCarrier(pen, client)
    if (!brought && meetsNothing(this.histories.upTo(pen.id, pen.live), writer.drafted(pen, payload), isOwn))
      return null
    const seq = writer.writeText(pen, payload)
    const write = (change: Change) => this.own.carry(pen, change)
    const flags = answerTo(this.histories.upTo(pen.id, pen.live), writerOf(item, seq), { write, isOwn })
    for (const flag of flags) this.own.raise(pen, flag)
    return seq
  }
}
