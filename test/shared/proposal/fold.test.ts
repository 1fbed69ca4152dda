import * as fc from '../../support/properties.ts'
import { describe, expect, it } from 'vitest'
import type { PersonId } from '../../../shared/ids.ts'
import type { Act, LogEntry } from '../../../shared/proposal/acts.ts'
import type { Command } from '../../../shared/proposal/commands.ts'
import { FOLD_VERSION, fold, foldAll, foldTexts } from '../../../shared/proposal/fold.ts'
import { isOpen, isSettled } from '../../../shared/proposal/stages.ts'
import {
  BRACKET,
  HELD,
  CHAIR,
  COORDINATOR,
  CREATED,
  DELEGATE,
  digestOfWords,
  head,
  inReview,
  PlayedProposal,
  ROSTER,
  SECRETARIAT,
  VICE_CHAIR,
  withPositions,
  type Somebody,
} from '../../support/played-proposal.ts'

const textEntry = (seq: number, author: PersonId): LogEntry => ({
  seq,
  time: seq * 1000,
  author,
  administration: null,
  chain: '',
  kind: 'text',
})

const standing = ({ state }: PlayedProposal) =>
  state.positions.map(({ administration, position }) => [administration, position])

describe('a proposal', () => {
  it('begins in drafting, closed to observers, with its starting text in the second entry', () => {
    expect(new PlayedProposal().state).toMatchObject({
      title: CREATED.title,
      operator: 'MOD',
      base: CREATED.base,
      stage: 'drafting',
      observersMayRead: false,
      createdBy: COORDINATOR.id,
      createdAt: 1000,
      head: 2,
      textSeq: 2,
      startSeq: 2,
    })
  })

  it('moves its text head with each text entry, and its head with every entry', () => {
    const played = new PlayedProposal()
    played.types(DELEGATE, 'other words')
    played.does(COORDINATOR, { type: 'rename', title: 'Another title' })
    expect(played.state).toMatchObject({ textSeq: 3, startSeq: 2, head: 4, title: 'Another title' })
    expect(played.state.lastChange).toEqual({ time: 4000, by: COORDINATOR.id })
  })

  it('is the same after text entries told in short as after each of them', () => {
    const begun = new PlayedProposal().entries.slice(0, 1)
    const texts = [2, 3, 4].map((seq) => textEntry(seq, seq === 4 ? DELEGATE.id : COORDINATOR.id))
    const inShort = foldTexts(foldAll(begun)!, { from: 2, to: 4, time: 4000, by: DELEGATE.id })
    expect(inShort).toEqual(foldAll([...begun, ...texts]))
    expect(inShort).toMatchObject({ head: 4, textSeq: 4, startSeq: 2 })
    const overlapping = foldTexts(foldAll([...begun, texts[0]!])!, { from: 2, to: 4, time: 4000, by: DELEGATE.id })
    expect(overlapping).toEqual(inShort)
    expect(() => foldTexts(inShort, { from: 6, to: 7, time: 7000, by: DELEGATE.id })).toThrow('do not follow 4')
  })

  it('remembers that it was started on a superseded text although the program warned', () => {
    const warned = { ...new PlayedProposal().entries[0]!, act: { ...CREATED, warnedOfSuperseded: true } } as LogEntry
    expect(fold(null, warned).warnedOfSuperseded).toBe(true)
  })
})

