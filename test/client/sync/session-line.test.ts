/** What a live proposal does while its line is down, and how it comes back. */
import { afterEach, describe, expect, it, vi } from 'vitest'
import { CLOSE } from '../../../shared/protocol/close-codes.ts'
import {
  aWorldForEachTest,
  isSaved,
  lose,
  memory,
  openSaved,
  saveOf,
  server,
  textIn,
  textOnServer,
  type,
} from './session-world.ts'
import { until } from '../../support/until.ts'

aWorldForEachTest()

describe('without a line', () => {
  it('typing goes on, and arrives once, in one parcel that names no more than what was typed, when the server is back', async () => {
    const session = await openSaved()
    await lose(session)
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
    await lose(session)
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
    await lose(before)
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
