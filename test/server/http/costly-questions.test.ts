/** Whoever asks for much that takes the server long waits for it alone: counted in questions, on the real server. */
import { expect, it } from 'vitest'
import type { AppendItem, CommandItem } from '../../../server/log/proposal-log.ts'
import { signedIn, startedBy, type Answer, type Caller } from '../../support/server-app.ts'
import { textsOf } from '../../support/server-engine.ts'
import { change, openLine } from '../../support/server-line.ts'
import { until } from '../../support/until.ts'
import { watchedServer, type Watch } from '../../support/watched-server.ts'

const COSTLY = ['view', 'parkedDrafts', 'previewParked', 'official', 'recordHead', 'recordPage', 'summaries']
const KENYA = 'demo-delegate-ken'
const WAITING = 20

/** What the storage thread is asked, by counts. While `gate` is there no costly question reaches it. */
function counting() {
  const counts = { open: 0, mostOpen: 0, answered: 0, edits: 0, mostWhileWriting: 0 }
  const gate = { open: Promise.resolve() }
  const costly = async (ask: () => Promise<unknown>) => {
    counts.mostOpen = Math.max(counts.mostOpen, ++counts.open)
    await gate.open
    return ask().finally(() => (counts.open--, counts.answered++))
  }
  const edit = async (ask: () => Promise<unknown>) => {
    const before = counts.answered
    counts.edits++
    return ask().finally(() => {
      counts.mostWhileWriting = Math.max(counts.mostWhileWriting, counts.answered - before)
    })
  }
  const watch: Watch = (name, ask) => {
    if (COSTLY.includes(name)) return costly(ask)
    return name === 'append' ? edit(ask) : ask()
  }
  return { counts, watch, gate }
}

const times = <T>(count: number, work: () => Promise<T>) => Array.from({ length: count }, work)

it('a person who asks a hundred things at once holds up an edit by one of them, and is told to wait with the rest', async () => {
  const { counts, watch, gate } = counting()
  const address = await watchedServer(watch)
  const proposal = await startedBy(await signedIn(address, 'demo-coordinator-nga'))
  const [flooder, writer] = [await signedIn(address, 'demo-delegate-gha'), await signedIn(address, KENYA)]
  const line = openLine({ address, proposal, cookie: writer.cookie })
  await line.synced()
  const { promise, resolve } = Promise.withResolvers<void>()
  gate.open = promise
  counts.mostOpen = 0
  const [asked, edits] = [counts.answered, counts.edits]
  const refused: Answer[] = []
  const ask = async (path: string) => {
    const answer = await flooder.call('GET', `/api/proposals/${proposal}/parked${path}`)
    if (answer.status === 429) refused.push(answer)
  }
  const flood = Promise.all([...times(50, () => ask('')), ...times(50, () => ask('/none/preview'))])
  await until(() => refused.length === 100 - WAITING - 1)
  expect(refused[0]!.body).toMatchObject({ code: 'too-many-requests', reason: expect.stringContaining('Try again') })
  resolve()
  for (let edit = 1; edit <= 10; edit++) {
    line.send(change(line.doc, () => textsOf(line.doc, 'item')[0]!.insert(0, 'x')))
    await until(() => line.heard.acked === edit)
  }
  await flood
  expect(counts).toMatchObject({ answered: asked + WAITING + 1, edits: edits + 10, mostOpen: 1 })
  expect(counts.mostWhileWriting).toBeLessThanOrEqual(1)
})

it('nor do many people at once: one question of all is with the storage at a time', async () => {
  const { counts, watch } = counting()
  const address = await watchedServer(watch)
  const proposal = await startedBy(await signedIn(address, 'demo-coordinator-nga'))
  const people: Caller[] = []
  for (const person of ['demo-delegate-gha', 'demo-delegate-sen', KENYA]) people.push(await signedIn(address, person))
  counts.mostOpen = 0
  const answers = await Promise.all(
    people.flatMap((person) => [
      ...times(5, () => person.call('GET', `/api/proposals/${proposal}`)),
      ...times(5, () => person.call('GET', `/api/proposals/${proposal}/compare?from=base&to=2`)),
      ...times(5, () => person.call('GET', `/api/proposals/${proposal}/record`)),
    ]),
  )
  expect(answers.filter(({ status }) => status !== 200)).toEqual([])
  expect(counts.mostOpen).toBe(1)
  expect(counts.answered).toBeGreaterThan(45)
})

it('a position on an older text is judged without replaying the log where everybody waits; a text that never was is none', async () => {
  const { watch, past } = positions()
  const address = await watchedServer(watch)
  const proposal = await startedBy(await signedIn(address, 'demo-coordinator-nga'))
  const head = await signedIn(address, 'demo-head-of-delegation-ken')
  const { state, digest } = await head.view(proposal)
  const line = openLine({ address, proposal, cookie: (await signedIn(address, KENYA)).cookie })
  await line.synced()
  line.send(change(line.doc, () => textsOf(line.doc, 'item')[0]!.insert(0, 'x')))
  await until(() => line.heard.acked === 1)
  const takes = (textSeq: number, text: string) =>
    head.command(proposal, { type: 'take-position', position: 'supports', textSeq, digest: text })
  expect((await takes(state.textSeq, digest)).status).toBe(200)
  expect((await takes(state.textSeq, 'a'.repeat(64))).body).toMatchObject({ code: 'unknown-text' })
  expect((await takes(1, digest)).body).toMatchObject({ code: 'unknown-text' })
  const now = await head.view(proposal)
  expect((await takes(now.state.textSeq, now.digest)).status).toBe(200)
  expect(now.state.positions).toMatchObject([{ position: 'supports', digest, textSeq: state.textSeq }])
  expect(past).toEqual([
    { textSeq: state.textSeq, digest },
    { textSeq: state.textSeq, digest },
    { textSeq: 1, digest: null },
    undefined,
  ])
})

/** What stood beside each position that was sent to the storage thread. */
function positions() {
  const past: CommandItem['past'][] = []
  const watch: Watch = (name, ask, args) => {
    const items = name === 'append' ? (args[0] as readonly AppendItem[]) : []
    for (const item of items) if (item.kind === 'command' && item.command.type === 'take-position') past.push(item.past)
    return ask()
  }
  return { watch, past }
}
