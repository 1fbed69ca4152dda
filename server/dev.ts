/** `npm run dev`: the server, restarted when its files change, with vite in front of it. Open the address that vite prints. */
import './require-node.ts'
import { spawn } from 'node:child_process'
import { createServer } from 'vite'

const PAGE = { host: '127.0.0.1', port: 5173, strictPort: true }

const watched = ['--watch-path=server', '--watch-path=shared', 'server/dev-server.ts']
const server = spawn(process.execPath, watched, {
  stdio: 'inherit',
  // The page comes from vite, so vite's address is the allowed origin.
  env: { DEMO: '1', ...process.env, PORT: '3000', PUBLIC_URL: `http://${PAGE.host}:${PAGE.port}` },
})
server.once('exit', (code) => process.exit(code ?? 1))

const vite = await createServer({ server: PAGE })
await vite.listen()
vite.printUrls()
