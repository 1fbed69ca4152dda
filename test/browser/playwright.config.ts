/** The story in a real browser, against the real program on an empty data folder. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from '@playwright/test'

/** Another port and folder let two runs go on at once. */
const PORT = Number(process.env['BROWSER_TEST_PORT'] ?? 3217)
const address = `http://127.0.0.1:${PORT}`

export default defineConfig({
  testDir: '.',
  outputDir: process.env['BROWSER_TEST_RESULTS'] ?? '../results',
  workers: 1,
  // They say only that something never comes: a busy machine is slow and not wrong.
  timeout: 300_000,
  expect: { timeout: 30_000 },
  // These machines are noisy. What passes the second time is reported as flaky.
  retries: 1,
  forbidOnly: true,
  use: {
    baseURL: address,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Africa/Nairobi',
    // Without the film: drawing it costs more than the tests.
    trace: { mode: 'retain-on-failure', screenshots: false },
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: 'npm start',
    url: `${address}/api/session`,
    timeout: 120_000,
    cwd: '../..',
    stdout: 'pipe',
    env: {
      DEMO: '1',
      PORT: String(PORT),
      DATA_DIR: process.env['BROWSER_TEST_DATA'] ?? mkdtempSync(join(tmpdir(), 'common-proposals-browser-')),
    },
  },
})
