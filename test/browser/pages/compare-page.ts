import type { Page } from '@playwright/test'

/** Two moments of a proposal's log, compared. */
export function comparePage(page: Page) {
  const paper = page.getByRole('article', { name: 'The changes' })
  const legend = page.getByRole('region', { name: 'Whose changes' })
  return {
    open: (proposal: string, address = '') => page.goto(`/proposals/${proposal}/compare${address}`),
    paper,
    inserted: (words: string | RegExp) => paper.getByRole('insertion').filter({ hasText: words }),
    deleted: (words: string | RegExp) => paper.getByRole('deletion').filter({ hasText: words }),
    clause: (words: string | RegExp) => paper.getByRole('paragraph').filter({ hasText: words }),
    legend,
    showWho: () => legend.getByText('Show who wrote it').click(),
    toggle: (administration: string) => legend.getByText(new RegExp(`^${administration}`)).click(),
    handle: (which: 'From' | 'To') => page.getByRole('slider', { name: which }),
    next: page.getByRole('button', { name: 'Next change' }),
    told: page.getByRole('group', { name: 'From change to change' }).getByRole('status'),
    openList: () => page.getByText('Choose from the list of moments').click(),
    listed: (words: string | RegExp) => page.getByRole('row').filter({ hasText: words }),
    openChanges: () => page.getByText('List of the changes').click(),
    changes: page.locator('.change-list').getByRole('listitem'),
  }
}
