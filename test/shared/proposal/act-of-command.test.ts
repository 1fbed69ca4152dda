/** Which act a command may have become: what is sent again is known again, and nothing else is taken for it. */
import { describe, expect, it } from 'vitest'
import { forumId, textId } from '../../../shared/ids.ts'
import { isActOf, isStartOf } from '../../../shared/proposal/act-of-command.ts'
import type { Act } from '../../../shared/proposal/acts.ts'
import type { Command, ExportCommand } from '../../../shared/proposal/commands.ts'
import { BASE, BRACKET, CREATED, digestOfWords, ROSTER } from '../../support/played-proposal.ts'
import { ADOPTION_RULES } from '../../../shared/endorsement/adoption-rule.ts'

type Any = Command | ExportCommand
type Named<Type extends Any['type']> = Extract<Any, { type: Type }>
type RowOf<Command> = {
  readonly command: Command
  readonly act: Act
  /** Of the same type, and not this act. */
  readonly others: readonly Partial<Command>[]
}

const digest = digestOfWords('one')
const other = digestOfWords('other')
const { id: bracket, alternatives } = BRACKET
const flag = { flag: 4, words: 'new words', resolution: 'keep', reason: 'agreed' } as const

/** Complete: a new command does not compile until it is decided. */
const TABLE: { readonly [Type in Any['type']]: RowOf<Named<Type>> } = {
  rename: {
    command: { type: 'rename', title: 'One' },
    act: { type: 'renamed', title: 'One' },
    others: [{ title: 'Other' }],
  },
  'admit-observers': {
    command: { type: 'admit-observers', may: true },
    act: { type: 'observers-admitted', may: true },
    others: [{ may: false }],
  },
  'set-numbering': {
    command: { type: 'set-numbering', numbering: 'keep' },
    act: { type: 'numbering-set', numbering: 'keep' },
    others: [{ numbering: 'renumber' }],
  },
  'open-review': { command: { type: 'open-review' }, act: { type: 'review-opened' }, others: [] },
  'back-to-drafting': { command: { type: 'back-to-drafting' }, act: { type: 'drafting-resumed' }, others: [] },
  'take-position': {
    command: { type: 'take-position', position: 'supports', digest, textSeq: 5 },
    act: { type: 'position-taken', position: 'supports', digest, textSeq: 9 },
    others: [{ position: 'opposes' }, { digest: other }],
  },
  'withdraw-position': { command: { type: 'withdraw-position' }, act: { type: 'position-withdrawn' }, others: [] },
  'hold-alternative': {
    command: { type: 'hold-alternative', bracket, alternative: 0, words: 'shall' },
    act: { type: 'alternative-held', bracket, alternative: 0, words: 'shall' },
    others: [{ bracket: 'b2' }, { alternative: 1 }, { words: 'should' }],
  },
  'release-alternative': {
    command: { type: 'release-alternative', bracket },
    act: { type: 'alternative-released', bracket },
    others: [{ bracket: 'b2' }],
  },
  'settle-bracket': {
    command: { type: 'settle-bracket', bracket, alternatives: [...alternatives], keep: 0, reason: 'agreed' },
    act: {
      type: 'bracket-settled',
      bracket,
      alternatives: alternatives.map(({ number, words }) => ({ words, number })),
      keep: 0,
      reason: 'agreed',
    },
    others: [{ bracket: 'b2' }, { alternatives: [] }, { keep: 1 }, { keep: null }, { reason: 'not agreed' }],
  },
  'settle-flag': {
    command: { type: 'settle-flag', ...flag },
    act: { type: 'review-flag-settled', flag: 4, resolution: 'keep', reason: 'agreed' },
    others: [{ flag: 5 }, { resolution: 'put-back' }, { reason: 'not agreed' }],
  },
  lock: {
    command: { type: 'lock', digest },
    act: { type: 'locked', digest, identity: other, reason: null, overridden: ['a finding'] },
    others: [{ digest: other }, { reason: 'time' }],
  },
  unlock: {
    command: { type: 'unlock', reason: 'a comment' },
    act: { type: 'unlocked', reason: 'a comment' },
    others: [{ reason: 'another' }],
  },
  declare: {
    command: { type: 'declare', digest },
    act: {
      type: 'declared',
      outcome: 'adopted',
      digest,
      verdict: 'carried',
      supporting: 12,
      opposing: 0,
      rule: ADOPTION_RULES.CEPT!,
      roster: ROSTER,
      reason: null,
    },
    others: [{ digest: other }, { outcome: 'not-carried' }, { reason: 'time' }],
  },
  export: {
    command: { type: 'export', digest, fileSha256: other },
    act: { type: 'exported', format: 'docx', digest, fileSha256: other },
    others: [{ digest: other }, { fileSha256: digest }],
  },
  submit: {
    command: { type: 'submit', date: '2029-01-31', documentNumber: '12' },
    act: { type: 'submitted', date: '2029-01-31', documentNumber: '12' },
    others: [{ date: '2029-02-01' }, { documentNumber: '13' }],
  },
  withdraw: {
    command: { type: 'withdraw', reason: 'merged' },
    act: { type: 'withdrawn', reason: 'merged' },
    others: [{ reason: 'not merged' }],
  },
  delete: { command: { type: 'delete' }, act: { type: 'deleted' }, others: [] },
}
const ROWS: readonly RowOf<Any>[] = Object.values(TABLE)

