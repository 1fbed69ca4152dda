/**
 * The process stands still for a while, as when a virtual machine is moved: whoever is connected waits, or comes back later, and no
 * word is lost or there twice. RUNS is set by `npm run fuzz`.
 */
import { expect, it, onTestFinished } from 'vitest'
import { readDocument } from '../../shared/document/ydoc.ts'
import { RUNS } from '../support/played-seeds.ts'
import { logOnDisk } from '../support/log-on-disk.ts'
import { signedIn, startedBy } from '../support/server-app.ts'
import { temporaryFolder } from '../support/server-engine.ts'
import { spawnServer } from '../support/server-process.ts'
import { itemIn, TypingPage } from '../support/typing-page.ts'
import { until } from '../support/until.ts'

/** Beyond 30 s a page takes its line for dead. */
const PAUSE_MS = RUNS ? 40_000 : 2_000
const WRITERS = [
  { person: 'demo-delegate-ken', name: 'k', sockets: 'WebSockets' },
  { person: 'demo-delegate-sen', name: 's', sockets: 'WebSockets' },
  { person: 'demo-delegate-gha', name: 'g', sockets: 'blocked' },
] as const

const sleep = (ms: number) => new Promise((resolve) => void setTimeout(resolve, ms))
/** What the network holds is read, though this process was late. */
async function untilAllIsRead(): Promise<void> {
  // oxlint-disable-next-line no-await-in-loop -- each time the sockets are looked at
  for (let times = 0; times < 5; times++) await new Promise((resolve) => setImmediate(resolve))
}

it(
  `a server that stands still for ${PAUSE_MS / 1000} s under load costs nobody a word`,
  { timeout: PAUSE_MS + 300_000 },
  async () => {
    const folder = temporaryFolder()
    const server = await spawnServer({ DATA_DIR: folder, DEMO: '1', MAX_FRAMES_PER_SECOND: '1000' })
    const { address } = server
    const proposal = await startedBy(await signedIn(address, 'demo-coordinator-nga'))
    const pages: TypingPage[] = []
    onTestFinished(() => pages.forEach((page) => page.close()))
    for (const writer of WRITERS) {
      const { cookie } = await signedIn(address, writer.person)
      pages.push(new TypingPage({ address, cookie, proposal, ...writer }))
    }
    await until(() => pages.every(({ isSaved }) => isSaved))
    let isOver = false
    const typing = pages.map((page) =>
      page.typeWhile(
        () => !isOver,
        () => 30,
      ),
    )
    await until(() => pages.every(({ typed }) => typed.length > 5))
    server.child.kill('SIGSTOP')
    await sleep(PAUSE_MS / 2)
    await untilAllIsRead()
    const [wereSaved, wereTyped] = [pages.map(({ saved }) => saved.size), pages.map(({ typed }) => typed.length)]
    await sleep(PAUSE_MS / 2)
    await until(() => pages.every(({ typed }, at) => typed.length > wereTyped[at]! + 5))
    expect(pages.map(({ saved }) => saved.size)).toEqual(wereSaved)
    server.child.kill('SIGCONT')
    await until(() => pages.every(({ saved }, at) => saved.size > wereSaved[at]!))
    isOver = true
    await Promise.all(typing)
    await until(() => pages.every(({ isSaved }) => isSaved))
    await until(() => new Set(pages.map(({ doc }) => JSON.stringify(readDocument(doc)))).size === 1)
    const words = itemIn(pages[0]!.doc)!.toJSON()
    for (const { typed } of pages) for (const word of typed) expect(words.split(word).length, word).toBe(2)
    const log = logOnDisk(folder, proposal)
    expect(pages.flatMap(({ typed }) => typed).filter((word) => !log.has(word))).toEqual([])
    expect(server.child.exitCode).toBeNull()
  },
)
