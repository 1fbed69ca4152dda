/** The tests of the log and the storage once more, on PostgreSQL; and those of several nodes. */
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: [
      'test/server/log/{log,brackets,following,legal-updates,snapshots,matrix,review-flags,parked-drafts}.test.ts',
      'test/server/log/{refused-updates,mutated-updates,histories,sent-texts,set-back,commit-queue,signed-out}.test.ts',
      'test/fuzz/*.test.ts',
      'test/postgres/*.test.ts',
    ],
    globalSetup: ['test/postgres/contract-setup.ts'],
    setupFiles: ['test/support/every-test.ts'],
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
