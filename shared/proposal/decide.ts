/**
 * Whether a command is carried out, and as which act. Pure; asked inside the appending transaction, on the proposal as it is
 * under its lock. Right and stage first, then what the step itself asks for.
 */
import type { AdoptionRule } from '../endorsement/adoption-rule.ts'
import { countsOf, verdictOf, type Verdict } from '../endorsement/verdict.ts'
import { tallyOn } from '../endorsement/tally.ts'
import type { Document } from '../document/blocks.ts'
import type { Finding } from '../drafting/drafting-checks.ts'
import type { TextChange } from '../document/text-change.ts'
import type { Administration } from '../ids.ts'
import { accept, refuse, type Outcome } from '../outcome.ts'
import type { Act } from './acts.ts'
import { heldAlternative, releasedAlternative, settledBracket } from './bracket-steps.ts'
import type { Command, ExportCommand } from './commands.ts'
import type { ProposalState } from './fold.ts'
import { changeOfFlag, settledFlag } from './flag-steps.ts'
import { existsIn, may, roleFor, type Right } from './permissions.ts'
import type { Role } from './roles.ts'
import { isSettled, type Stage } from './stages.ts'

/** What the transaction knows beside the state. The text is read only by commands that ask for it. */
export type Facts = {
  readonly roles: readonly Role[]
  readonly administration: Administration | null
  /** Who counts: the Member States of the forum. */
  readonly roster: readonly Administration[]
  readonly rule: AdoptionRule | null
  readonly document: () => Document
  readonly currentDigest: () => string
  readonly currentIdentity: () => string
  /** Digest of the text as it stood at a text entry, or null where there is no such entry. */
  readonly digestAt: (textSeq: number) => string | null
  readonly blockingFindings: () => readonly Finding[]
}

/** `change`: what the step does to the text; written right after its act, in the same transaction. */
export type Decision = { readonly act: Act; readonly as: Role; readonly change: TextChange | null }

type Answer = Outcome<Act>
type Named<Type extends (Command | ExportCommand)['type']> = Extract<Command | ExportCommand, { type: Type }>

/** The right that each command uses. */
export const RIGHT_FOR: Record<(Command | ExportCommand)['type'], Right> = {
  rename: 'rename',
  'admit-observers': 'admit-observers',
  'set-numbering': 'set-numbering',
  'open-review': 'open-review',
  'back-to-drafting': 'back-to-drafting',
  'hold-alternative': 'hold-alternative',
  'release-alternative': 'hold-alternative',
  'settle-bracket': 'edit-text',
  'settle-flag': 'edit-text',
  'take-position': 'take-position',
  'withdraw-position': 'take-position',
  lock: 'lock',
  unlock: 'unlock',
  declare: 'declare',
  export: 'export',
  submit: 'submit',
  withdraw: 'withdraw',
  delete: 'delete',
}

export function decide(state: ProposalState, command: Command | ExportCommand, facts: Facts): Outcome<Decision> {
  const right = RIGHT_FOR[command.type]
  if (!may(facts.roles, 'read', state)) return refuse('not-found', 'There is no such proposal here.')
  const as = roleFor(facts.roles, right)
  if (!as) return refuse('not-permitted', `Your role in this forum does not allow this step (${right}).`)
  if (!existsIn(right, state.stage)) return outOfTurn(state, command.type)
  const answer = actFor(state, command, facts, as)
  return answer.ok ? accept({ act: answer.value, as, change: changeFor(state, command) }) : answer
}

function changeFor(state: ProposalState, command: Command | ExportCommand): TextChange | null {
  if (command.type === 'settle-flag') return changeOfFlag(state, command)
  if (command.type !== 'settle-bracket') return null
  return { type: 'settle-bracket', bracket: command.bracket, keep: command.keep }
}

