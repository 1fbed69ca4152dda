/** Builds the browser application when it is missing or older than what it is made of. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../', import.meta.url))
const BUILT = join(ROOT, 'client/dist/index.html')
const SOURCES = ['client', 'shared', 'vite.config.ts', 'package-lock.json']

/** Answers false where the build failed; vite has said why. */
export function ensureClientIsBuilt(): boolean {
  const reason = staleBecause()
  if (!reason) return true
  console.log(`The browser application is ${reason}: building it (about 10 seconds)…`)
  const { status } = spawnSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'], {
    cwd: ROOT,
    stdio: 'inherit',
  })
  return status === 0
}

function staleBecause(): string | null {
  if (!existsSync(BUILT)) return 'not built yet'
  const built = statSync(BUILT).mtimeMs
  return SOURCES.some((source) => newestIn(join(ROOT, source)) > built) ? 'older than its sources' : null
}

function newestIn(path: string): number {
  const { mtimeMs } = statSync(path)
  if (!statSync(path).isDirectory()) return mtimeMs
  return readdirSync(path)
    .filter((name) => name !== 'dist')
    .reduce((newest, name) => Math.max(newest, newestIn(join(path, name))), 0)
}