describe('an act', () => {
  it.each(ROWS)('$act.type is what its own command asked for', ({ command, act }) => {
    expect(isActOf(command, act)).toBe(true)
    // As it is read from the log.
    expect(isActOf(command, JSON.parse(JSON.stringify(act)) as Act)).toBe(true)
  })

  it.each(ROWS)('$act.type is not what any other command asks for', ({ command, act }) => {
    const asked = ROWS.filter((row) => isActOf(row.command, act)).map((row) => row.command)
    expect(asked).toEqual([command])
  })

  it.each(ROWS.flatMap(({ command, act, others }) => others.map((change) => ({ command, act, change }))))(
    '$act.type is not what the same command asks for with $change',
    ({ command, act, change }) => {
      expect(isActOf({ ...command, ...change } as Any, act)).toBe(false)
    },
  )

  it('declared is what a chair asked for who named the outcome, and who did not', () => {
    expect(isActOf({ ...TABLE.declare.command, outcome: 'adopted' }, TABLE.declare.act)).toBe(true)
  })
})

describe('the start of a proposal', () => {
  const { forum, title, operator } = CREATED
  const asked = { forum, title, operator, base: BASE.text }

  it('is known again by its forum, title, operator and text in force', () => {
    expect(isStartOf(asked, CREATED)).toBe(true)
    expect(isStartOf({ ...asked, forum: forumId('other') }, CREATED)).toBe(false)
    expect(isStartOf({ ...asked, title: 'Other' }, CREATED)).toBe(false)
    expect(isStartOf({ ...asked, operator: 'SUP' }, CREATED)).toBe(false)
    expect(isStartOf({ ...asked, base: textId('other') }, CREATED)).toBe(false)
    expect(isStartOf({ ...asked, base: null }, CREATED)).toBe(false)
    expect(isStartOf(asked, { type: 'renamed', title })).toBe(false)
  })

  it('has the language of its text in force; of a new text that which was asked for', () => {
    expect(isStartOf({ ...asked, language: 'fr' }, CREATED)).toBe(true)
    const newText = { ...CREATED, base: null, language: 'fr' } as const
    expect(isStartOf({ ...asked, base: null, language: 'fr' }, newText)).toBe(true)
    expect(isStartOf({ ...asked, base: null }, newText)).toBe(false)
    expect(isStartOf({ ...asked, base: null, language: 'en' }, { ...CREATED, base: null })).toBe(true)
  })
})