describe('a position', () => {
  it('names an exact text: its digest, and the last text entry in it', () => {
    const played = inReview().says(head(1), 'supports')
    const { digest } = played
    played.types(DELEGATE, 'other words')
    expect(played.state.positions).toEqual([
      {
        administration: ROSTER[0],
        position: 'supports',
        digest,
        textSeq: 2,
        seq: 4,
        time: 4000,
        by: head(1).id,
        as: 'head-of-delegation',
      },
    ])
    expect(played.digest).not.toBe(digest)
  })

  it('is replaced by a later one of the same administration, whoever of it gives it', () => {
    const played = inReview().says(head(1), 'supports').says(head(2), 'supports')
    played.says({ ...head(1), id: DELEGATE.id }, 'opposes')
    expect(standing(played)).toEqual([
      [ROSTER[1], 'supports'],
      [ROSTER[0], 'opposes'],
    ])
  })

  it('that is withdrawn stands no more, and the others do', () => {
    const played = inReview().says(head(1), 'supports').says(head(2), 'abstains')
    played.does(head(1), { type: 'withdraw-position' })
    expect(standing(played)).toEqual([[ROSTER[1], 'abstains']])
    expect(played.state.everPositioned).toBe(true)
  })

  it('outlives every change of the text, a return to drafting, a lock and an unlock', () => {
    const played = inReview().says(head(1), 'supports')
    const before = played.state.positions
    played.types(DELEGATE, 'other words')
    played.does(COORDINATOR, { type: 'back-to-drafting' }).does(COORDINATOR, { type: 'open-review' })
    played.locks().does(CHAIR, { type: 'unlock', reason: 'a clause was missing' })
    expect(played.state.positions).toEqual(before)
  })
})

describe('a lock', () => {
  it('records the digest, the text entry, who, in what role, and when', () => {
    const played = inReview()
    expect(played.locks('agreed in plenary').state.lock).toEqual({
      digest: played.digest,
      textSeq: 2,
      reason: 'agreed in plenary',
      seq: 4,
      time: 4000,
      by: CHAIR.id,
      as: 'chair',
    })
  })

  it('is gone after an unlock, which keeps its reason; the log keeps both', () => {
    const played = inReview().locks().does(CHAIR, { type: 'unlock', reason: 'a clause was missing' })
    expect(played.state).toMatchObject({ lock: null, unlock: { reason: 'a clause was missing', by: CHAIR.id } })
    expect(played.entries.map((entry) => (entry.kind === 'act' ? entry.act.type : 'text'))).toEqual([
      'created',
      'text',
      'review-opened',
      'locked',
      'unlocked',
    ])
  })
})

describe('a declaration', () => {
  it('records the outcome, the counts, the rule and the digest', () => {
    const played = withPositions(10, 2).locks().declares()
    expect(played.state.declaration).toMatchObject({
      outcome: 'adopted',
      verdict: 'carried',
      supporting: 10,
      opposing: 2,
      rule: { id: 'CEPT/2019' },
      roster: ROSTER,
      digest: played.digest,
      by: CHAIR.id,
    })
  })

  it('is followed by exports, which change no stage, and by the submission with date and document number', () => {
    const played = withPositions(10, 2).locks().declares()
    const file = { type: 'export', digest: played.digest, fileSha256: digestOfWords('file') } as const
    played.does(SECRETARIAT, file).does(SECRETARIAT, file)
    expect(played.state).toMatchObject({ stage: 'adopted', lastExport: { fileSha256: file.fileSha256, seq: 19 } })
    played.does(SECRETARIAT, { type: 'submit', date: '2029-06-01', documentNumber: 'WTDC-29/12' })
    expect(played.state.submission).toMatchObject({ date: '2029-06-01', documentNumber: 'WTDC-29/12' })
  })
})

describe('a broken log', () => {
  const [created, text] = new PlayedProposal().entries as [LogEntry, LogEntry]
  const act = (act: Act, over: Partial<LogEntry> = {}) =>
    ({ ...text, kind: 'act', act, as: 'head-of-delegation', seq: 3, ...over }) as LogEntry
  const position: Act = { type: 'position-taken', position: 'supports', digest: 'd', textSeq: 2 }

  it.each<[string, readonly LogEntry[]]>([
    ['begins with a text', [text]],
    ['begins with another act', [act({ type: 'review-opened' }, { seq: 1 })]],
    ['begins later than with its first entry', [{ ...created, seq: 2 }]],
    ['leaves an entry out', [created, { ...text, seq: 3 }]],
    ['has an entry twice', [created, text, text]],
    ['runs backwards', [created, text, { ...text, seq: 1 }]],
    ['creates the proposal twice', [created, text, act(CREATED)]],
    ['has a position of nobody', [created, text, act(position, { administration: null })]],
    ['has a position by the program itself', [created, text, { ...act(position), as: 'system' } as LogEntry]],
  ])('that %s throws', (_what, entries) => expect(() => foldAll(entries)).toThrow())
})

