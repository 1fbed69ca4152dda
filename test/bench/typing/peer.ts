/** Serves the peer's page: plain ProseMirror as Tiptap sets it up, on the same clauses. It is the floor, not a rival product. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

const ENTRY = fileURLToPath(new URL('./peer-page.ts', import.meta.url))
const STYLE =
  'body{margin:0}.ProseMirror{inline-size:39rem;margin:2rem auto;font:1rem/1.6 "Noto Serif",serif;white-space:pre-wrap}'
const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Peer</title><style>${STYLE}</style><body><script type="module" src="/page.js"></script></body></html>`

export type Peer = { readonly address: string; readonly close: () => void }

export async function startPeer(clauses: readonly string[]): Promise<Peer> {
  const parts: Readonly<Record<string, readonly [type: string, body: string]>> = {
    '/': ['text/html', PAGE],
    '/page.js': ['text/javascript', await bundled()],
    '/clauses.json': ['application/json', JSON.stringify(clauses)],
  }
  const server = createServer(({ url }, response) => {
    const part = parts[url ?? '/']
    if (!part) return void response.writeHead(404).end()
    response.writeHead(200, { 'content-type': part[0] }).end(part[1])
  })
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return { address: `http://127.0.0.1:${port}/`, close: () => void server.close() }
}

async function bundled(): Promise<string> {
  const bundle = await rolldown({ input: ENTRY, platform: 'browser', logLevel: 'silent' })
  const { output } = await bundle.generate({ format: 'es', minify: true, codeSplitting: false })
  return output[0].code
}