function actFor(state: ProposalState, command: Command | ExportCommand, facts: Facts, as: Role): Answer {
  switch (command.type) {
    case 'rename':
      return accept({ type: 'renamed', title: command.title })
    case 'admit-observers':
      return accept({ type: 'observers-admitted', may: command.may })
    case 'set-numbering':
      return setNumbering(state, command)
    case 'open-review':
      return accept({ type: 'review-opened' })
    case 'back-to-drafting':
      return accept({ type: 'drafting-resumed' })
    case 'take-position':
      return takePosition(state, command, facts)
    case 'withdraw-position':
      return withdrawPosition(state, facts)
    case 'hold-alternative':
      return heldAlternative(command, facts)
    case 'release-alternative':
      return releasedAlternative(state, command, facts.administration)
    case 'settle-bracket':
      return settledBracket(command, facts.document())
    case 'settle-flag':
      return settledFlag(state, command, facts.document)
    case 'lock':
      return lock(command, facts, as)
    case 'unlock':
      return accept({ type: 'unlocked', reason: command.reason })
    case 'declare':
      return declare(state, command, facts, as)
    case 'export':
      return exportText(state, command)
    case 'submit':
      return accept({ type: 'submitted', date: command.date, documentNumber: command.documentNumber })
    case 'withdraw':
      return accept({ type: 'withdrawn', reason: command.reason })
    case 'delete':
      return remove(state)
  }
}

function setNumbering({ base, numbering }: ProposalState, command: Named<'set-numbering'>): Answer {
  if (command.numbering === numbering) return refuse('already-done', 'The clauses are numbered in this way already.')
  if (command.numbering === 'keep' && !base)
    return refuse('malformed-request', 'This is a new text: there are no numbers of a text in force to keep.')
  return accept({ type: 'numbering-set', numbering: command.numbering })
}

/** Somebody may have been quicker: then say who stands behind the stage, not merely that it is the wrong one. */
function outOfTurn(state: ProposalState, type: (Command | ExportCommand)['type']): Outcome<never> {
  if (type === 'lock' && isSettled(state.stage)) return refuse('already-done', 'The text is locked already.')
  if (type === 'declare' && isSettled(state.stage)) return refuse('already-done', 'The outcome is declared already.')
  return refuse('wrong-stage', `This is not possible ${IN_STAGE[state.stage]}.`)
}

const IN_STAGE: Record<Stage, string> = {
  drafting: 'while the proposal is in drafting; the coordinator opens the review first',
  review: 'while the proposal is in review',
  locked: 'while the text is locked',
  adopted: 'after the proposal was adopted',
  'not-carried': 'after the proposal was declared not carried',
  submitted: 'after the proposal was submitted',
  withdrawn: 'after the proposal was withdrawn',
  deleted: 'after the proposal was deleted',
}

/** A position names a text that exists in the log; it need not be the newest one, but it never floats. */
function takePosition(state: ProposalState, command: Named<'take-position'>, facts: Facts): Answer {
  const eligible = mustCount(facts)
  if (!eligible.ok) return eligible
  const isCurrent = command.digest === facts.currentDigest()
  if (!isCurrent && facts.digestAt(command.textSeq) !== command.digest)
    return refuse(
      'unknown-text',
      'The text on your screen is not one of this proposal. Reload the page and read it again.',
    )
  const textSeq = isCurrent ? state.textSeq : command.textSeq
  return accept({ type: 'position-taken', position: command.position, digest: command.digest, textSeq })
}

function withdrawPosition(state: ProposalState, facts: Facts): Answer {
  const standing = state.positions.some((each) => each.administration === facts.administration)
  return standing
    ? accept({ type: 'position-withdrawn' })
    : refuse('already-done', 'Your administration has no position on this proposal.')
}

function mustCount({ administration, roster }: Facts): Outcome<Administration> {
  if (administration === null) return refuse('not-eligible', 'Only a Member State takes a position.')
  return roster.includes(administration)
    ? accept(administration)
    : refuse(
        'not-eligible',
        'Your administration is not a member of this forum, so its position cannot be counted here.',
      )
}

