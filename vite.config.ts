/** Builds the browser's side into client/dist, and serves it in development in front of a running server. */
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { getConfig } from '@lingui/conf'
import { linguiTransformerBabelPreset, lingui } from '@lingui/vite-plugin'
import babel from '@rolldown/plugin-babel'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { configDefaults, defineConfig } from 'vitest/config'

const linguiConfig = { configPath: fileURLToPath(new URL('client/lingui.config.ts', import.meta.url)) }
const server = 'http://127.0.0.1:3000'

/** `member-states.json?labels` is the same list with what every screen shows of it: a seventh of the bytes. */
const memberStateLabels: Plugin = {
  name: 'member-state-labels',
  enforce: 'pre',
  load: {
    filter: { id: /member-states\.json\?labels$/ },
    handler(id) {
      const rows = JSON.parse(readFileSync(id.split('?')[0]!, 'utf8')) as readonly StateRow[]
      return { code: `export default ${JSON.stringify(rows.map(labelOf))}`, moduleType: 'js' }
    },
  },
}
type StateRow = { readonly iso3: string; readonly itu: string | null; readonly name: { readonly en: string } }
const labelOf = ({ iso3, itu, name }: StateRow) => [iso3, itu, name.en]

export default defineConfig({
  // The tests stand beside the three layers, not inside the client.
  root: process.env['VITEST'] ? '.' : 'client',
  plugins: [
    memberStateLabels,
    react(),
    lingui(linguiConfig),
    babel({ presets: [linguiTransformerBabelPreset({ linguiConfig: getConfig(linguiConfig) }, linguiConfig)] }),
  ],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // The workspace with the editor is one lazy part of some 520 kB, 163 kB gzipped.
    chunkSizeWarningLimit: 600,
    // The content security policy knows no data: addresses and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: [...configDefaults.exclude, 'test/browser/**', 'test/office/**', 'test/postgres/**'],
    setupFiles: ['test/support/every-test.ts'],
    // By default two processors have one worker, which then waits for disks and clocks.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // They say only that a test hangs: what waits for something waits for up to a minute (test/support/until.ts).
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
  server: {
    host: '127.0.0.1',
    proxy: {
      '/api': server,
      '/sync': { target: server, ws: true },
      '^/proposals/[^/]+/print': server,
    },
  },
})
