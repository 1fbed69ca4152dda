import type { Page } from '@playwright/test'

export const signInPage = (page: Page) => ({
  open: () => page.goto('/sign-in'),
  banner: page.getByRole('complementary', { name: 'Demonstration' }),
  person: (name: string) => page.getByRole('button', { name, exact: true }),
  people: page.getByRole('region', { name: 'Demonstration people' }),
  search: page.getByRole('searchbox'),
})

/** The account's own menu, on every page behind the door. */
export const account = (page: Page) => ({
  signOut: async () => {
    await page.getByRole('button', { name: /Account$/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
  },
  dialog: page.getByRole('dialog', { name: 'Sign out and lose unsent edits?' }),
})
