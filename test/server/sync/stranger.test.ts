/** The protocol is written on one page, so that a stranger could write a client: one did (test/examples/stranger.ts). */
import { readFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import * as Y from 'yjs'
import { post, signIn, Stranger, varuint, type Nack } from '../../examples/stranger.ts'
import { startServer } from '../../support/server-app.ts'
import { until } from '../../support/until.ts'

const pause = (ms: number) => new Promise((resolve) => void setTimeout(resolve, ms))

async function table() {
  const server = await startServer()
  const proposal = await server.startProposal()
  const join = async (person: string, protocol?: string) => {
    const stranger = new Stranger(server.address, proposal, await signIn(server.address, person), protocol)
    onTestFinished(() => stranger.leave())
    stranger.join()
    await until(() => stranger.isSynced)
    return stranger
  }
  return { server, proposal, join }
}

const wordsIn = ({ doc }: Stranger) => [...doc.getMap<Y.Text>('text').values()].map((text) => text.toJSON()).join('\n')

it('the stranger’s client has nothing of the program in it', () => {
  const source = readFileSync(new URL('../../examples/stranger.ts', import.meta.url), 'utf8')
  const imported = [...source.matchAll(/from '([^']+)'/g)].map(([, name]) => name)
  expect(new Set(imported)).toEqual(new Set(['node:crypto', 'ws', 'yjs']))
})

it.each(['cp1', 'cp2', 'cp3'])(
  'a stranger signs in, joins, writes, is acknowledged, and another reads it (%s)',
  async (protocol) => {
    const { join } = await table()
    const [kenya, senegal] = [await join('demo-delegate-ken', protocol), await join('demo-delegate-sen', protocol)]
    kenya.write('title', ' of a stranger')
    expect(kenya.isSaved).toBe(false)
    await until(() => kenya.isSaved && wordsIn(senegal).includes(' of a stranger'))
    expect(kenya.nacks).toEqual([])
    expect(kenya.digest()).toBe(senegal.digest())
  },
)

it('a stranger comes back with an edit made away, and goes on from where it was', async () => {
  const { join } = await table()
  const [kenya, senegal] = [await join('demo-delegate-ken'), await join('demo-delegate-sen')]
  kenya.leave()
  kenya.write('title', ' from the train')
  senegal.write('title', ' meanwhile')
  await until(() => senegal.isSaved)
  kenya.join()
  await until(() => kenya.isSaved && wordsIn(senegal).includes(' from the train'))
  expect(kenya.welcome?.resumed).toBe(true)
  expect(wordsIn(kenya)).toBe(wordsIn(senegal))
})

describe('a stranger who meets a lock', () => {
  it('reads the refusal, finds the edit in the parked drafts, and goes on with a new text; unlocked, applies it', async () => {
    const { server, proposal, join } = await table()
    const kenya = await join('demo-delegate-ken')
    await server.lock(proposal)
    await until(() => kenya.welcome?.stage === 'locked')
    expect(kenya.welcome?.rights).not.toContain('edit-text')
    kenya.write('title', ' too late')
    await until(() => kenya.nacks.length === 1)
    const nack: Nack = kenya.nacks[0]!
    expect(nack).toMatchObject({ code: 'wrong-stage', parked: expect.any(String) as string })
    const caller = await server.signIn('demo-delegate-ken')
    const [draft] = await caller.parked(proposal)
    expect(draft?.editIds).toEqual([nack.parked])
    kenya.leave()
    kenya.begin()
    kenya.join()
    await until(() => kenya.isSaved)
    expect(wordsIn(kenya)).not.toContain(' too late')
    const chair = await server.signIn('demo-chair-tza')
    await chair.command(proposal, { type: 'unlock', reason: 'a late comment' })
    await caller.call('POST', `/api/proposals/${proposal}/parked/${draft!.id}/apply`, { commandId: randomUUID() })
    await until(() => wordsIn(kenya).includes(' too late'))
  })
})

it('a stranger’s digest is the server’s: it hears nothing of a probe with it, and of another that it has diverged', async () => {
  const { server, proposal, join } = await table()
  const kenya = await join('demo-delegate-ken')
  kenya.write('title', ' counted')
  await until(() => kenya.isSaved)
  await until(() => kenya.heard.some(({ type }) => type === 106 || type === 103))
  const { digest } = await (await server.signIn('demo-delegate-ken')).view(proposal)
  expect(kenya.digest()).toBe(digest)
  kenya.probe(kenya.digest())
  await pause(500)
  expect(kenya.diverged).toBe(0)
  const senegal = await join('demo-delegate-sen')
  await until(() => senegal.heard.some(({ type }) => type === 103))
  vi.spyOn(console, 'error').mockImplementation(() => {})
  senegal.probe('00'.repeat(32))
  await until(() => senegal.diverged > 0)
  expect(console.error).toHaveBeenCalledWith(expect.stringContaining('Incident'))
  vi.restoreAllMocks()
})

it('a stranger sees who is here, and is told what is typed in few bytes', async () => {
  const { join } = await table()
  const [kenya, senegal] = [await join('demo-delegate-ken', 'cp3'), await join('demo-delegate-sen', 'cp3')]
  await until(() => senegal.people.some(({ person }) => person === 'demo-delegate-ken'))
  kenya.caretAtStart()
  await until(() => senegal.heard.some(({ type }) => type === 112))
  kenya.write('title', ' at first')
  await until(() => kenya.isSaved)
  kenya.write('title', ' briefly')
  await until(() => senegal.heard.some(({ type }) => type === 114) && wordsIn(senegal).includes(' briefly'))
  expect(senegal.digest()).toBe(kenya.digest())
})

it('a stranger without WebSockets posts an edit, and hears that it is saved', async () => {
  const { server, proposal, join } = await table()
  const kenya = await join('demo-delegate-ken')
  const edits: Uint8Array[] = []
  kenya.leave()
  kenya.doc.on('update', (update: Uint8Array) => edits.push(update))
  kenya.write('title', ' by post')
  const answers = await post(server.address, proposal, await signIn(server.address, 'demo-delegate-ken'), edits)
  expect(answers).toContainEqual({ type: 100, number: 1 })
  const senegal = await join('demo-delegate-sen')
  expect(wordsIn(senegal)).toContain(' by post')
})

it('a frame that the page does not know ends a stranger’s line with the code that the page names', async () => {
  const { join } = await table()
  const kenya = await join('demo-delegate-ken')
  kenya['send'](varuint(99))
  await until(() => kenya.closed !== null)
  expect(kenya.closed).toBe(4422)
})
