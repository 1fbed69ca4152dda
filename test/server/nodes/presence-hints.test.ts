/** What one node tells the others of who is here: whatever arrives, it is read whole or not at all. */
import { describe, expect, it } from 'vitest'
import { GatheredPresence, readPresenceHint } from '../../../server/nodes/presence-hints.ts'
import type { MemberElsewhere } from '../../../server/sync/member.ts'
import { personId } from '../../../shared/ids.ts'

const MEMBER: MemberElsewhere = {
  line: 'a1b2c3.1',
  clock: 3,
  person: personId('delegate-ken'),
  user: { name: 'Délégué', administration: 'KEN', symbol: 'KEN' },
  caret: 'AQUH',
  entry: { client: 7, clock: 2, state: { user: { name: 'Délégué' } } },
  speaksAwareness: true,
  isGone: false,
}
const hint = (member: unknown) => `M${JSON.stringify({ from: 'x', spoken: [{ proposal: 'p', member }], asked: ['q'] })}`
const read = (messages: readonly string[]) => messages.map((message) => readPresenceHint(message)!)
const fits = (message: string) => Buffer.byteLength(message) < 7_999

describe('a presence hint', () => {
  it('is read as it was written', () => {
    expect(readPresenceHint(hint(MEMBER))).toEqual({
      from: 'x',
      spoken: [{ proposal: 'p', member: MEMBER }],
      asked: ['q'],
    })
  })

  it.each([
    ['of nothing', 'M{}'],
    ['of nobody', 'M{"from":"x","spoken":[null],"asked":[]}'],
    ['that asks for no list', 'M{"from":"x","spoken":[]}'],
    ['that is cut off', hint(MEMBER).slice(0, -9)],
    ['with an empty caret', hint({ ...MEMBER, caret: '' })],
    ['with a caret that is cut off', hint({ ...MEMBER, caret: 'AQU=' })],
    ['with a caret that is none', hint({ ...MEMBER, caret: 'BwAA' })],
    ['without a caret', hint({ ...MEMBER, caret: undefined })],
    ['without a user', hint({ ...MEMBER, user: null })],
    ['with a clock that no frame carries', hint({ ...MEMBER, entry: { client: 7, clock: -1, state: null } })],
  ])('%s is none', (_, message) => {
    expect(readPresenceHint(message)).toBeNull()
  })

  it('always has a state that can be told on', () => {
    const heard = readPresenceHint(hint({ ...MEMBER, entry: { client: 7, clock: 2 } }))
    expect(heard?.spoken[0]?.member.entry?.state).toBeNull()
  })
})

describe('what was gathered', () => {
  it('of 300 questions names each, in messages that PostgreSQL takes', () => {
    const gathered = new GatheredPresence()
    const ids = Array.from({ length: 300 }, (_, n) => `${n}`.padStart(64, '0'))
    for (const id of ids) gathered.ask(id)
    const messages = gathered.taken('a1b2c3d4e5f6')
    expect(messages.every(fits)).toBe(true)
    expect(read(messages).flatMap(({ asked }) => asked)).toEqual(ids)
    expect(gathered.taken('a1b2c3d4e5f6')).toEqual([])
  })

  it('of 200 people names each, but one whose word is too long, and writes each twice at most', () => {
    const gathered = new GatheredPresence()
    let writings = 0
    const counted = (n: number) => ({
      ...MEMBER,
      line: `a.${n}`,
      toJSON: () => (writings++, { ...MEMBER, line: `a.${n}` }),
    })
    for (let n = 0; n < 200; n++) gathered.add('p', counted(n))
    gathered.add('p', { ...MEMBER, line: 'long', entry: { client: 1, clock: 1, state: 'é'.repeat(4_000) } })
    const messages = gathered.taken('a1b2c3d4e5f6')
    expect(messages.every(fits)).toBe(true)
    const lines = read(messages).flatMap(({ spoken }) => spoken.map(({ member }) => member.line))
    expect(lines).toEqual(Array.from({ length: 200 }, (_, n) => `a.${n}`))
    expect(writings).toBeLessThanOrEqual(400)
    expect(messages.length).toBeLessThan(10)
  })
})
