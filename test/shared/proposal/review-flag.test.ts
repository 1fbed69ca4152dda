/** Review flags: raised by the program, settled by people who may write, and no lock over an open one without a reason. */
import { describe, expect, it } from 'vitest'
import { flagFindings } from '../../../shared/proposal/flag-findings.ts'
import { RESOLUTIONS_OF, type ReviewFlag } from '../../../shared/proposal/review-flag.ts'
import type { Finding } from '../../../shared/drafting/drafting-checks.ts'
import { blockId } from '../../../shared/ids.ts'
import { CHAIR, codeOf, COORDINATOR, DELEGATE, HELD, inReview, OBSERVER } from '../../support/played-proposal.ts'
import { written } from '../../support/written-text.ts'

const met = (...flags: readonly ReviewFlag[]) => flags.reduce((played, flag) => played.meets(flag), inReview())
const settling = (flag: number, more: object = {}) =>
  ({ type: 'settle-flag', flag, words: 'new words', resolution: 'keep', ...more }) as const

const followed = (text: string): ReviewFlag => ({ ...HELD, kind: 'words-followed', gone: null, words: [{ text }] })

const TEXT = written(`
  O res resolves
  - o1 to plant:
  -- o1i in spring;
  - o2 to water.
`)
const found = (...flags: readonly ReviewFlag[]) => flagFindings({ flags: met(...flags).state.flags, text: TEXT })

const at = (flag: ReviewFlag, block: string): ReviewFlag => ({ ...flag, block: blockId(block) })

describe('a review flag', () => {
  it('is open until somebody settles it, and says who raised the question and when', () => {
    const played = met(HELD)
    const { id, time, kind } = played.state.flags[0]!
    expect({ id, time, kind }).toEqual({ id: 4, time: 4000, kind: 'words-held' })
    expect(played.does(DELEGATE, settling(id)).state.flags).toEqual([])
  })

  it('is one flag while its author goes on writing without having heard: the last says it all', () => {
    const more = { ...HELD, words: [{ text: 'new words, and more' }] }
    const { flags } = met(HELD, more).state
    expect(flags.map(({ id, words }) => [id, words])).toEqual([[4, more.words]])
  })

  it('gathers the words that followed letter by letter', () => {
    expect(met(followed('a'), followed('b')).state.flags[0]!.words).toEqual([{ text: 'ab' }])
  })

  it('of another person, or about another clause, is another flag', () => {
    const other = { ...HELD, written: { ...HELD.written, by: COORDINATOR.id } }
    expect(met(HELD, other, { ...HELD, block: 'c3' as never }).state.flags).toHaveLength(3)
  })

  it('is settled once, in a way that its kind knows, on the words that were on the screen', () => {
    const played = met(HELD)
    expect(codeOf(played.asks(DELEGATE, settling(4, { words: 'new' })))).toBe('text-changed')
    expect(codeOf(played.asks(DELEGATE, settling(4, { resolution: 'delete-copy' })))).toBe('malformed-request')
    expect(codeOf(played.asks(DELEGATE, settling(3)))).toBe('already-done')
    played.does(DELEGATE, settling(4))
    expect(codeOf(played.asks(DELEGATE, settling(4)))).toBe('already-done')
  })

  it('is settled by who may write the text, and by nobody else', () => {
    expect(codeOf(met(HELD).asks(CHAIR, settling(4)))).toBe('not-permitted')
    expect(codeOf(met(HELD).asks(OBSERVER, settling(4)))).toBe('not-found')
  })

  it('puts the clause back where that is wanted, and changes no text where it is right as it is', () => {
    const answer = met(HELD).asks(DELEGATE, settling(4, { resolution: 'put-back', reason: 'still needed' }))
    expect(answer.ok && answer.value).toMatchObject({
      act: { type: 'review-flag-settled', flag: 4, resolution: 'put-back', reason: 'still needed' },
      change: { type: 'put-back', block: HELD.block, clause: HELD.gone },
    })
    const kept = met(HELD).asks(DELEGATE, settling(4))
    expect(kept.ok && kept.value.change).toBeNull()
  })

  it('can be settled in some way, of whatever kind', () => {
    for (const ways of Object.values(RESOLUTIONS_OF)) expect(ways).toContain('keep')
  })

  it('is a finding that blocks the lock', () => {
    expect(found(HELD)).toMatchObject([{ code: 'open-review-flag', blocking: true, block: 'c2' }])
  })

  it('names the words and the clause, so that no two of them read the same', () => {
    const messages = found(
      at(followed('to plant'), 'o2'),
      at({ ...followed('to water'), kind: 'text-twice' }, 'o1i'),
      HELD,
    ).map(({ message }) => message)
    expect(messages).toEqual([
      expect.stringMatching(/“to plant” .* in resolves 2 now/),
      expect.stringMatching(/“to water” stand twice, .* in resolves 1 i\)\.$/),
      expect.stringMatching(/“new words” were written into the clause “old and new words”/),
    ])
  })

  it('names long words by their start, and words in the reasons by the reasons', () => {
    const [{ message }] = found({ ...followed(`word ${'s'.repeat(60)}`), fragment: 'reasons' }) as [Finding]
    expect(message).toContain(`“word ${'s'.repeat(35)}…”`)
    expect(message).toContain('in the reasons now')
  })
})
