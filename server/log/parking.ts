/** An edit that came too late, or from somebody who may no longer write: kept as its author's draft before it is refused. */
import { randomUUID } from 'node:crypto'
import type { Refusal } from '../../shared/outcome.ts'
import { may } from '../../shared/proposal/permissions.ts'
import { isOpen } from '../../shared/proposal/stages.ts'
import type { Accounts } from '../store/accounts.ts'
import type { Pen } from './entry-writer.ts'
import { isIn } from './held-already.ts'
import { hasGap, type Judged } from './judge-edit.ts'
import type { LiveProposal } from './live-proposal.ts'
import type { ParkedTable } from './parked-table.ts'
import { refused, type TextAnswer, type TextItem } from './proposal-log.ts'

export class Parking {
  private readonly parked: ParkedTable
  private readonly accounts: Accounts

  constructor({ parked, accounts }: { readonly parked: ParkedTable; readonly accounts: Accounts }) {
    this.parked = parked
    this.accounts = accounts
  }

  /** What is sound is kept; what builds on a kept draft has a gap, and is kept too. */
  park({ id: proposal, live, now: time }: Pen, { item, inspected, valid }: Judged): TextAnswer {
    if (!valid.ok && !hasGap(valid)) return refused(valid.refusal)
    // A client that only says what it knows, as every stock client does when it connects.
    if (valid.ok && isIn(inspected, live.doc)) return { ok: true, seq: null }
    const why = tooLate(live)
    const { person: author } = item
    const parked = this.parked.add({
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
    const mayRead = may(this.accounts.rolesHeld(person, state.forum), 'read', state)
    return mayRead ? state.textSeq : Math.min(state.textSeq, mayHaveSeen)
  }
}

const tooLate = ({ state }: LiveProposal): Refusal =>
  isOpen(state.stage)
    ? { code: 'not-permitted', reason: 'You may not write in this text.' }
    : { code: 'wrong-stage', reason: 'The text was closed before your edit arrived.' }

const told = ({ code, reason }: Refusal, more: string): Refusal => ({ code, reason: `${reason} ${more}` })
const KEPT = 'Your edit is kept as your parked draft.'
const NOT_KEPT = 'You have too many parked edits here, so this one stays on your device only.'
