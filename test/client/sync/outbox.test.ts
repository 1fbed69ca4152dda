import { afterEach, describe, expect, it } from 'vitest'
import { forgetLocalTexts, unsentEdits } from '../../../client/sync/local-texts.ts'
import { openOutbox, type Outbox } from '../../../client/sync/outbox.ts'
import { lockOf } from '../../../client/sync/tab.ts'
import { memoryOutboxStore } from './memory-outbox-store.ts'
import { until } from '../../support/until.ts'

const bytes = (...values: number[]) => Uint8Array.from(values)
const REFUSED = { code: 'too-large', reason: 'Too large.' } as const
const opened: Outbox[] = []

function open(memory: ReturnType<typeof memoryOutboxStore>, person = 'ken', proposal = 'p') {
  const outbox = openOutbox({ person, proposal, store: memory.store, now: Date.now, onChange: () => {} })
  opened.push(outbox)
  return outbox
}
afterEach(() => opened.splice(0).forEach((outbox) => outbox.close()))

const updatesOf = ({ edits }: Outbox) => [...edits.values()].map(({ update }) => [...update])

describe('the outbox', () => {
  it('writes an edit to the device as it is made, and says so only once it is there', async () => {
    const memory = memoryOutboxStore()
    const outbox = open(memory)
    outbox.add(bytes(1))
    expect(outbox.keptOnDevice()).toBe(false)
    await until(() => outbox.keptOnDevice())
    expect(memory.rows()).toHaveLength(1)
  })

  it('forgets what the server has, also when the device was still writing it', async () => {
    const memory = memoryOutboxStore()
    const outbox = open(memory)
    outbox.settle([outbox.add(bytes(1)).n])
    const { n } = outbox.add(bytes(2))
    await until(() => outbox.keptOnDevice())
    expect(memory.rows().map((row) => row.n)).toEqual([n])
  })

  it('gives the next session the edits of one that is closed, in their order, and leaves one copy', async () => {
    const memory = memoryOutboxStore()
    const first = open(memory)
    for (const value of [1, 2, 3]) first.add(bytes(value))
    first.close()
    const second = open(memory)
    await second.restore()
    expect(updatesOf(second)).toEqual([[1], [2], [3]])
    expect(memory.rows()).toHaveLength(3)
    expect(second.keptOnDevice()).toBe(true)
  })

  it('leaves the edits of a tab that is still open, and takes them once it is gone', async () => {
    const memory = memoryOutboxStore()
    const row = { person: 'ken', proposal: 'p', session: 'other-tab/1', n: 1, update: bytes(9), at: 0, refused: null }
    await memory.store.put([row])
    const leave = Promise.withResolvers<void>()
    const held = Promise.withResolvers<void>()
    const tab = navigator.locks.request(lockOf('other-tab'), () => {
      held.resolve()
      return leave.promise
    })
    await held.promise
    const meanwhile = open(memory)
    await meanwhile.restore()
    expect(updatesOf(meanwhile)).toEqual([])
    leave.resolve()
    await tab
    const afterwards = open(memory)
    await afterwards.restore()
    expect(updatesOf(afterwards)).toEqual([[9]])
  })

  it('keeps accounts and proposals apart', async () => {
    const memory = memoryOutboxStore()
    for (const [person, proposal] of [
      ['ken', 'p'],
      ['ken', 'q'],
      ['sen', 'p'],
    ]) {
      const outbox = open(memory, person, proposal)
      outbox.add(bytes(1))
      outbox.close()
    }
    const outbox = open(memory)
    await outbox.restore()
    expect(outbox.edits.size).toBe(1)
    expect(await unsentEdits('ken', memory.store)).toBe(2)
    await forgetLocalTexts('ken', memory.store)
    expect(await unsentEdits('ken', memory.store)).toBe(0)
    expect(await unsentEdits('sen', memory.store)).toBe(1)
  })

  it('keeps an edit that the server neither took nor parked, and does not send it again', async () => {
    const memory = memoryOutboxStore()
    const outbox = open(memory)
    outbox.setAside([outbox.add(bytes(1)).n], REFUSED)
    expect(outbox.edits.size).toBe(0)
    await until(() => outbox.aside().isStored)
    outbox.close()
    const next = open(memory)
    await next.restore()
    expect(next.edits.size).toBe(0)
    expect(next.aside()).toMatchObject({ edits: [{ refused: REFUSED, update: bytes(1) }], isStored: true })
    expect(await unsentEdits('ken', memory.store)).toBe(1)
  })

  it('lets go of such an edit only when its author discards it', async () => {
    const memory = memoryOutboxStore()
    const outbox = open(memory)
    outbox.setAside([outbox.add(bytes(1)).n, outbox.add(bytes(2)).n], REFUSED)
    outbox.discardAside(outbox.aside().edits.slice(0, 1))
    expect(outbox.aside().edits.map(({ update }) => [...update])).toEqual([[2]])
    await until(() => memory.rows().length === 1 && outbox.aside().isStored)
    const next = open(memory)
    await next.restore()
    expect(next.aside().edits.map(({ update }) => [...update])).toEqual([[2]])
  })

  it('holds on to edits in memory when the device fails, and does not say that they are kept', async () => {
    const memory = memoryOutboxStore()
    memory.device.isBroken = true
    const outbox = open(memory)
    await outbox.restore()
    outbox.add(bytes(1))
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(outbox.edits.size).toBe(1)
    expect(outbox.keptOnDevice()).toBe(false)
    outbox.setAside([1], REFUSED)
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(outbox.aside()).toMatchObject({ edits: [{ update: bytes(1) }], isStored: false })
    expect(await unsentEdits('ken', memory.store)).toBe(1)
  })

  it('offers to the device again what it once failed to take', async () => {
    const memory = memoryOutboxStore()
    memory.device.isBroken = true
    const outbox = open(memory)
    outbox.setAside([outbox.add(bytes(1)).n], REFUSED)
    outbox.add(bytes(2))
    await new Promise((resolve) => setTimeout(resolve, 20))
    memory.device.isBroken = false
    outbox.add(bytes(3))
    await until(() => outbox.keptOnDevice() && outbox.aside().isStored)
    expect(memory.rows()).toHaveLength(3)
  })

  it('counts what only this tab holds among the unsent edits', async () => {
    const memory = memoryOutboxStore()
    memory.device.isBroken = true
    open(memory).add(bytes(1))
    expect(await unsentEdits('ken', memory.store)).toBe(1)
  })

  it('takes over what a closed tab left once, however often it looks, though the device takes nothing new', async () => {
    const memory = memoryOutboxStore()
    const first = open(memory)
    for (const value of [1, 2]) first.add(bytes(value))
    await until(() => first.keptOnDevice())
    first.close()
    memory.device.isFull = true
    const second = open(memory)
    for (let looks = 0; looks < 4; looks++) {
      // oxlint-disable-next-line no-await-in-loop -- one look after the other
      await second.restore()
      expect(updatesOf(second)).toEqual([[1], [2]])
    }
    expect(second.keptOnDevice(), 'under the old name').toBe(true)
    second.close()
    const third = open(memory)
    await third.restore()
    expect(updatesOf(third)).toEqual([[1], [2]])
    third.settle([...third.edits.keys()])
    await until(() => memory.rows().length === 0)
    await third.restore()
    expect(third.edits.size).toBe(0)
  })

  it('renames what it took over when the device takes something again', async () => {
    const memory = memoryOutboxStore()
    const first = open(memory)
    first.add(bytes(1))
    await until(() => first.keptOnDevice())
    const [left] = memory.rows()
    first.close()
    memory.device.isFull = true
    const second = open(memory)
    await second.restore()
    memory.device.isFull = false
    await second.restore()
    expect(updatesOf(second)).toEqual([[1]])
    expect(memory.rows()).toHaveLength(1)
    expect(memory.rows()[0]!.session).not.toBe(left!.session)
  })
})
