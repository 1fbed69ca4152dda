/** A live proposal in the browser: its text, its log, and the right to type. */
import { describe, expect, it } from 'vitest'
import { plainText } from '../../../shared/document/blocks.ts'
import { digestOf } from '../../../shared/document/digest.ts'
import {
  aWorldForEachTest,
  isSaved,
  open,
  openSaved,
  saveOf,
  SEN,
  server,
  textOnServer,
  type,
} from './session-world.ts'
import { WRITER } from './sync-server.ts'
import { until } from '../../support/until.ts'

aWorldForEachTest()

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
    const [ken, sen] = [await openSaved(), await openSaved(SEN)]
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
})

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
