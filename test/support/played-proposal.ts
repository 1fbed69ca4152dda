/** A proposal played in memory as the server plays it: decide on the state, append, fold. Its clock counts entries. */
import { alternativeOf } from '../../shared/document/alternative.ts'
import type { Document, Run } from '../../shared/document/blocks.ts'
import type { Finding } from '../../shared/drafting/drafting-checks.ts'
import { ADOPTION_RULES, type AdoptionRule } from '../../shared/endorsement/adoption-rule.ts'
import type { Position } from '../../shared/endorsement/position.ts'
import {
  administration,
  blockId,
  forumId,
  personId,
  textId,
  type Administration,
  type PersonId,
} from '../../shared/ids.ts'
import { payloadHash } from '../../shared/log/chain.ts'
import { bytesOf } from '../../shared/bytes.ts'
import type { Outcome } from '../../shared/outcome.ts'
import type { Act, BaseText, LogEntry } from '../../shared/proposal/acts.ts'
import type { Command, ExportCommand } from '../../shared/proposal/commands.ts'
import { decide, type Decision, type Facts } from '../../shared/proposal/decide.ts'
import { fold, foldAll, type ProposalState } from '../../shared/proposal/fold.ts'
import { may } from '../../shared/proposal/permissions.ts'
import type { ReviewFlag } from '../../shared/proposal/review-flag.ts'
import type { Role } from '../../shared/proposal/roles.ts'
import type { RefusalCode } from '../../shared/refusals.ts'

export type Somebody = {
  readonly id: PersonId
  readonly roles: readonly Role[]
  readonly administration: Administration | null
}

export const somebody = (id: string, roles: readonly Role[], of: string | null = null): Somebody => ({
  id: personId(id),
  roles,
  administration: of === null ? null : administration(of),
})

export const COORDINATOR = somebody('coordinator', ['coordinator'], 'KEN')
export const CHAIR = somebody('chair', ['chair'], 'SEN')
export const VICE_CHAIR = somebody('vice-chair', ['vice-chair'], 'GHA')
export const SECRETARIAT = somebody('secretariat', ['secretariat'])
export const DELEGATE = somebody('delegate', ['delegate'], 'KEN')
export const OBSERVER = somebody('observer', ['observer'])
export const headOf = (iso3: string) => somebody(`head of ${iso3}`, ['head-of-delegation'], iso3)

/** Twenty administrations that count here, "M01" to "M20": what they are does not matter to the rules. */
export const ROSTER = Array.from({ length: 20 }, (_, at) => administration(`M${String(at + 1).padStart(2, '0')}`))
export const head = (number: number) => headOf(ROSTER[number - 1]!)

/** Stands for the digest of a text with these words. */
export const digestOfWords = (words: string) => payloadHash(bytesOf(words))

export const BASE: BaseText = {
  text: textId('res-131'),
  name: 'Resolution 131 (Rev. Baku, 2025)',
  title: 'Shared emergency connectivity',
  edition: { kind: 'not-known' },
  digest: digestOfWords('the text in force'),
  identity: digestOfWords('its clauses'),
}

export const CREATED: Extract<Act, { type: 'created' }> = {
  type: 'created',
  forum: forumId('atu'),
  title: 'Changes to Resolution 131',
  operator: 'MOD',
  base: BASE,
  warnedOfSuperseded: false,
}

/** The one bracket of its text. */
export const BRACKET = {
  id: 'b1',
  alternatives: [
    { number: 0, words: 'shall' },
    { number: 1, words: 'should' },
  ],
} as const

const PROGRAM = somebody('system', [])

/** A delegate wrote "new words" into a clause that the coordinator took away. */
export const HELD: ReviewFlag = {
  kind: 'words-held',
  fragment: 'text',
  block: blockId('c2'),
  other: blockId('c2'),
  structural: { by: COORDINATOR.id, administration: COORDINATOR.administration, seq: 2, time: 2000, paragraphs: [] },
  written: { by: DELEGATE.id, administration: null, seq: 3, time: 3000, paragraphs: [[{ text: 'old and new words' }]] },
  words: [{ text: 'new words' }],
  gone: { kind: 'item', level: 0, origin: null, order: 'V', runs: [{ text: 'old and new words' }] },
  copy: [],
}

const documentWith = (runs: readonly Run[]): Document => ({
  text: [{ id: blockId('c1'), kind: 'item', level: 0, origin: null, runs }],
  reasons: [],
  summary: [],
})

