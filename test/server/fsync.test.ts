/** A disk that takes what is written and then fails to keep it. What such an `fsync` left on the disk nobody knows: nothing more may be promised. */
import { describe, expect, it } from 'vitest'
import { logOnDisk } from '../support/log-on-disk.ts'
import { failingDisk, haveCompiler } from '../support/failing-fsync.ts'
import { signedIn, startedBy } from '../support/server-app.ts'
import { temporaryFolder } from '../support/server-engine.ts'
import { change, openLine } from '../support/server-line.ts'
import { spawnServer } from '../support/server-process.ts'
import { itemIn } from '../support/typing-page.ts'

describe.skipIf(!haveCompiler)('an fsync that fails', () => {
  it('ends the process; nothing is acknowledged after it, and all that was is there when it starts again', async () => {
    const disk = failingDisk(temporaryFolder())
    const folder = temporaryFolder()
    const settings = { DATA_DIR: folder, DEMO: '1' }
    const server = await spawnServer({ ...settings, ...disk.settings })
    const proposal = await startedBy(await signedIn(server.address, 'demo-coordinator-nga'))
    const { cookie } = await signedIn(server.address, 'demo-delegate-ken')
    const line = openLine({ address: server.address, proposal, cookie })
    await line.synced()
    const write = (word: string) => line.send(change(line.doc, () => itemIn(line.doc)!.insert(0, word)))
    for (let sent = 1; sent <= 5; sent++) {
      write(`<${sent}>`)
      await line.until(({ acked }) => acked === sent)
    }
    disk.failFromNow()
    for (let sent = 6; sent <= 30; sent++) write(`<${sent}>`)
    await line.closed()
    const ended = await new Promise<number | null>((resolve) => {
      if (server.child.exitCode === null) server.child.once('close', resolve)
      else resolve(server.child.exitCode)
    })
    expect({ ended, acked: line.heard.acked }).toEqual({ ended: 1, acked: 5 })
    expect(server.printed()).toMatch(/storage failed, so nothing more can be saved/)

    const again = await spawnServer(settings)
    const log = logOnDisk(folder, proposal)
    for (let word = 1; word <= 5; word++) expect(log.has(`<${word}>`)).toBe(true)
    const back = openLine({ address: again.address, proposal, cookie, doc: line.doc })
    await back.synced()
    for (let word = 1; word <= 5; word++) expect(itemIn(back.doc)!.toJSON()).toContain(`<${word}>`)
    await again.kill('SIGTERM')
  })
})