it('keeps a state of one shape a version: count FOLD_VERSION up when it changes, so that no snapshot of another is used', () => {
  const { state } = withPositions(1, 0).locks()
  const shape = [state, state.positions[0]!, state.lock!].map((part) => Object.keys(part).join(' '))
  expect([FOLD_VERSION, ...shape]).toEqual([
    1,
    'forum title operator base warnedOfSuperseded language numbering stage observersMayRead createdBy createdAt positions holdings flags everPositioned lock unlock declaration submission withdrawal lastExport head textSeq startSeq lastChange lastEdit',
    'administration position digest textSeq seq time by as',
    'seq time by as digest textSeq reason',
  ])
})

type Tried = Command['type'] | 'type' | 'export'

/** Who would usually do it. Everybody else tries it now and then, too. */
const USUALLY: Record<Tried, readonly Somebody[]> = {
  type: [DELEGATE, head(1), COORDINATOR],
  'take-position': [head(1), head(2), head(3)],
  'withdraw-position': [head(1), head(2)],
  'hold-alternative': [DELEGATE, head(1)],
  'release-alternative': [DELEGATE],
  'settle-bracket': [COORDINATOR],
  'settle-flag': [COORDINATOR, DELEGATE],
  'open-review': [COORDINATOR],
  'back-to-drafting': [COORDINATOR],
  lock: [CHAIR, CHAIR, VICE_CHAIR],
  unlock: [CHAIR],
  declare: [CHAIR, CHAIR, VICE_CHAIR],
  export: [SECRETARIAT],
  submit: [SECRETARIAT],
  rename: [COORDINATOR],
  'admit-observers': [COORDINATOR],
  'set-numbering': [COORDINATOR],
  withdraw: [COORDINATOR],
  delete: [COORDINATOR],
}
const EVERYBODY = [...new Set(Object.values(USUALLY).flat())]

/** `pick` chooses among the words there have been, and what else there is to choose. */
type Attempt = { readonly who: Somebody; readonly what: Tried; readonly pick: number }

const OFTEN: readonly Tried[] = ['type', 'take-position', 'take-position', 'open-review', 'lock', 'declare', 'submit']
const anyAttempt = fc.constantFrom(...OFTEN, ...(Object.keys(USUALLY) as Tried[])).chain((what) =>
  fc.record({
    who: fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...USUALLY[what]) },
      { weight: 1, arbitrary: fc.constantFrom(...EVERYBODY) },
    ),
    what: fc.constant(what),
    pick: fc.nat(5),
  }),
)
const attempts: fc.Arbitrary<readonly Attempt[]> = fc.array(anyAttempt, { maxLength: 100, size: 'max' })

