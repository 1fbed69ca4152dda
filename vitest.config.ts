/** The suites that need Node and npm only. What needs a browser or LibreOffice has its own configuration beside its tests. */
import { configDefaults, defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: [...configDefaults.exclude, 'test/browser/**', 'test/office/**'],
  },
})