export class PlayedProposal {
  readonly entries: LogEntry[] = []
  rule: AdoptionRule | null = ADOPTION_RULES.CEPT
  findings: readonly Finding[] = []
  private readonly words = new Map<number, string>()

  constructor() {
    this.write(COORDINATOR, { kind: 'act', act: CREATED, as: 'coordinator' })
    this.writeText(COORDINATOR, 'the starting text')
  }

  get state(): ProposalState {
    return foldAll(this.entries)!
  }

  /** The digest of the text as it is now. */
  get digest(): string {
    return digestOfWords(this.words.get(this.state.textSeq)!)
  }

  get document(): Document {
    const settled = this.entries.some((entry) => entry.kind === 'act' && entry.act.type === 'bracket-settled')
    const { id, alternatives } = BRACKET
    return documentWith(
      settled
        ? [{ text: 'shall' }]
        : alternatives.map(({ number, words }) => ({ text: words, alternative: alternativeOf(id, number) })),
    )
  }

  /** The words become these; false where this person may not write now. */
  types(who: Somebody, words: string): boolean {
    if (!may(who.roles, 'edit-text', this.state)) return false
    this.writeText(who, words)
    return true
  }

  /** What the rules answer; nothing happens. */
  asks(who: Somebody, command: Command | ExportCommand): Outcome<Decision> {
    return decide(this.state, command, this.factsFor(who))
  }

  attempts(who: Somebody, command: Command | ExportCommand): Outcome<Decision> {
    const answer = this.asks(who, command)
    if (!answer.ok) return answer
    const { act, as, change } = answer.value
    this.write(who, { kind: 'act', act, as })
    if (change) this.writeText(who, `the text after ${change.type}`)
    return answer
  }

  /** @throws where the rules refuse: the story of the test is impossible. */
  does(who: Somebody, command: Command | ExportCommand): this {
    const answer = this.attempts(who, command)
    if (!answer.ok) throw new Error(`${who.id} cannot ${command.type}: ${answer.refusal.reason}`)
    return this
  }

  /** The program finds that two edits met. */
  meets(flag: ReviewFlag): this {
    this.write(PROGRAM, { kind: 'act', act: { type: 'review-flag-raised', flag }, as: 'system' })
    return this
  }

  /** A position on the text as it is now. */
  says(who: Somebody, position: Position): this {
    return this.does(who, { type: 'take-position', position, digest: this.digest, textSeq: this.state.textSeq })
  }

  locks(reason?: string, by: Somebody = CHAIR): this {
    return this.does(by, { type: 'lock', digest: this.digest, ...(reason && { reason }) })
  }

  declares(reason?: string, by: Somebody = CHAIR): this {
    return this.does(by, { type: 'declare', digest: this.digest, ...(reason && { reason }) })
  }

  private factsFor({ roles, administration }: Somebody): Facts {
    return {
      roles,
      administration,
      roster: ROSTER,
      rule: this.rule,
      document: () => this.document,
      currentDigest: () => this.digest,
      currentIdentity: () => digestOfWords('which clause is which'),
      digestAt: (seq) => (this.words.has(seq) ? digestOfWords(this.words.get(seq)!) : null),
      blockingFindings: () => this.findings,
    }
  }

  private writeText(who: Somebody, words: string) {
    this.words.set(this.entries.length + 1, words)
    this.write(who, { kind: 'text' })
  }

  private write(who: Somebody, what: { kind: 'text' } | { kind: 'act'; act: Act; as: Role | 'system' }) {
    const seq = this.entries.length + 1
    const frame = { seq, time: seq * 1000, author: who.id, administration: who.administration, chain: `chain ${seq}` }
    const entry = { ...frame, ...what }
    fold(this.entries.length === 0 ? null : this.state, entry)
    this.entries.push(entry)
  }
}

/** The code of a refusal; undefined where the answer is yes. */
export const codeOf = (answer: Outcome<unknown>): RefusalCode | undefined =>
  answer.ok ? undefined : answer.refusal.code

export const inReview = () => new PlayedProposal().does(COORDINATOR, { type: 'open-review' })

/** In review, with the first so many heads of delegation in support and the next so many opposed. */
export function withPositions(supporting: number, opposing: number, played = inReview()): PlayedProposal {
  for (let number = 1; number <= supporting; number++) played.says(head(number), 'supports')
  for (let number = 1; number <= opposing; number++) played.says(head(supporting + number), 'opposes')
  return played
}
