/** A text longer than what a slow reader may leave unread. */
import { request as httpRequest } from 'node:http'
import { expect, it } from 'vitest'
import { startServer } from '../../support/server-app.ts'
import { textsOf } from '../../support/server-engine.ts'
import { change, openLine } from '../../support/server-line.ts'
import { until } from '../../support/until.ts'

const PART = 1_900_000

it('whoever reads what is sent comes in, however long the text is', async () => {
  const server = await startServer({
    MAX_TEXT_BYTES: '30000000',
    MAX_CLAUSE_LENGTH: '30000000',
    MAX_FRAMES_PER_SECOND: '100000',
  })
  const proposal = await server.startProposal()
  const { cookie } = await server.signIn('demo-delegate-ken')
  const writer = openLine({ address: server.address, proposal, cookie })
  await writer.synced()
  const clauses = textsOf(writer.doc, 'item')
  for (let i = 0; i < 7; i++)
    writer.send(change(writer.doc, () => clauses[i % clauses.length]!.insert(0, 'x'.repeat(PART))))
  await writer.until(({ acked, close }) => acked === 7 || close)
  expect(writer.heard.nacks).toEqual([])
  writer.close()
  // One person who joins so often is put off.
  for (const person of ['sen', 'gha']) {
    const { cookie } = await server.signIn(`demo-delegate-${person}`)
    const reader = openLine({ address: server.address, proposal, cookie })
    await reader.until(({ isSynced, close }) => isSynced || close)
    expect(reader.heard.close).toBeNull()
    reader.send(change(reader.doc, () => textsOf(reader.doc, 'item')[0]!.insert(0, 'and on ')))
    await reader.until(({ acked, close }) => acked === 1 || close)
    expect(reader.heard.close).toBeNull()
  }
  const { cookie: another } = await server.signIn('demo-delegate-zaf')
  const events = await heardOf(`${server.address}/sync/${proposal}/events?line=l`, another, (7 * PART * 4) / 3)
  expect(events).toBeGreaterThan((7 * PART * 4) / 3)
})

/** Characters that came until there were so many. */
async function heardOf(address: string, cookie: string, least: number): Promise<number> {
  let characters = 0
  const request = httpRequest(address, { headers: { cookie } }, (response) => {
    response.on('data', (piece: Buffer) => (characters += piece.length)).on('error', () => {})
  })
  request.on('error', () => {})
  request.end()
  await until(() => characters > least)
  request.destroy()
  return characters
}
