/** A disk that is full: nothing is called saved, nothing is damaged, and what was written goes through once there is room. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import * as Y from 'yjs'
import { CLOSE } from '../../shared/protocol/close-codes.ts'
import { startServer } from '../support/server-app.ts'
import type { SqliteDb } from '../../server/store/database.ts'
import { openEngine, textsOf, temporaryFolder, startProposal } from '../support/server-engine.ts'
import { change, openLine } from '../support/server-line.ts'

/** A disk of 6 MB of its own, or null where this machine does not let us mount one. */
function smallDisk(): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'common-proposals-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    rmdirSync(folder)
    return null
  }
  onTestFinished(() => {
    execFileSync('umount', ['-l', folder])
    rmdirSync(folder)
  })
  return folder
}

/** Fills a disk to its last block; answers how to make room again. */
function fill(folder: string): () => void {
  const { bavail, bsize } = statfsSync(folder)
  const file = join(folder, 'ballast')
  writeFileSync(file, new Uint8Array(bavail * bsize))
  return () => rmSync(file)
}

const firstItem = (doc: Y.Doc) => textsOf(doc, 'item')[0]!

describe('a full disk', () => {
  it('acknowledges nothing, and the same edit goes through when there is room', async (context) => {
    const disk = smallDisk()
    if (disk === null) {
      console.warn('NO DISK COULD BE MOUNTED (that needs root on Linux): the test of a full disk is skipped.')
      return context.skip()
    }
    const server = await startServer({ DATA_DIR: disk })
    const proposal = await server.startProposal()
    const kenya = await server.signIn('demo-delegate-ken')
    const coordinator = await server.signIn('demo-coordinator-nga')
    const join = (doc = new Y.Doc()) => openLine({ address: server.address, proposal, cookie: kenya.cookie, doc })
    const line = join()
    await line.synced()
    const makeRoom = fill(disk)
    let sent = 0
    while (line.heard.close === null && sent < 400) {
      sent = line.send(change(line.doc, () => firstItem(line.doc).insert(0, `<${sent}>${'x'.repeat(20_000)}`)))
      await line.until(({ acked, close }) => acked === sent || close)
    }
    expect(line.heard.close?.code).toBe(CLOSE.storageFailed)
    expect(line.heard.acked).toBe(sent - 1)
    const rename = await coordinator.command(proposal, { type: 'rename', title: 'A title '.repeat(30) })
    expect(rename).toMatchObject({ status: 503, body: { code: 'storage-failed' } })
    expect((await kenya.view(proposal)).state.title).toBe('A test')
    makeRoom()
    const again = join(line.doc)
    await again.synced()
    again.send(Y.encodeStateAsUpdate(line.doc), 1)
    await again.until(({ acked }) => acked === 1)
    const fresh = join()
    await fresh.synced()
    expect(firstItem(fresh.doc).toJSON()).toBe(firstItem(line.doc).toJSON())
    expect((await coordinator.command(proposal, { type: 'rename', title: 'New' })).status).toBe(200)
    expect(server.failures).toEqual([])
    await server.stop()
    const db = new Database(`${disk}/common-proposals.sqlite`, { readonly: true })
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    db.close()
  })

  it('leaves the text in memory as it is on the disk (SQLite at its largest number of pages)', () => {
    const folder = temporaryFolder()
    const opened = openEngine({ folder })
    const { engine } = opened
    const db = opened.db as SqliteDb
    const proposal = startProposal(engine)
    const pages = db.pragma('page_count') as number
    db.pragma(`max_page_count = ${pages}`)
    const doc = new Y.Doc()
    Y.applyUpdate(doc, engine.proposals.missing(proposal, Y.encodeStateVector(doc))!.update)
    const update = change(doc, () => firstItem(doc).insert(0, 'x'.repeat(50_000)))
    const item = { kind: 'text', proposal, person: 'demo-delegate-ken' as never, update } as const
    expect(() => engine.append([item])).toThrow(/full/)
    expect(engine.proposals.missing(proposal, Y.encodeStateVector(doc))!.head).toBe(2)
    db.pragma(`max_page_count = ${pages + 1000}`)
    expect(engine.append([item]).answers).toEqual([{ ok: true, seq: 3 }])
  })
})
