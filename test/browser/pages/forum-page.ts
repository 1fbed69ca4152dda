import type { Page } from '@playwright/test'

export const ATU_GROUP = /ATU/
export const RPM = /RPM|Regional Preparatory Meeting/

export const forumPage = (page: Page) => ({
  openFromHome: async (name: RegExp) => {
    await page.goto('/')
    await page
      .getByRole('region', { name: /forums|Forums/ })
      .getByRole('link', { name })
      .click()
  },
  rule: page.getByRole('region', { name: 'When a text is adopted here' }),
  roster: page.getByRole('region', { name: 'Who is a member' }),
  proposal: (title: string) => page.getByRole('row').filter({ hasText: title }),
  openProposal: (title: string) => page.getByRole('row').filter({ hasText: title }).getByRole('link').click(),
  start: page.getByRole('link', { name: 'Start a proposal' }),
})
