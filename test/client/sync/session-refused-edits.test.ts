/** What becomes of edits that the server does not take. */
import { describe, expect, it } from 'vitest'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { asideDraft } from '../../../client/sync/aside-draft.ts'
import { plainText } from '../../../shared/document/blocks.ts'
import { FRAME, LARGEST_FRAME, type Nack } from '../../../shared/protocol/sync.ts'
import {
  aWorldForEachTest,
  isNotTaken,
  isSaved,
  KEN,
  lose,
  memory,
  open,
  openSaved,
  saveOf,
  server,
  textIn,
  textOnServer,
  type,
} from './session-world.ts'
import { WRITER } from './sync-server.ts'
import { until } from '../../support/until.ts'

aWorldForEachTest()

const TOO_LARGE: Nack = { code: 'too-large', reason: 'The edit is too large.', parked: null }

describe('a refused edit', () => {
  it('is parked, leaves the text, and typing stays off until every frame under way is answered', async () => {
    const session = await openSaved()
    const [firstDoc, firstId] = [session.doc, session.doc.clientID]
    server.world.isHolding = true
    for (const [before, word] of [' a', ' b', ' c'].entries()) {
      type(session, word)
      // oxlint-disable-next-line no-await-in-loop -- in a frame of its own
      await until(() => [...server.peers][0]!.held.length > before)
    }
    server.lock({ tell: false })
    const [peer] = server.peers
    peer!.held.shift()!()
    await until(() => session.snapshot().parked !== null)
    expect(session.snapshot()).toMatchObject({ epoch: 0, rights: ['read'] })
    expect(session.doc).toBe(firstDoc)
    server.release()
    await until(() => session.snapshot().epoch === 1 && session.snapshot().synced)
    expect(session.doc).not.toBe(firstDoc)
    expect(session.doc.clientID).not.toBe(firstId)
    await until(() => textIn(session) === 'considering')
    expect(session.snapshot().parked).toMatchObject({
      reason: 'The text is locked.',
      ids: ['p1', 'p2', 'p3'],
    })
    expect(session.snapshot().aside).toEqual({ edits: [], isStored: true })
    await until(() => session.snapshot().isClean && memory.rows().length === 0)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(session.snapshot().epoch).toBe(1)
    expect(saveOf(session)).toEqual({ state: 'read-only' })
    session.dismissParked()
    expect(session.snapshot().parked).toBeNull()
  })

  it('takes along what was held back for a moment: it is parked too, and not left on the device', async () => {
    const session = await openSaved(KEN, { isLowBandwidth: () => true })
    server.world.isHolding = true
    type(session, ' sent')
    await until(() => [...server.peers][0]!.held.length === 1)
    type(session, ' held back')
    server.lock({ tell: false })
    server.release()
    await until(() => session.snapshot().epoch === 1 && session.snapshot().synced && session.snapshot().isClean)
    expect(session.snapshot()).toMatchObject({ parked: { ids: ['p1', 'p2'] }, aside: { edits: [] } })
  })

  it('does not take along the edits that the server took before it', async () => {
    const session = await openSaved()
    server.world.isHolding = true
    type(session, ' kept')
    type(session, ' refused')
    await until(() => [...server.peers][0]!.held.length === 2)
    const [peer] = server.peers
    peer!.held.shift()!()
    server.lock()
    server.release()
    await until(() => session.snapshot().epoch === 1 && session.snapshot().synced)
    await until(() => plainText(session.snapshot().document.text[0]!) === 'considering kept')
    expect(session.snapshot().parked?.ids).toEqual(['p1'])
  })

  it('is offered to be parked when the lock came while its author was away', async () => {
    const session = await openSaved()
    await lose(session)
    type(session, ' late')
    server.lock()
    await server.comeBack()
    await until(() => session.snapshot().epoch === 1 && session.snapshot().synced)
    expect(session.snapshot().parked?.ids).toEqual(['p1'])
    expect(textOnServer()).toBe('considering')
    await until(() => memory.rows().length === 0)
  })

  it('is offered to be parked also after a reload', async () => {
    const before = await openSaved()
    await lose(before)
    type(before, ' late')
    await until(() => memory.rows().length === 1)
    before.close()
    server.lock()
    await server.comeBack()
    const after = open()
    await until(() => after.snapshot().parked !== null && after.snapshot().epoch === 1 && after.snapshot().synced)
    expect(after.snapshot().parked?.ids).toEqual(['p1'])
    await until(() => textIn(after) === 'considering' && memory.rows().length === 0)
  })

  it('stays on this device when the server cannot park it', async () => {
    const session = await openSaved()
    server.world.judge = () => TOO_LARGE
    type(session, ' huge')
    await until(() => session.snapshot().epoch === 1 && session.snapshot().aside.edits.length === 1)
    expect(session.snapshot().parked).toMatchObject({ reason: 'The edit is too large.', ids: [] })
    await until(() => memory.rows()[0]?.refused?.code === 'too-large')
    expect(memory.rows()).toHaveLength(1)
    await until(() => isNotTaken(session))
    server.world.judge = () => null
    type(session, ' small')
    await until(() => isNotTaken(session) && textOnServer() === 'considering small')
  })

  it('ends the typing until it is out of the text, although the text is open', async () => {
    const session = await openSaved()
    server.world.isHolding = true
    for (const word of [' a', ' b']) type(session, word)
    await until(() => [...server.peers][0]!.held.length === 2)
    server.world.judge = () => TOO_LARGE
    const [peer] = server.peers
    peer!.held.shift()!()
    await until(() => session.snapshot().parked !== null)
    expect(session.snapshot()).toMatchObject({ epoch: 0, rights: ['read'] })
    server.release()
    await until(() => session.snapshot().epoch === 1 && isNotTaken(session))
    expect(session.snapshot().rights).toEqual(WRITER)
    expect(textIn(session)).toBe('considering')
    await until(() => session.snapshot().aside.edits.length === 2)
  })

  it('for a passing reason is simply sent again', async () => {
    const session = await openSaved()
    let failures = 2
    server.world.judge = () =>
      failures-- > 0 ? { code: 'internal-error', reason: 'Something went wrong.', parked: null } : null
    type(session, ' again')
    await until(() => isSaved(session))
    expect(textOnServer()).toBe('considering again')
    expect(session.snapshot()).toMatchObject({ epoch: 0, parked: null })
  })

  it('for a passing reason is sent again also where the text is about to be read anew', async () => {
    const session = await openSaved()
    server.world.isHolding = true
    type(session, ' again')
    await until(() => [...server.peers][0]!.held.length === 1)
    let failures = 1
    server.world.judge = () =>
      failures-- > 0 ? { code: 'internal-error', reason: 'Something went wrong.', parked: null } : null
    ;[...server.peers][0]!.socket.send(
      encoding.encode((encoder) => [FRAME.diverged, 2].forEach((number) => encoding.writeVarUint(encoder, number))),
    )
    await until(() => !session.snapshot().rights.includes('edit-text'))
    server.release()
    await until(() => session.snapshot().epoch === 1 && isSaved(session))
    expect(textOnServer()).toBe('considering again')
    expect(session.snapshot().aside.edits).toEqual([])
  })

  it('does not end in a new doc before its answers when the line breaks: what was unanswered is offered again', async () => {
    const session = await openSaved()
    server.world.isHolding = true
    type(session, ' a')
    type(session, ' b')
    await until(() => [...server.peers][0]!.held.length === 2)
    server.lock({ tell: false })
    const [peer] = server.peers
    peer!.held.shift()!()
    await until(() => session.snapshot().parked !== null)
    server.world.isHolding = false
    server.drop()
    await until(() => session.snapshot().epoch >= 1 && session.snapshot().synced && session.snapshot().isClean)
    expect(textIn(session)).toBe('considering')
    await until(() => session.snapshot().aside.edits.length === 1)
    expect(session.snapshot().parked?.ids).toEqual(['p1'])
  })
})

