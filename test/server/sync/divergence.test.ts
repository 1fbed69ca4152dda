/** A copy of the text that is no longer the server's is found and read anew; a good one never is. */
import { describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import type { ProposalSession } from '../../../client/sync/proposal-session.ts'
import { probeFrame } from '../../../client/sync/update-frames.ts'
import { plainText } from '../../../shared/document/blocks.ts'
import { readDocument } from '../../../shared/document/ydoc.ts'
import { FRAME } from '../../../shared/protocol/sync.ts'
import { sessionAt } from '../../support/client-environment.ts'
import { playedSeeds } from '../../support/played-seeds.ts'
import { chanceOf } from '../../support/server-chance.ts'
import { startServer, type TestServer } from '../../support/server-app.ts'
import { openLine } from '../../support/server-line.ts'
import { stoppedClock } from '../../support/stopped-clock.ts'
import { titleOf } from '../../support/live-text.ts'
import { until } from '../../support/until.ts'

const SEEDS = playedSeeds({ usual: 1, oneIn: 20 })
const KENYA = 'demo-delegate-ken'
const SENEGAL = 'demo-delegate-sen'

async function join(server: TestServer, proposal: string, person: string, quietBeforeProbe = 60) {
  const { cookie } = await server.signIn(person)
  const session = sessionAt({ address: server.address, cookie, proposal, person }, { quietBeforeProbe })
  await until(() => session.snapshot().synced && session.snapshot().isClean)
  return session
}

const pause = (ms: number) => new Promise((resolve) => void setTimeout(resolve, ms))

const titleIn = ({ doc }: ProposalSession) =>
  readDocument(doc)
    .text.filter(({ kind }) => kind === 'title')
    .map(plainText)[0]

/** As a fault in this program would do it: nobody is told. */
function tamper({ doc }: ProposalSession, work: (copy: Y.Doc) => void): void {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  work(copy)
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(copy), 'a fault')
}

describe('divergence', () => {
  it('is found where words got into the copy, or out of it, that the server knows nothing of; then the text is read anew', async () => {
    const incidents = vi.spyOn(console, 'error').mockImplementation(() => {})
    const server = await startServer()
    const proposal = await server.startProposal()
    const { digest } = await (await server.signIn(KENYA)).view(proposal)
    for (const work of [
      (copy: Y.Doc) => titleOf(copy).insert(0, 'not '),
      (copy: Y.Doc) => titleOf(copy).delete(0, 3),
    ]) {
      const kenya = await join(server, proposal, KENYA)
      tamper(kenya, work)
      expect(titleIn(kenya)).not.toBe('')
      await until(() => kenya.snapshot().epoch === 1 && kenya.snapshot().synced && kenya.snapshot().isClean)
      await until(() => kenya.snapshot().digest === digest)
      kenya.close()
    }
    expect(
      incidents.mock.calls.flat().filter((line) => String(line).includes(`proposal ${proposal} diverged`)),
    ).toHaveLength(2)
    expect((await (await server.signIn(KENYA)).view(proposal)).digest).toBe(digest)
    incidents.mockRestore()
  })

  it('loses no edit that was on its way when it was found', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const server = await startServer()
    const proposal = await server.startProposal()
    const kenya = await join(server, proposal, KENYA)
    const before = titleIn(await join(server, proposal, SENEGAL, 60_000))!
    tamper(kenya, (copy) => titleOf(copy).insert(0, 'not '))
    titleOf(kenya.doc).insert(titleOf(kenya.doc).length, ' and more')
    await until(() => kenya.snapshot().epoch > 0 && kenya.snapshot().synced && kenya.snapshot().isClean)
    const { aside, parked } = kenya.snapshot()
    const kept = aside.edits.length + (parked?.ids.length ?? 0)
    if (kept === 0) expect(titleIn(kenya)).toBe(`${before} and more`)
    vi.restoreAllMocks()
  })

  it.each(SEEDS)('is never seen where there is none, while two people write at random (seed %i)', async (seed) => {
    const chance = chanceOf(seed)
    const server = await startServer()
    const proposal = await server.startProposal()
    const both = [await join(server, proposal, KENYA, 15), await join(server, proposal, SENEGAL, 15)]
    for (let step = 0; step < 150; step++) {
      const text = titleOf(chance.one(both).doc)
      const at = chance.number(text.length + 1)
      if (chance.is(0.7)) text.insert(at, 'abc'.slice(chance.number(3)))
      else if (at < text.length) text.delete(at, 1)
      // oxlint-disable-next-line no-await-in-loop -- time goes by between the keys
      if (chance.is(0.2)) await pause(chance.number(60))
    }
    await until(() => both.every((each) => each.snapshot().isClean && titleIn(each) === titleIn(both[0]!)))
    await pause(300)
    expect(
      both.map((each) => each.snapshot().epoch),
      `seed ${seed}`,
    ).toEqual([0, 0])
  })

  it('is not asked of the storage again and again', async () => {
    stoppedClock()
    const incidents = vi.spyOn(console, 'error').mockImplementation(() => {})
    const server = await startServer()
    const proposal = await server.startProposal()
    const kenya = await server.signIn(KENYA)
    const line = openLine({ address: server.address, proposal, cookie: kenya.cookie })
    await line.synced()
    const { textSeq } = (await kenya.view(proposal)).state
    line.sendBytes(probeFrame(textSeq - 1, 'ab'.repeat(32)))
    await pause(100)
    expect(line.heard.types).not.toContain(FRAME.diverged)
    const second = openLine({ address: server.address, proposal, cookie: kenya.cookie })
    await second.synced()
    for (let time = 0; time < 20; time++) second.sendBytes(probeFrame(textSeq, 'ab'.repeat(32)))
    await second.until(({ types }) => types.includes(FRAME.diverged))
    await pause(100)
    expect(second.heard.types.filter((type) => type === FRAME.diverged)).toHaveLength(1)
    incidents.mockRestore()
  })
})