function tries(played: PlayedProposal, { who, what, pick }: Attempt) {
  const words = `words ${pick}`
  const digest = pick < 3 ? played.digest : digestOfWords(words)
  const reason = pick === 0 ? {} : { reason: `reason ${pick}` }
  switch (what) {
    case 'type':
      return played.types(who, words)
    case 'take-position':
      return played.attempts(who, {
        type: what,
        position: (['supports', 'opposes', 'abstains'] as const)[pick % 3]!,
        digest,
        textSeq: Math.max(1, played.entries.length - pick),
      })
    case 'hold-alternative': {
      const { number, words: held } = BRACKET.alternatives[pick % 2]!
      return played.attempts(who, { type: what, bracket: BRACKET.id, alternative: number, words: held })
    }
    case 'release-alternative':
      return played.attempts(who, { type: what, bracket: BRACKET.id })
    case 'settle-bracket':
      return (
        pick === 0 &&
        played.attempts(who, {
          type: what,
          bracket: BRACKET.id,
          alternatives: [...BRACKET.alternatives],
          keep: pick % 2,
          reason: 'agreed',
        })
      )
    case 'settle-flag': {
      if (pick === 0) return played.meets(HELD)
      const flag = played.state.flags[0]?.id ?? 1
      return played.attempts(who, { type: what, flag, words: 'new words', resolution: pick < 3 ? 'keep' : 'put-back' })
    }
    case 'lock':
    case 'declare':
      return played.attempts(who, { type: what, digest, ...reason })
    case 'unlock':
      return played.attempts(who, { type: what, reason: 'again' })
    case 'withdraw':
      return pick === 0 && played.attempts(who, { type: what, reason: 'enough' })
    case 'export':
      return played.attempts(who, { type: what, digest, fileSha256: digest })
    case 'submit':
      return played.attempts(who, { type: what, date: '2029-06-01', documentNumber: `${pick}` })
    case 'rename':
      return played.attempts(who, { type: what, title: words })
    case 'set-numbering':
      return played.attempts(who, { type: what, numbering: pick % 2 === 0 ? 'keep' : 'renumber' })
    case 'admit-observers':
      return played.attempts(who, { type: what, may: pick % 2 === 0 })
    default:
      return played.attempts(who, { type: what })
  }
}

function playedBy(all: readonly Attempt[]): PlayedProposal {
  const played = new PlayedProposal()
  // One supporter suffices and one may oppose, so that random play reaches every stage.
  played.rule = { ...played.rule!, support: { atLeast: 1 }, opposition: { atMost: 1 } }
  for (const attempt of all) tries(played, attempt)
  return played
}

describe('whatever people try', () => {
  it('folding a log in two parts is folding it at once', () => {
    fc.assert(
      fc.property(attempts, fc.nat(), (all, at) => {
        const { entries, state } = playedBy(all)
        const cut = at % (entries.length + 1)
        expect(foldAll(entries.slice(cut), foldAll(entries.slice(0, cut)))).toEqual(state)
      }),
    )
  })

  it('no text entry stands between a lock and its unlock, and the digest of a lock is that of its text', () => {
    fc.assert(
      fc.property(attempts, (all) => {
        const played = playedBy(all)
        played.entries.forEach((entry, at) => {
          if (entry.kind !== 'text' || at < 2) return
          expect(isOpen(foldAll(played.entries.slice(0, at))!.stage)).toBe(true)
        })
        if (isSettled(played.state.stage)) expect(played.state.lock?.digest).toBe(played.digest)
        if (isOpen(played.state.stage)) expect(played.state.lock).toBeNull()
      }),
    )
  })

  it('an administration has one position at most, and only Member States of the forum have any', () => {
    fc.assert(
      fc.property(attempts, (all) => {
        const holders = playedBy(all).state.positions.map(({ administration }) => administration)
        expect(new Set(holders).size).toBe(holders.length)
        for (const holder of holders) expect(ROSTER).toContain(holder)
      }),
    )
  })

  it('every stage is reached by some play, so the sentences above are about all of them', () => {
    const reached = new Set(
      fc.sample(attempts, { numRuns: 400, seed: 7 }).flatMap((all) => {
        const { entries } = playedBy(all)
        return entries.map((_, at) => foldAll(entries.slice(0, at + 1))!.stage)
      }),
    )
    expect([...reached].toSorted()).toEqual(
      ['adopted', 'deleted', 'drafting', 'locked', 'not-carried', 'review', 'submitted', 'withdrawn'].toSorted(),
    )
  })
})