function lock(command: Named<'lock'>, facts: Facts, as: Role): Answer {
  if (command.digest !== facts.currentDigest())
    return refuse('text-changed', 'The text changed since you looked. See what changed, then decide again.')
  const open = facts.blockingFindings()
  if (open.length > 0 && !command.reason)
    return refuse(
      'unfinished-text',
      `${countOf(open.length)} still open. Settle them, or give a reason to lock all the same.`,
    )
  const inStead = mustExplainStandingIn(as, command.reason)
  if (!inStead.ok) return inStead
  const overridden = open.map((finding) => finding.message)
  return accept({
    type: 'locked',
    digest: command.digest,
    identity: facts.currentIdentity(),
    reason: command.reason ?? null,
    overridden,
  })
}

const countOf = (points: number) => (points === 1 ? 'One point is' : `${points} points are`)

/** Source: domain.md §4: a vice-chair acts when the chair delegates or is absent, and that is logged. */
const mustExplainStandingIn = (as: Role, reason: string | undefined): Outcome<true> =>
  as === 'vice-chair' && !reason
    ? refuse('reason-missing', 'A vice-chair acts for the chair: say whether the chair delegated this or is absent.')
    : accept(true)

function declare(state: ProposalState, command: Named<'declare'>, facts: Facts, as: Role): Answer {
  if (command.digest !== state.lock?.digest)
    return refuse(
      'text-changed',
      'The locked text is another one than you have on the screen. Read it, then decide again.',
    )
  if (!facts.rule)
    return refuse(
      'no-rule',
      'No adoption rule is known for this forum, so nothing can be declared adopted or not carried.',
    )
  const inStead = mustExplainStandingIn(as, command.reason)
  if (!inStead.ok) return inStead
  const verdict = verdictOf(facts.rule, countsOf(tallyOn(command.digest, state.positions, facts.roster)))
  const outcome = outcomeOf(verdict, command)
  return outcome.ok ? accept(declared(outcome.value, verdict, { command, facts, rule: facts.rule })) : outcome
}

/** The rule decides; only over a guideline does the chair, who adopts with a reason or does not adopt. */
function outcomeOf({ outcome }: Verdict, command: Named<'declare'>): Outcome<'adopted' | 'not-carried'> {
  const byRule = outcome === 'carried' || outcome === 'over-guideline' ? 'adopted' : 'not-carried'
  const wanted = command.outcome ?? byRule
  if (outcome !== 'over-guideline' && wanted !== byRule)
    return refuse('rule-not-met', 'Under the rule of this forum the outcome is another one.')
  if (outcome === 'over-guideline' && wanted === 'adopted' && !command.reason)
    return refuse('rule-not-met', 'Opposition is over the guideline. The chair may adopt all the same, with a reason.')
  return accept(wanted)
}

type Declared = { readonly command: Named<'declare'>; readonly facts: Facts; readonly rule: AdoptionRule }

function declared(outcome: 'adopted' | 'not-carried', verdict: Verdict, { command, facts, rule }: Declared): Act {
  return {
    type: 'declared',
    outcome,
    digest: command.digest,
    verdict: verdict.outcome,
    supporting: verdict.supporting,
    opposing: verdict.opposing,
    rule,
    roster: facts.roster,
    reason: command.reason ?? null,
  }
}

const exportText = (state: ProposalState, { digest, fileSha256 }: Named<'export'>): Answer =>
  digest === state.lock?.digest
    ? accept({ type: 'exported', format: 'docx', digest, fileSha256 })
    : refuse('text-changed', 'The proposal was unlocked while the file was being made. Look at it again.')

/** Nothing that anybody worked on or took a position on can be deleted; it can be withdrawn. */
function remove(state: ProposalState): Answer {
  if (state.everPositioned)
    return refuse(
      'not-empty',
      'A position was recorded on this proposal, so it cannot be deleted. Withdraw it instead.',
    )
  if (state.textSeq > state.startSeq)
    return refuse('not-empty', 'Somebody has written in this proposal, so it cannot be deleted. Withdraw it instead.')
  return accept({ type: 'deleted' })
}