describe('an edit larger than the server takes', () => {
  const HUGE = 'x'.repeat(LARGEST_FRAME)

  it('is set aside with a sentence, leaves the text, and the rest goes on', async () => {
    const session = await openSaved()
    type(session, ' before')
    type(session, HUGE)
    expect(session.snapshot().rights).toEqual(['read'])
    await until(() => session.snapshot().epoch === 1 && isNotTaken(session))
    expect(textIn(session)).toBe('considering before')
    expect(session.snapshot()).toMatchObject({
      connection: 'online',
      parked: { reason: 'This edit is too large to send in one piece.', ids: [] },
      aside: { edits: [{ refused: { code: 'too-large' } }] },
    })
    type(session, ' after')
    await until(() => isNotTaken(session) && textOnServer() === 'considering before after')
    expect(server.refusals).toEqual([])
  })

  it('without a line stays on the screen, with the typing off, until the line is back', async () => {
    const session = await openSaved()
    await lose(session)
    type(session, ' before')
    type(session, HUGE)
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(session.snapshot()).toMatchObject({ epoch: 0, synced: true, rights: ['read'] })
    await server.comeBack()
    await until(() => session.snapshot().epoch === 1 && isNotTaken(session))
    expect(textOnServer()).toBe('considering before')
    expect(session.snapshot().aside.edits).toHaveLength(1)
  })

  it('that an earlier page left is set aside too, and what was typed after it', async () => {
    const [elsewhere, row] = [new Y.Doc(), { person: KEN, proposal: 'p', session: 'gone', at: 0, refused: null }]
    const updates: Uint8Array[] = []
    elsewhere.on('update', (update: Uint8Array) => updates.push(update))
    for (const words of [HUGE, ' after']) elsewhere.getMap('reasons').set('b', new Y.Text(words))
    const rows = updates.map((update, n) => ({ ...row, n, update }))
    await memory.store.put(rows)
    const session = open()
    await until(() => isNotTaken(session) && session.snapshot().isClean)
    expect(session.snapshot()).toMatchObject({ epoch: 0, connection: 'online' })
    expect(session.snapshot().aside.edits.map(({ refused }) => refused.code)).toEqual(['too-large', 'gap-in-updates'])
    expect(textIn(session)).toBe('considering')
  })

  it('does not end the line when it is many small ones: they go out in parcels', async () => {
    const session = await openSaved()
    await lose(session)
    const piece = 'y'.repeat(300_000)
    for (let pieces = 0; pieces < 10; pieces++) type(session, piece)
    server.received.length = 0
    await server.comeBack()
    await until(() => isSaved(session))
    expect(textOnServer()).toBe('considering' + piece.repeat(10))
    expect(server.received.length).toBe(2)
    expect(session.snapshot()).toMatchObject({ epoch: 0, parked: null, aside: { edits: [] } })
  })

  it('ends the line for good where the server takes less than it should, and is not sent for ever', async () => {
    const session = await openSaved()
    server.closeAll(1009)
    await until(() => session.snapshot().connection === 'refused')
    expect(session.snapshot().refusal).toEqual({ code: 1009, reason: 'tooLarge', isTryingAgain: false })
  })
})

describe('edits that are kept on this device only', () => {
  it('are there again after a reload, until they are discarded', async () => {
    const before = await openSaved()
    server.world.judge = () => TOO_LARGE
    type(before, ' mine')
    await until(() => before.snapshot().aside.isStored && before.snapshot().aside.edits.length === 1)
    before.close()
    const after = open()
    await until(() => isNotTaken(after) && after.snapshot().synced)
    const { aside, document } = after.snapshot()
    expect(aside.edits).toHaveLength(1)
    expect(asideDraft(after.doc, document, aside.edits).joined?.text.text.map(plainText)).toEqual(['considering mine'])
    after.discardAside(aside.edits)
    expect(after.snapshot().aside.edits).toEqual([])
    await until(() => memory.rows().length === 0)
  })
})
