import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { call, postForFile, RefusedCall } from '../../client/api.ts'

type Received = { method: string | undefined; url: string | undefined; body: string }
let server: Server
let received: Received[]
let answer: (response: ServerResponse) => void

beforeEach(async () => {
  received = []
  answer = json(200, {})
  server = createServer((request, response) => void hear(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  vi.stubGlobal('location', { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
})
afterEach(() => {
  vi.unstubAllGlobals()
  server.close()
})

async function hear(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks = await request.toArray()
  received.push({ method: request.method, url: request.url, body: Buffer.concat(chunks).toString() })
  answer(response)
}

function json(status: number, body: unknown) {
  return (response: ServerResponse) => void response.writeHead(status).end(JSON.stringify(body))
}

const refusalOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => error,
  )

describe('a call', () => {
  it('fills the path from the request and sends the rest as JSON', async () => {
    answer = json(200, { seq: 7 })
    const command = { type: 'rename', title: 'T' } as const
    const request = { id: 'p/1', commandId: '0123456789abcdef', command }
    expect(await call('command', request)).toEqual({ seq: 7 })
    expect(received).toMatchObject([{ method: 'POST', url: '/api/proposals/p%2F1/commands' }])
    expect(JSON.parse(received[0]!.body)).toEqual({ commandId: request.commandId, command })
  })

  it('writes numbers into the path, and no body for GET', async () => {
    await call('textAt', { id: 'p', seq: 12 })
    expect(received).toEqual([{ method: 'GET', url: '/api/proposals/p/text/12', body: '' }])
  })

  it('that is turned down throws the code, the sentence and the status', async () => {
    answer = json(409, { code: 'wrong-stage', reason: 'The text is locked.' })
    const refused = await refusalOf(call('session', {}))
    expect(refused).toBeInstanceOf(RefusedCall)
    expect(refused).toMatchObject({ code: 'wrong-stage', reason: 'The text is locked.', status: 409 })
  })

  it.each([
    ['a page of a proxy', 502, '<html>Bad gateway</html>'],
    ['a code that nobody knows', 400, '{"code":"made-up","reason":"x"}'],
    ['an answer that is no JSON', 200, 'hello'],
  ])('answered with %s is an internal error and never a refusal of ours', async (_what, status, body) => {
    answer = (response) => void response.writeHead(status).end(body)
    expect(await refusalOf(call('session', {}))).toMatchObject({ code: 'internal-error', status })
  })

  it('that does not reach the server says so', async () => {
    await new Promise((resolve) => server.close(resolve))
    expect(await refusalOf(call('session', {}))).toMatchObject({ code: 'no-line', status: 0 })
  })

  it('that breaks off in the middle of its answer says so too', async () => {
    answer = (response) => {
      response.writeHead(200, { 'content-length': '1000' })
      response.write('{')
      setTimeout(() => response.destroy(), 20)
    }
    expect(await refusalOf(call('session', {}))).toMatchObject({ code: 'no-line' })
  })
})

describe('a file', () => {
  it.each([
    ['attachment; filename="AFCP 3.docx"', 'AFCP 3.docx'],
    ['attachment; filename="x.docx"; filename*=UTF-8\'\'R%C3%A9solution.docx', 'Résolution.docx'],
    ["attachment; filename*=UTF-8''%E0%A4", '%E0%A4'],
    [undefined, 'download'],
  ])('comes with the name that the server gives it (%s)', async (disposition, name) => {
    answer = (response) =>
      void response.writeHead(200, disposition ? { 'content-disposition': disposition } : {}).end('PK')
    const received = await postForFile('/api/proposals/p/export', {})
    expect(received.name).toBe(name)
    expect(await received.file.text()).toBe('PK')
  })

  it('that is turned down throws as a call does', async () => {
    answer = json(403, { code: 'not-permitted', reason: 'Only the secretariat exports.' })
    expect(await refusalOf(postForFile('/api/proposals/p/export', {}))).toMatchObject({ code: 'not-permitted' })
  })
})
