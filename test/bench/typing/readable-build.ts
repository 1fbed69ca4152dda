/** For a profile: the same client, built without minifying into a folder of its own, in the place of the server's. */
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright'
import { build } from 'vite'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
let built: Promise<string> | null = null

export async function serveReadableBuild(page: Page): Promise<void> {
  const folder = await (built ??= buildReadable())
  await page.route(/\/assets\/|\/proposals\/[^/]+$/, async (route) => {
    const { pathname } = new URL(route.request().url())
    if (pathname.startsWith('/api/')) return route.fallback()
    const path = join(folder, pathname.startsWith('/assets/') ? pathname : 'index.html')
    return existsSync(path) ? route.fulfill({ path }) : route.fallback()
  })
}

async function buildReadable(): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'common-proposals-readable-'))
  await build({ configFile: join(ROOT, 'vite.config.ts'), logLevel: 'warn', build: { outDir, minify: false } })
  return outDir
}
