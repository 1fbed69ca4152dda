/** The text for those who join: asked of the storage once for all who know the same, and never older than their joining. */
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { TextFrames } from '../../../server/sync/text-frames.ts'
import type { SentText } from '../../../server/log/sent-texts.ts'
import { proposalId } from '../../../shared/ids.ts'

const PROPOSAL = proposalId('p')
const knowing = (clock: number) => Y.encodeStateVector(new Map([[1, clock]]))

/** A storage that counts what it is asked, and answers with the entry that the log has reached. */
function begin() {
  const log = { head: 1, lineage: 1, asked: 0 }
  const textFor = async (): Promise<SentText> => {
    log.asked++
    return { base: null, after: new Uint8Array([0, 0]), head: log.head, lineage: log.lineage }
  }
  const time = { now: 0 }
  const texts = new TextFrames({ textFor }, () => time.now)
  const lacking = (clock: number, least: number) => texts.lacking(PROPOSAL, knowing(clock), least)
  return { log, time, texts, lacking }
}

it('those who know the same are sent the same bytes, asked for once', async () => {
  const { log, lacking } = begin()
  const [first, second] = await Promise.all([lacking(5, 1), lacking(5, 1)])
  const third = await lacking(5, 1)
  expect([second, third]).toEqual([first, first])
  expect(third!.frames[0]).toBe(first!.frames[0])
  expect(log.asked).toBe(1)
  await lacking(6, 1)
  expect(log.asked).toBe(2)
})

it('whoever joined after an entry is sent no answer from before it', async () => {
  const { log, lacking } = begin()
  await lacking(5, 1)
  log.head = 3
  expect((await lacking(5, 3))!.head).toBe(3)
  expect(log.asked).toBe(2)
  expect((await lacking(5, 2))!.head).toBe(3)
  expect(log.asked).toBe(2)
})

it('an answer that is under way is no answer for whoever joined after it', async () => {
  const { log, lacking } = begin()
  const early = lacking(5, 1)
  const late = lacking(5, 4)
  log.head = 4
  expect((await early)!.head).toBe(1)
  expect((await late)!.head).toBe(4)
})

it('what was kept of another log under the same numbers is not sent', async () => {
  const { log, texts, lacking } = begin()
  await lacking(5, 1)
  texts.keepOnlyOf(PROPOSAL, 1)
  await lacking(5, 1)
  expect(log.asked).toBe(1)
  log.lineage = 2
  texts.keepOnlyOf(PROPOSAL, 2)
  await lacking(5, 1)
  expect(log.asked).toBe(2)
})

it('only the last few answers of a proposal are kept, and none that nobody asks for', async () => {
  const { log, time, texts, lacking } = begin()
  for (let clock = 1; clock <= 9; clock++) await lacking(clock, 1)
  expect(log.asked).toBe(9)
  await lacking(9, 1)
  expect(log.asked).toBe(9)
  await lacking(1, 1)
  expect(log.asked).toBe(10)
  time.now = 30_000
  texts.dropOld()
  await lacking(9, 1)
  expect(log.asked).toBe(11)
})
