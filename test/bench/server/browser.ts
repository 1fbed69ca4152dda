/** From the address to a text that takes keys, in Chromium (CHROMIUM=/path, /usr/bin/chromium by default). */
import { chromium } from 'playwright'
import { ensureClientIsBuilt } from '../../../server/client-build.ts'
import { cookieOf } from '../typing/proposal.ts'
import type { Contestant } from './contestants.ts'

const PATIENCE_MS = 60_000

/** Milliseconds; null where there is no browser. */
export async function timeInBrowser({ server }: Contestant, document: string): Promise<number | null> {
  if (!ensureClientIsBuilt()) return null
  const site = `http://127.0.0.1:${server.port}`
  const browser = await chromium
    .launch({
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
    })
    .catch(() => null)
  if (browser === null) return null
  try {
    const context = await browser.newContext({ locale: 'en-GB' })
    const [name, value] = (await cookieOf(site, 'demo-delegate-ken')).split('=') as [string, string]
    await context.addCookies([{ name, value, url: site }])
    const page = await context.newPage()
    const startedAt = performance.now()
    await page.goto(`${site}/proposals/${document}`)
    await page.locator('[contenteditable=true] [data-id]').first().waitFor({ timeout: PATIENCE_MS })
    return performance.now() - startedAt
  } finally {
    await browser.close()
  }
}
