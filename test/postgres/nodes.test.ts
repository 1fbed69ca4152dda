/** Several server processes on one PostgreSQL serve one proposal: whoever writes where, all is as if there were one. */
import { describe, expect, it } from 'vitest'
import { readDocument } from '../../shared/document/ydoc.ts'
import { textsOf } from '../support/server-engine.ts'
import { change, openLine, until, type Line } from '../support/server-line.ts'
import { startCluster, type Cluster } from './nodes.ts'

const SERVER = process.env['CONTRACT_DATABASE']!
const sleep = (ms: number) => new Promise((resolve) => void setTimeout(resolve, ms))
const firstItem = ({ doc }: Line) => textsOf(doc, 'item')[0]!
const write = (line: Line, words: string) => line.send(change(line.doc, () => firstItem(line).insert(0, words)))
const hears = (line: Line, words: string) => until(() => firstItem(line).toJSON().includes(words))

async function joined(cluster: Cluster, proposal: string, person: string, node: number): Promise<Line> {
  const { cookie } = await cluster.signIn(person, node)
  const line = openLine({ address: cluster.nodes[node]!.address(), proposal, cookie })
  await line.synced()
  return line
}

const PEOPLE = ['demo-delegate-ken', 'demo-delegate-sen', 'demo-delegate-gha']

describe('what is written on one node', () => {
  it('is heard on the others at once, with its entries in order', async () => {
    const cluster = await startCluster(SERVER)
    const proposal = await cluster.startProposal()
    const lines = await Promise.all(PEOPLE.map((person, node) => joined(cluster, proposal, person, node)))
    const took: number[] = []
    for (let turn = 0; turn < 30; turn++) {
      const writer = lines[turn % 3]!
      const began = performance.now()
      write(writer, `<${turn}>`)
      await Promise.all(lines.map((line) => hears(line, `<${turn}>`)))
      took.push(performance.now() - began)
      await sleep(10)
    }
    took.sort((a, b) => a - b)
    console.log(`edit on one node → read on all three: p50 ${took[15]!.toFixed(0)} ms, p95 ${took[28]!.toFixed(0)} ms`)
    for (const { heard } of lines) expectEachEntryOnce(heard)
    expect(new Set(lines.map(({ doc }) => JSON.stringify(readDocument(doc)))).size).toBe(1)
    expect(took[15]!).toBeLessThan(700)
  })

  it('is heard within about a second where every hint is lost', async () => {
    const cluster = await startCluster(SERVER, { NODE_HINTS: '0' })
    const proposal = await cluster.startProposal()
    const lines = await Promise.all(PEOPLE.map((person, node) => joined(cluster, proposal, person, node)))
    const took: number[] = []
    for (let turn = 0; turn < 4; turn++) {
      const began = performance.now()
      write(lines[turn % 3]!, `<${turn}>`)
      await Promise.all(lines.map((line) => hears(line, `<${turn}>`)))
      took.push(performance.now() - began)
    }
    console.log(`without hints: ${took.map((each) => each.toFixed(0)).join(', ')} ms`)
    expect(Math.max(...took)).toBeGreaterThan(100)
    expect(Math.max(...took)).toBeLessThan(3_000)
    for (const { heard } of lines) expectEachEntryOnce(heard)
  })
})

/** From the state with which a line began: each entry after it, once, in order. */
function expectEachEntryOnce({ states, entries }: Line['heard']): void {
  const head = states[0]!.head
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => head + 1 + index))
}
