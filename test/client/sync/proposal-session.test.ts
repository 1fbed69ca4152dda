import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { asideDraft } from '../../../client/sync/aside-draft.ts'
import type { Environment } from '../../../client/sync/environment.ts'
import { openProposalSession, type ProposalSession } from '../../../client/sync/proposal-session.ts'
import { plainText } from '../../../shared/document/blocks.ts'
import { digestOf } from '../../../shared/document/digest.ts'
import { fragmentOf, readDocument } from '../../../shared/document/ydoc.ts'
import { personId } from '../../../shared/ids.ts'
import { CLOSE } from '../../../shared/protocol/close-codes.ts'
import type { Caret } from '../../../shared/protocol/presence.ts'
import { FRAME, LARGEST_FRAME } from '../../../shared/protocol/sync.ts'
import { memoryOutboxStore } from './memory-outbox-store.ts'
import { AUTHOR, startSyncServer, WRITER, type SyncServer } from './sync-server.ts'
import { until } from '../../support/until.ts'

const KEN = personId('ken')
let server: SyncServer
let memory: ReturnType<typeof memoryOutboxStore>
const sessions: ProposalSession[] = []

beforeEach(async () => {
  server = await startSyncServer()
  memory = memoryOutboxStore()
})
afterEach(async () => {
  sessions.splice(0).forEach((session) => session.close())
  await server.stop()
})

function open(person = KEN, changed: Partial<Environment> = {}): ProposalSession {
  const environment: Environment = {
    url: server.url,
    WebSocket: globalThis.WebSocket,
    store: memory.store,
    now: Date.now,
    random: Math.random,
    leastWait: 20,
    mostWait: 100,
    ...changed,
  }
  const session = openProposalSession({ proposal: 'p', person }, environment)
  sessions.push(session)
  return session
}

const saveOf = (session: ProposalSession) => session.snapshot().save
const isSaved = (session: ProposalSession) => saveOf(session).state === 'saved'
/** Nothing is under way, and the server did not take all of it. */
const isNotTaken = (session: ProposalSession) => saveOf(session).state === 'not-taken'
const textIn = (session: ProposalSession) => readDocument(session.doc).text.map(plainText).join('|')
const textOnServer = () => readDocument(server.doc).text.map(plainText).join('|')
const firstBlock = (session: ProposalSession) => fragmentOf(session.doc, 'text').get('b1')!
const type = (session: ProposalSession, words: string) => firstBlock(session).insert(firstBlock(session).length, words)

async function openSaved(person = KEN, changed: Partial<Environment> = {}): Promise<ProposalSession> {
  const session = open(person, changed)
  await until(() => isSaved(session) && session.snapshot().isClean)
  return session
}

