/** Who else has a live proposal open, and where their carets are. */
import { describe, expect, it } from 'vitest'
import * as encoding from 'lib0/encoding'
import type { ProposalSession } from '../../../client/sync/proposal-session.ts'
import { CLOSE } from '../../../shared/protocol/close-codes.ts'
import type { Caret } from '../../../shared/protocol/presence.ts'
import { FRAME } from '../../../shared/protocol/sync.ts'
import { aWorldForEachTest, isNotTaken, openSaved, SEN, server, type } from './session-world.ts'
import { until } from '../../support/until.ts'

aWorldForEachTest()

describe('the others in a live proposal', () => {
  it('shows the others who are here and where their carets are, and does not repeat what they say', async () => {
    const [ken, sen] = [await openSaved(), await openSaved(SEN)]
    await until(() => ken.snapshot().present.length === 1 && sen.snapshot().present.length === 1)
    expect(ken.snapshot().present[0]).toMatchObject({ person: 'person-2', administration: 'KEN' })
    caretIn(sen).at(caretAt(1))
    await until(() => ken.presence.others()[0]?.caret?.head.clock === 1)
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect([...server.peers].map(({ caretFrames }) => caretFrames)).toEqual([0, 1])
  })

  it('says nothing of a caret while nobody else is here, and where it is when somebody comes', async () => {
    const ken = await openSaved()
    const caret = caretIn(ken)
    for (let clock = 0; clock < 5; clock++) caret.at(caretAt(clock))
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect(server.carets).toEqual([])
    const sen = await openSaved(SEN)
    await until(() => sen.presence.others()[0]?.caret?.head.clock === 4)
    expect(server.carets).toEqual([caretAt(4)])
  })

  it('counts somebody with two windows once, and does not count our own other window', async () => {
    const ken = await openSaved()
    server.world.whoComes = SEN
    await openSaved(SEN)
    const sen = await openSaved(SEN)
    await until(() => ken.presence.others().length === 2)
    expect(ken.snapshot().present.map(({ person }) => person)).toEqual(['sen'])
    expect(sen.presence.others().map(({ person }) => person)).toEqual(['person-1', 'sen'])
    expect(sen.snapshot().present.map(({ person }) => person)).toEqual(['person-1'])
  })

  it('makes no new snapshot of carets that move', async () => {
    const [ken, sen] = [await openSaved(), await openSaved(SEN)]
    await until(() => ken.snapshot().present.length === 1 && sen.snapshot().present.length === 1)
    const before = ken.snapshot()
    caretIn(sen).at(caretAt(7))
    await until(() => ken.presence.others()[0]?.caret?.head.clock === 7)
    expect(ken.snapshot()).toBe(before)
  })

  it('shows one and the same person, and their caret, after their refused edits made a new doc', async () => {
    const [ken, sen] = [await openSaved(), await openSaved(SEN)]
    caretIn(sen).at(caretAt(1))
    await until(() => ken.presence.others()[0]?.caret?.head.clock === 1)
    server.world.judge = () => ({ code: 'too-large', reason: 'The edit is too large.', parked: null })
    type(sen, ' huge')
    await until(() => sen.snapshot().epoch === 1 && sen.snapshot().synced && isNotTaken(sen))
    await until(() => ken.presence.others().length === 1 && ken.presence.others()[0]?.caret?.head.clock === 1)
    await until(() => sen.snapshot().present.length === 1)
  })

  it('shows somebody again who was away for a moment', async () => {
    const [ken] = [await openSaved(), await openSaved(SEN)]
    await until(() => ken.snapshot().present.length === 1)
    ;[...server.peers][1]!.socket.close(CLOSE.restarting)
    await until(() => ken.snapshot().present.length === 0)
    await until(() => ken.snapshot().present.length === 1)
  })

  it('shows nobody while the line is broken', async () => {
    const [ken] = [await openSaved(), await openSaved(SEN)]
    await until(() => ken.snapshot().present.length === 1)
    await server.goAway()
    await until(() => ken.snapshot().present.length === 0)
    await server.comeBack()
    await until(() => ken.snapshot().present.length === 1)
  })
})

/** A caret of this session, put wherever a test wants. */
function caretIn(session: ProposalSession): { at: (caret: Caret | null) => void } {
  let caret: Caret | null = null
  const place = session.presence.caretPlace(() => caret)
  return { at: (next) => ((caret = next), place.moved()) }
}

function caretAt(clock: number): Caret {
  const end = { place: 'before', client: 7, clock } as const
  return { anchor: end, head: end }
}

describe('a text client id', () => {
  it('is learned by nobody before its owner has written with it', async () => {
    const session = await openSaved()
    await openSaved(SEN)
    caretIn(session).at(caretAt(1))
    await until(() => server.carets.length === 1)
    session.close()
    await until(() => server.peers.size === 1)
    const id = Buffer.from(encoding.encode((encoder) => encoding.writeVarUint(encoder, session.doc.clientID)))
    expect(server.asides.filter((frame) => Buffer.from(frame).includes(id))).toEqual([])
    expect(server.asides.map(([type]) => type)).not.toContain(FRAME.awareness)
  })
})
