import { describe, expect, it } from 'vitest'
import {
  aWorldForEachTest,
  isSaved,
  KEN,
  lose,
  memory,
  open,
  openSaved,
  saveOf,
  SEN,
  server,
  textOnServer,
  type,
} from './session-world.ts'
import { AUTHOR } from './sync-server.ts'
import { until } from '../../support/until.ts'

aWorldForEachTest()

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
    await lose(session)
    type(session, '!')
    expect(saveOf(session)).toEqual({ state: 'kept', edits: 1, keptOnDevice: false })
    await server.comeBack()
    await until(() => isSaved(session))
    expect(textOnServer()).toBe('considering!')
  })
})

describe('the time of the last saving', () => {
  it('moves when words of the same person come from elsewhere, as an applied draft does', async () => {
    const [author, ken] = [await openSaved(AUTHOR), await openSaved()]
    const writer = await openSaved(SEN)
    expect(saveOf(author)).toEqual({ state: 'saved', at: null })
    type(writer, ' one')
    await until(() => author.snapshot().state?.head === 3 && ken.snapshot().state?.head === 3)
    expect(saveOf(author)).toEqual({ state: 'saved', at: server.entries.at(-1)!.time })
    expect(saveOf(ken)).toEqual({ state: 'saved', at: null })
  })
})
