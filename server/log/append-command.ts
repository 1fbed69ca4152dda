/** An act, decided on the proposal as it is inside the appending transaction, and written with what it changes in the text. */
import { applyTextChange } from '../../shared/document/text-change.ts'
import { blockingFindings } from '../../shared/drafting/drafting-checks.ts'
import { accept, refuse } from '../../shared/outcome.ts'
import { ANOTHER_COMMAND, isActOf } from '../../shared/proposal/act-of-command.ts'
import { decide, type Facts } from '../../shared/proposal/decide.ts'
import { flagFindings } from '../../shared/proposal/flag-findings.ts'
import { labellingOf } from '../../shared/proposal/labelling.ts'
import type { Accounts } from '../store/accounts.ts'
import type { Forums } from '../store/forums.ts'
import type { Library } from '../store/library.ts'
import { actOf, type EntryTable } from './entry-table.ts'
import type { EntryWriter, Pen } from './entry-writer.ts'
import { digestFor, type LiveProposal } from './live-proposal.ts'
import type { LiveProposals } from './live-proposals.ts'
import { NO_SUCH_PROPOSAL, type CommandAnswer, type CommandItem } from './proposal-log.ts'
import { newSalt, type ServerWriting } from './server-writing.ts'

type Tables = {
  readonly entries: EntryTable
  readonly proposals: LiveProposals
  readonly writer: EntryWriter
  readonly accounts: Accounts
  readonly forums: Forums
  readonly library: Library
}

export class CommandAppender {
  private readonly tables: Tables
  private readonly own: ServerWriting

  constructor(tables: Tables, own: ServerWriting) {
    this.tables = tables
    this.own = own
  }

  append(item: CommandItem, now: number): CommandAnswer {
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
    const names = this.own.namesBefore(live)
    const seq = writer.writeAct(pen, { act, as, command: item.commandId, salt: newSalt() })
    if (change) this.own.change(pen, (doc) => applyTextChange(doc, change))
    this.own.follow(pen, names)
    return accept({ seq })
  }

  private factsFor({ person, proposal, past }: CommandItem, live: LiveProposal): Facts {
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
        if (past?.textSeq === textSeq) return past.digest
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