describe('a live proposal', () => {
  it('opens with the text, its digest, the log and the rights of the reader', async () => {
    const session = await openSaved()
    const { document, digest, state, rights, textSeq, connection, synced } = session.snapshot()
    expect(document.text.map(plainText)).toEqual(['considering'])
    expect(digest).toBe(digestOf(document, { operator: 'ADD', base: null }).document)
    expect({ head: state?.head, textSeq }).toEqual({ head: 2, textSeq: 2 })
    expect(rights).toEqual(WRITER)
    expect({ connection, synced }).toEqual({ connection: 'online', synced: true })
  })

  it('keeps the very same snapshot until something changes', async () => {
    const session = await openSaved()
    const before = session.snapshot()
    expect(session.snapshot()).toBe(before)
    server.enter({ type: 'review-opened' })
    await until(() => session.snapshot().state?.stage === 'review')
    expect(session.snapshot()).not.toBe(before)
    expect(session.snapshot().document).toBe(before.document)
  })

  it('brings the digest and its entry along with the words', async () => {
    const [ken, sen] = [await openSaved(), await openSaved(personId('sen'))]
    type(ken, ' that')
    await until(
      () => plainText(sen.snapshot().document.text[0]!) === 'considering that' && sen.snapshot().textSeq === 3,
    )
    const { document, digest } = sen.snapshot()
    expect(digest).toBe(digestOf(document, { operator: 'ADD', base: null }).document)
  })

  it('sends quick keys in one frame, and says "Saved" of none that is held', async () => {
    const session = await openSaved()
    const before = server.received.length
    for (const letter of 'abcdefgh') {
      type(session, letter)
      expect(session.snapshot()).toMatchObject({ isClean: false, save: { state: 'saving' } })
    }
    await until(() => isSaved(session))
    expect(textOnServer()).toBe('consideringabcdefgh')
    expect(server.received.length - before).toBe(2)
  })

  it('sends what is held before it closes', async () => {
    const session = await openSaved()
    for (const letter of 'abc') type(session, letter)
    session.close()
    await until(() => textOnServer() === 'consideringabc')
  })

  it('shows the others who are here and where their carets are, and does not repeat what they say', async () => {
    const [ken, sen] = [await openSaved(), await openSaved(personId('sen'))]
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
    const sen = await openSaved(personId('sen'))
    await until(() => sen.presence.others()[0]?.caret?.head.clock === 4)
    expect(server.carets).toEqual([caretAt(4)])
  })

  it('counts somebody with two windows once, and does not count our own other window', async () => {
    const ken = await openSaved()
    server.world.whoComes = personId('sen')
    await openSaved(personId('sen'))
    const sen = await openSaved(personId('sen'))
    await until(() => ken.presence.others().length === 2)
    expect(ken.snapshot().present.map(({ person }) => person)).toEqual(['sen'])
    expect(sen.presence.others().map(({ person }) => person)).toEqual(['person-1', 'sen'])
    expect(sen.snapshot().present.map(({ person }) => person)).toEqual(['person-1'])
  })

  it('makes no new snapshot of carets that move', async () => {
    const [ken, sen] = [await openSaved(), await openSaved(personId('sen'))]
    await until(() => ken.snapshot().present.length === 1 && sen.snapshot().present.length === 1)
    const before = ken.snapshot()
    caretIn(sen).at(caretAt(7))
    await until(() => ken.presence.others()[0]?.caret?.head.clock === 7)
    expect(ken.snapshot()).toBe(before)
  })

  it('shows one and the same person, and their caret, after their refused edits made a new doc', async () => {
    const [ken, sen] = [await openSaved(), await openSaved(personId('sen'))]
    caretIn(sen).at(caretAt(1))
    await until(() => ken.presence.others()[0]?.caret?.head.clock === 1)
    server.world.judge = () => ({ code: 'too-large', reason: 'The edit is too large.', parked: null })
    type(sen, ' huge')
    await until(() => sen.snapshot().epoch === 1 && sen.snapshot().synced && isNotTaken(sen))
    await until(() => ken.presence.others().length === 1 && ken.presence.others()[0]?.caret?.head.clock === 1)
    await until(() => sen.snapshot().present.length === 1)
  })

  it('shows somebody again who was away for a moment', async () => {
    const [ken] = [await openSaved(), await openSaved(personId('sen'))]
    await until(() => ken.snapshot().present.length === 1)
    ;[...server.peers][1]!.socket.close(CLOSE.restarting)
    await until(() => ken.snapshot().present.length === 0)
    await until(() => ken.snapshot().present.length === 1)
  })

  it('shows nobody while the line is broken', async () => {
    const [ken] = [await openSaved(), await openSaved(personId('sen'))]
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

describe('the log of a live proposal', () => {
  it('goes on from the state that the server sends, and names the entry whose text is shown', async () => {
    const session = await openSaved()
    await server.goAway()
    server.enter({ type: 'review-opened' })
    server.enter({ type: 'renamed', title: 'Another' })
    await server.comeBack()
    await until(() => session.snapshot().state?.title === 'Another')
    server.enter({ type: 'renamed', title: 'Once more' })
    await until(() => session.snapshot().state?.title === 'Once more')
    expect(session.snapshot()).toMatchObject({ state: { head: 5, stage: 'review', textSeq: 2 }, textSeq: 2 })
  })

  it('is not disturbed by a server that repeats entries', async () => {
    server.world.repeatsLog = true
    const session = await openSaved()
    server.enter({ type: 'review-opened' })
    await until(() => session.snapshot().state?.stage === 'review')
    expect(session.snapshot().state?.head).toBe(3)
  })

  it('begins anew on another connection when an entry is missing', async () => {
    const session = await openSaved()
    const [first] = server.peers
    server.tellWithGap()
    await until(() => server.peers.size === 1 && ![...server.peers].includes(first!))
    server.enter({ type: 'review-opened' })
    await until(() => session.snapshot().state?.stage === 'review')
  })
})

describe('a text client id', () => {
  it('is learned by nobody before its owner has written with it', async () => {
    const session = await openSaved()
    await openSaved(personId('sen'))
    caretIn(session).at(caretAt(1))
    await until(() => server.carets.length === 1)
    session.close()
    await until(() => server.peers.size === 1)
    const id = Buffer.from(encoding.encode((encoder) => encoding.writeVarUint(encoder, session.doc.clientID)))
    expect(server.asides.filter((frame) => Buffer.from(frame).includes(id))).toEqual([])
    expect(server.asides.map(([type]) => type)).not.toContain(FRAME.awareness)
  })
})

describe('"Saved"', () => {
  it('is not said before the server has acknowledged every frame', async () => {
    const session = await openSaved()
    server.world.isHolding = true
    const said: string[] = []
    session.subscribe(() => said.push(saveOf(session).state))
    type(session, ' a')
    type(session, ' b')
    expect(saveOf(session)).toEqual({ state: 'saving' })
    await until(() => server.received.filter(({ kind }) => kind === 'edit').length === 2)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(said).not.toContain('saved')
    server.release()
    await until(() => isSaved(session))
    expect(textOnServer()).toBe('considering a b')
    await until(() => memory.rows().length === 0)
  })

  it('is not said of an open connection before the exchange is acknowledged', async () => {
    server.world.isHolding = true
    const session = open()
    await until(() => server.received.length === 1 && session.snapshot().synced)
    expect(isSaved(session)).toBe(false)
    server.release()
    await until(() => isSaved(session))
  })

  it('is not said while the device is still being asked what an earlier page left unsent', async () => {
    const device = Promise.withResolvers<void>()
    const rowsOf: typeof memory.store.rowsOf = async (...of) => {
      await device.promise
      return memory.store.rowsOf(...of)
    }
    const session = open(KEN, { store: { ...memory.store, rowsOf } })
    await until(() => session.snapshot().synced)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(session.snapshot()).toMatchObject({ save: { state: 'saving' }, isClean: false })
    device.resolve()
    await until(() => isSaved(session) && session.snapshot().isClean)
  })

  it('is not said to a server that asked for nothing, until it is plain that it will not ask', async () => {
    server.world.isAsking = false
    const session = open()
    await until(() => session.snapshot().synced)
    expect(saveOf(session)).toEqual({ state: 'saving' })
    await until(() => isSaved(session))
    type(session, ' all the same')
    await until(() => isSaved(session) && textOnServer() === 'considering all the same')
  })

  it('gives way to "kept" when the server stays silent for five seconds', async () => {
    const clock = { skew: 0 }
    const session = await openSaved(KEN, { now: () => Date.now() + clock.skew })
    server.world.isHolding = true
    type(session, '!')
    expect(saveOf(session).state).toBe('saving')
    clock.skew = 5_000
    type(session, '?')
    await until(() => memory.rows().length === 2)
    await until(() => saveOf(session).state === 'kept')
    expect(saveOf(session)).toEqual({ state: 'kept', edits: 2, keptOnDevice: true })
  })

  it('says that closing the page would lose the edits when the device cannot store them', async () => {
    const session = await openSaved()
    memory.device.isBroken = true
    await server.goAway()
    await until(() => session.snapshot().connection === 'offline')
    type(session, '!')
    expect(saveOf(session)).toEqual({ state: 'kept', edits: 1, keptOnDevice: false })
    await server.comeBack()
    await until(() => isSaved(session))
    expect(textOnServer()).toBe('considering!')
  })
})

describe('without a line', () => {
  it('typing goes on, and arrives once, in one parcel that names no more than what was typed, when the server is back', async () => {
    const session = await openSaved()
    await server.goAway()
    await until(() => session.snapshot().connection === 'offline')
    for (const letter of ' that') type(session, letter)
    expect(session.snapshot()).toMatchObject({ isClean: false, synced: true, save: { state: 'kept', edits: 5 } })
    server.received.length = 0
    await server.comeBack()
    await until(() => isSaved(session))
    expect(textOnServer()).toBe('considering that')
    expect(server.received.map(({ kind }) => kind)).toEqual(['edit'])
    expect(session.snapshot()).toMatchObject({ isClean: true, epoch: 0, parked: null })
  })

  it('an edit made while the connection opens does not go ahead of those before it', async () => {
    const session = await openSaved()
    await server.goAway()
    await until(() => session.snapshot().connection === 'offline')
    type(session, ' one')
    await server.comeBack()
    session.subscribe(() => session.snapshot().connection === 'online' && !isSaved(session) && typeOnce())
    let hasTyped = false
    const typeOnce = () => {
      if (hasTyped) return
      hasTyped = true
      type(session, ' two')
    }
    await until(() => hasTyped && isSaved(session))
    expect(textOnServer()).toBe('considering one two')
    expect(server.refusals).toEqual([])
    expect(session.snapshot()).toMatchObject({ epoch: 0, parked: null })
  })

  it('what was unsent is in the text again after a reload, and is then sent', async () => {
    const before = await openSaved()
    await server.goAway()
    await until(() => before.snapshot().connection === 'offline')
    type(before, ' one')
    type(before, ' two')
    await until(() => memory.rows().length === 2)
    before.close()
    await server.comeBack()
    const after = await openSaved()
    expect(textIn(after)).toBe('considering one two')
    expect(textOnServer()).toBe('considering one two')
    await until(() => memory.rows().length === 0)
  })

  it('what the server already had is not sent again after a reload', async () => {
    const before = await openSaved()
    server.world.isHolding = true
    type(before, ' one')
    await until(() => memory.rows().length === 1 && [...server.peers].some((peer) => peer.held.length === 1))
    before.close()
    server.release()
    await until(() => textOnServer() === 'considering one')
    server.received.length = 0
    const after = await openSaved()
    await until(() => memory.rows().length === 0)
    expect(textIn(after)).toBe('considering one')
    expect(server.received.filter(({ update }) => update.length > 20)).toEqual([])
  })

  it('a final close is explained and ends the typing; others are tried again', async () => {
    const session = await openSaved()
    server.closeAll(CLOSE.overloaded)
    await until(() => session.snapshot().connection === 'offline')
    await until(() => session.snapshot().connection === 'online')
    server.closeAll(CLOSE.notPermitted)
    await until(() => session.snapshot().connection === 'refused')
    expect(session.snapshot().refusal).toEqual({ code: 4403, reason: 'notPermitted', isTryingAgain: false })
    expect(session.snapshot().rights).not.toContain('edit-text')
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(server.peers.size).toBe(0)
  })
})

describe('a refusal', () => {
  it('is asked about again when the reader says so, and what was typed is sent where it is over', async () => {
    const session = await openSaved()
    server.world.isHolding = true
    type(session, ' one')
    await until(() => server.received.some(({ kind }) => kind === 'edit'))
    server.closeAll(CLOSE.notPermitted)
    await until(() => session.snapshot().connection === 'refused')
    expect(saveOf(session)).toMatchObject({ state: 'kept', edits: 1 })
    expect(session.waitingWords()).toBe(' one')
    server.release()
    session.tryAgain()
    expect(session.snapshot()).toMatchObject({ connection: 'refused', refusal: { isTryingAgain: true } })
    expect(session.snapshot().rights).not.toContain('edit-text')
    await until(() => isSaved(session) && session.snapshot().isClean)
    expect(session.snapshot()).toMatchObject({ connection: 'online', refusal: null })
    expect(session.snapshot().rights).toContain('edit-text')
    expect(session.waitingWords()).toBe('')
    expect(textOnServer()).toBe('considering one')
  })

  it('is said again where it stands', async () => {
    const session = await openSaved()
    server.closeAll(CLOSE.notPermitted)
    await until(() => session.snapshot().connection === 'refused')
    session.tryAgain()
    await until(() => server.peers.size === 1)
    server.closeAll(CLOSE.notPermitted)
    await until(() => session.snapshot().refusal?.isTryingAgain === false)
    expect(session.snapshot().connection).toBe('refused')
  })
})

describe('the browser', () => {
  afterEach(() => void vi.unstubAllGlobals())

  it('is believed at once when it says that there is no line', async () => {
    const browser = new EventTarget()
    vi.stubGlobal('addEventListener', browser.addEventListener.bind(browser))
    vi.stubGlobal('removeEventListener', browser.removeEventListener.bind(browser))
    const session = await openSaved()
    browser.dispatchEvent(new Event('offline'))
    await Promise.resolve()
    expect(session.snapshot().connection).toBe('offline')
    type(session, ' one')
    expect(saveOf(session)).toMatchObject({ state: 'kept', edits: 1 })
    await until(() => isSaved(session) && session.snapshot().isClean)
    expect(textOnServer()).toBe('considering one')
  })
})

describe('the time of the last saving', () => {
  it('moves when words of the same person come from elsewhere, as an applied draft does', async () => {
    const [author, ken] = [await openSaved(AUTHOR), await openSaved()]
    const writer = await openSaved(personId('sen'))
    expect(saveOf(author)).toEqual({ state: 'saved', at: null })
    type(writer, ' one')
    await until(() => author.snapshot().state?.head === 3 && ken.snapshot().state?.head === 3)
    expect(saveOf(author)).toEqual({ state: 'saved', at: server.entries.at(-1)!.time })
    expect(saveOf(ken)).toEqual({ state: 'saved', at: null })
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
    await server.goAway()
    await until(() => session.snapshot().connection === 'offline')
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
    await server.goAway()
    await until(() => session.snapshot().connection === 'offline')
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
    server.world.judge = () => ({ code: 'too-large', reason: 'The edit is too large.', parked: null })
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

describe('why the line is down', () => {
  it('is kept while the server is away, also when the line then fails without a word, and ends when all is well', async () => {
    const session = await openSaved()
    server.closeAll(CLOSE.restarting)
    await server.goAway()
    await until(() => session.snapshot().trouble === 'restarting')
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(session.snapshot()).toMatchObject({ connection: 'offline', trouble: 'restarting' })
    await server.comeBack()
    await until(() => session.snapshot().trouble === null)
  })

  it('stands until the server has taken what waits', async () => {
    const session = await openSaved()
    let failures = 3
    const said: unknown[] = []
    session.subscribe(() => said.push(session.snapshot().trouble))
    server.world.judge = () => {
      if (failures-- > 0) server.closeAll(CLOSE.storageFailed)
      return failures >= 0 ? { code: 'internal-error', reason: 'Something went wrong.', parked: null } : null
    }
    type(session, ' again')
    await until(() => session.snapshot().trouble === 'storageFailed')
    await until(() => isSaved(session) && textOnServer() === 'considering again')
    expect(session.snapshot().trouble).toBeNull()
    expect(said.slice(said.indexOf('storageFailed'), said.lastIndexOf('storageFailed'))).not.toContain(null)
  })
})

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
    await server.goAway()
    await until(() => session.snapshot().connection === 'offline')
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
    await server.goAway()
    await until(() => before.snapshot().connection === 'offline')
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
    server.world.judge = () => ({ code: 'too-large', reason: 'The edit is too large.', parked: null })
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
    server.world.judge = () => ({ code: 'too-large', reason: 'The edit is too large.', parked: null })
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

describe('the right to type', () => {
  it('ends with the act that locks the text, before any word about rights', async () => {
    const session = await openSaved()
    server.lock({ tell: false })
    await until(() => session.snapshot().state?.stage === 'locked')
    expect(session.snapshot().rights).toEqual(['read'])
  })

  it.each(['schema', 'fold'] as const)('is not given to a page that is older than the server: %s', async (version) => {
    server.world[version] = 999
    const session = open()
    await until(() => session.snapshot().synced)
    expect(session.snapshot()).toMatchObject({ rights: ['read'], isRenewed: true })
  })

  it('comes back with an unlock on the same connection, and typing is saved again', async () => {
    server.lock()
    const session = open()
    await until(() => session.snapshot().synced)
    expect(saveOf(session)).toEqual({ state: 'read-only' })
    server.unlock()
    await until(() => session.snapshot().rights.includes('edit-text'))
    type(session, ' again')
    await until(() => isSaved(session) && textOnServer() === 'considering again')
  })
})
