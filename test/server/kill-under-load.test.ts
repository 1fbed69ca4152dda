/**
 * The real process is killed again and again while pages stay open and people type on, over WebSockets and over plain HTTP. RUNS is
 * set by `npm run fuzz`.
 */
import { expect, it, onTestFinished } from 'vitest'
import { isIntact } from '../../server/log/audit.ts'
import { readDocument } from '../../shared/document/ydoc.ts'
import { playedSeed, RUNS } from '../support/played-seeds.ts'
import { logOnDisk, unknownTo } from '../support/log-on-disk.ts'
import { signedIn, startedBy } from '../support/server-app.ts'
import { chanceOf } from '../support/server-chance.ts'
import { temporaryFolder } from '../support/server-engine.ts'
import { spawnServer } from '../support/server-process.ts'
import { itemIn, TypingPage } from '../support/typing-page.ts'
import { until } from '../support/until.ts'
import { ownPort } from '../support/own-port.ts'

const SEED = playedSeed(20_294)
/** Words of each in one round: a server that starts slowly is not to be buried. */
const MOST_WORDS = 40
const ROUNDS = RUNS ? 100 : 3
const WRITERS = [
  { person: 'demo-delegate-ken', name: 'k', sockets: 'WebSockets' },
  { person: 'demo-delegate-sen', name: 's', sockets: 'WebSockets' },
  { person: 'demo-delegate-gha', name: 'g', sockets: 'blocked' },
  { person: 'demo-delegate-cmr', name: 'c', sockets: 'blocked' },
] as const

const sleep = (ms: number) => new Promise((resolve) => void setTimeout(resolve, ms))

it(
  `a server that is killed ${ROUNDS} times under load (seed ${SEED}) has on its disk all that it acknowledged and all that it ever told anybody`,
  { timeout: 180_000 + ROUNDS * 60_000 },
  async () => {
    const chance = chanceOf(SEED)
    const folder = temporaryFolder()
    const settings = { DATA_DIR: folder, DEMO: '1', PORT: String(await ownPort()), MAX_FRAMES_PER_SECOND: '1000' }
    let server = await spawnServer(settings)
    const { address } = server
    const proposal = await startedBy(await signedIn(address, 'demo-coordinator-nga'))
    const pages: TypingPage[] = []
    onTestFinished(() => pages.forEach((page) => page.close()))
    for (const writer of WRITERS) {
      const { cookie } = await signedIn(address, writer.person)
      pages.push(new TypingPage({ address, cookie, proposal, ...writer }))
    }
    for (let round = 0; round < ROUNDS; round++) {
      const before = pages.map(({ typed }) => typed.length)
      const typing = pages.map((page, at) =>
        page.typeWhile(
          () => page.typed.length - before[at]! < MOST_WORDS,
          () => 5 + chance.number(20),
        ),
      )
      await until(() => pages.every(({ session }) => session.snapshot().connection === 'online'))
      await sleep(chance.number(300))
      await server.kill('SIGKILL')
      const log = logOnDisk(folder, proposal)
      for (const page of pages) {
        const lost = [...page.saved].filter((word) => !log.has(word))
        expect({ round, lost, unknown: unknownTo(log, page.doc, page.clients) }).toEqual({
          round,
          lost: [],
          unknown: [],
        })
      }
      expect(isIntact(proposal, log.rows)).toBe(true)
      server = await spawnServer(settings)
      await Promise.all(typing)
    }
    await until(() => pages.every(({ isSaved }) => isSaved))
    await until(() => new Set(pages.map(({ doc }) => JSON.stringify(readDocument(doc)))).size === 1)
    const words = itemIn(pages[0]!.doc)!.toJSON()
    for (const { typed } of pages) for (const word of typed) expect(words.split(word).length, word).toBe(2)
    expect(pages.every(({ saved }) => saved.size > ROUNDS)).toBe(true)
    await server.kill('SIGTERM')
    expect(isIntact(proposal, logOnDisk(folder, proposal).rows)).toBe(true)
  },
)
