import type { Page } from '@playwright/test'

export const historyPage = (page: Page) => ({
  open: (proposal: string) => page.goto(`/proposals/${proposal}/history`),
  verified: page.getByText('Chain verified:'),
  rows: page
    .getByRole('table')
    .getByRole('row')
    .filter({ has: page.getByRole('cell') }),
  act: (words: string | RegExp) => page.getByRole('row').filter({ hasText: words }),
})
