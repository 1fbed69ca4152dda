import type { Locator, Page } from '@playwright/test'

type Forum = { readonly kind: string; readonly of: RegExp; readonly conference: RegExp }
type Person = { readonly name: string; readonly administration: string; readonly role: string }

/** Where an administrator of the site adds people and forums. */
export function peoplePage(page: Page) {
  const dialog = page.getByRole('dialog')
  return {
    link: page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'People' }),
    row: (name: string) => page.getByRole('row').filter({ hasText: name }),
    dialog,
    addForum: async ({ kind, of, conference }: Forum) => {
      await page.getByRole('button', { name: 'Add a forum' }).click()
      await dialog.getByText(kind, { exact: true }).click()
      await pick(dialog.getByRole('combobox', { name: 'Organization' }), of)
      await pick(dialog.getByRole('combobox', { name: 'Conference' }), conference)
      await dialog.getByRole('button', { name: 'Add the forum' }).click()
      await dialog.waitFor({ state: 'detached' })
    },
    /** Answers the sign-in link of the new person. */
    addPerson: async ({ name, administration, role }: Person) => {
      await page.getByRole('button', { name: 'Add a person' }).click()
      await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
      await pick(dialog.getByRole('combobox', { name: 'Administration' }), new RegExp(`^${administration}$`))
      await dialog
        .getByRole('group', { name: /^Roles in/ })
        .getByText(role, { exact: true })
        .click()
      await dialog.getByRole('button', { name: 'Add and make a sign-in link' }).click()
      const link = await dialog.getByRole('textbox', { name: 'Personal sign-in link' }).inputValue()
      await dialog.getByRole('button', { name: 'Close' }).last().click()
      return link
    },
  }
}

async function pick(choice: Locator, option: RegExp): Promise<void> {
  await choice.click()
  await choice.page().getByRole('option', { name: option }).click()
}
