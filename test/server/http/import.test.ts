/** An import over the wire: understood without a trace, stored exactly as it was accepted. */
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { fragmentDigest } from '../../../shared/document/digest.ts'
import type { AccountedText } from '../../../shared/import/accounted.ts'
import type { UnderstoodFile } from '../../../shared/import/understood-file.ts'
import type { PostedImport } from '../../../shared/protocol/imports.ts'
import type { LibraryText, LibraryTextView } from '../../../shared/protocol/views.ts'
import { SAMPLE_SOURCE } from '../../../shared/library/sample-resolution.ts'
import { resolution } from '../../support/reading.ts'
import { startServer, type Caller } from '../../support/server-app.ts'
import { ATU } from '../../support/server-engine.ts'
import { del, ins, p, r, wordFile } from '../../support/word-builder.ts'

const COORDINATOR = 'demo-coordinator-nga'
const SOURCE = resolution(
  'considering\na)\tthat a first¹;\nc)\tthat a third,\nresolves\n1\tto write;\n2\tto read.\n¹ A note.',
)

const understand = async (caller: Caller, bytes: Uint8Array | string, name = 'r.txt') =>
  (await caller.call<UnderstoodFile>('POST', `/api/imports?name=${name}`, Buffer.from(bytes as string))).body

const textsIn = async (caller: Caller) => (await caller.call<readonly LibraryText[]>('GET', '/api/texts')).body

function only(file: UnderstoodFile): AccountedText {
  if (file.changes !== null) throw new Error('it has tracked changes')
  return file.reading.resolutions[0]!
}

const posted = ({ blocks, findings, leftOut, ...text }: AccountedText): PostedImport => ({
  fileName: 'r.txt',
  edition: {
    number: text.number,
    revision: text.revision,
    conference: text.conference,
    heldAt: text.heldAt,
    title: text.title,
    language: text.language,
  },
  blocks: blocks.map(({ id, kind, level, origin, runs }) => ({ id, kind, level, origin, runs: [...runs] })),
  findings: findings.map(({ line, code, message }) => ({ line, code, message, mended: code === 'label-differs' })),
  leftOut: leftOut.map(({ line, text: words, why }) => ({ line, text: words, why })),
})

type Accepted = { readonly text: LibraryTextView; readonly alreadyThere: boolean }
const acceptImport = (caller: Caller, body: PostedImport) => caller.call<Accepted>('POST', '/api/texts', body)

describe('a file that is understood', () => {
  it('leaves no trace', async () => {
    const server = await startServer()
    const coordinator = await server.signIn(COORDINATOR)
    const before = await textsIn(coordinator)
    expect(only(await understand(coordinator, SOURCE)).blocks.length).toBeGreaterThan(5)
    expect(await textsIn(coordinator)).toEqual(before)
  })

  it('is stored as it was accepted: words, kinds, findings with what was mended, and its digest made anew', async () => {
    const server = await startServer()
    const coordinator = await server.signIn(COORDINATOR)
    const read = only(await understand(coordinator, SOURCE))
    const body = posted(read)
    const changed = body.blocks.map((block) =>
      block.kind === 'title' ? { ...block, runs: [{ text: 'Mine' }] } : block,
    )
    const { status, body: answer } = await acceptImport(coordinator, { ...body, blocks: changed })
    expect(status).toBe(200)
    const { text } = answer
    expect(text.blocks.map(({ kind, level }) => [kind, level])).toEqual(
      read.blocks.map(({ kind, level }) => [kind, level]),
    )
    expect(text.blocks.find(({ kind }) => kind === 'title')!.runs).toEqual([{ text: 'Mine' }])
    expect(text.findings).toContainEqual(expect.objectContaining({ code: 'label-differs', mended: true }))
    expect(text.id).toBe(fragmentDigest('text', text.blocks).slice(0, 20))
    expect(text.blocks.some(({ id }) => read.blocks.some((block) => block.id === id))).toBe(false)
  })

  it('with the words of a text that is there already is that text', async () => {
    const server = await startServer()
    const coordinator = await server.signIn(COORDINATOR)
    const body = posted(only(await understand(coordinator, SOURCE)))
    const first = await acceptImport(coordinator, body)
    const second = await acceptImport(coordinator, body)
    expect([first.body.alreadyThere, second.body.alreadyThere]).toEqual([false, true])
    expect(second.body.text).toEqual(first.body.text)
  })

  it('under the number of the sample is not in force for that', async () => {
    const server = await startServer()
    const coordinator = await server.signIn(COORDINATOR)
    const source = SAMPLE_SOURCE.replace('Shared emergency', 'Other')
    const { body } = await acceptImport(coordinator, posted(only(await understand(coordinator, source))))
    expect(body.text.name).toBe('Resolution 131 (Rev. Baku, 2025)')
    expect(body.text.edition).toEqual({ kind: 'not-known' })
  })
})

describe('a proposal from a file with tracked changes', () => {
  const WORD = wordFile({
    body: [
      p('ResNo', 'RESOLUTION 9 (Rev. Kigali, 2022)'),
      p('Restitle', 'Ferries'),
      p('Normalaftertitle', 'The World Telecommunication Development Conference (Kigali, 2022),'),
      p('Call', 'resolves'),
      p('', r('1\tto build ') + del('two') + ins('three') + r(' ferries;')),
      p('', r('2\tto sail them.')),
    ].join(''),
  })

  it('starts from the text in force, and its text is the amended one', async () => {
    const server = await startServer()
    const coordinator = await server.signIn(COORDINATOR)
    const file = await understand(coordinator, WORD, 'r.docx')
    if (file.changes === null) throw new Error('it has no tracked changes')
    const [base, amended] = [file.inForce.resolutions[0]!, file.asAmended.resolutions[0]!]
    const { body: stored } = await acceptImport(coordinator, posted(base))
    const startingText = posted(amended).blocks.map((block, at) => ({ ...block, origin: stored.text.blocks[at]!.id }))
    const { status, body } = await coordinator.call<{ id: string }>('POST', `/api/forums/${ATU}/proposals`, {
      commandId: crypto.randomUUID(),
      title: 'Ferries',
      operator: 'MOD',
      base: stored.text.id,
      summary: '',
      reasons: '',
      acceptSuperseded: false,
      startingText,
    })
    expect(status).toBe(200)
    const page = await coordinator.call<string>('GET', `/proposals/${body.id}/print?view=redline`)
    expect(page.body).toMatch(/<del[^>]*>two<\/del>.*<ins[^>]*>three<\/ins>/s)
  })
})

describe('a file that is too large', () => {
  it('is refused by its announced length, before it has travelled', async () => {
    const server = await startServer()
    const { cookie } = await server.signIn(COORDINATOR)
    const { hostname, port } = new URL(server.address)
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () =>
        socket.write(
          `POST /api/imports?name=r.docx HTTP/1.1\r\nHost: ${hostname}\r\nCookie: ${cookie}\r\nContent-Length: 900000000\r\n\r\nPK`,
        ),
      )
      let received = ''
      socket.on('data', (bytes) => (received += bytes.toString()))
      socket.on('close', () => resolve(received))
      socket.on('error', reject)
    })
    // More than these two bytes never travels.
    expect(answer).toMatch(/^HTTP\/1.1 413 .*"code":"too-large"/s)
  })
})
