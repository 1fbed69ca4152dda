import { defineConfig } from '@lingui/conf'
import { formatter } from '@lingui/format-po'

export default defineConfig({
  rootDir: import.meta.dirname,
  sourceLocale: 'en',
  locales: ['en'],
  catalogs: [{ path: '<rootDir>/locale/{locale}', include: ['<rootDir>'], exclude: ['**/dist/**'] }],
  // Line numbers would change with every edit of a screen.
  format: formatter({ lineNumbers: false }),
})
