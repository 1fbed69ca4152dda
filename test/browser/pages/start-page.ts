import type { Page } from '@playwright/test'

export type Upload = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }

export const startPage = (page: Page) => ({
  operator: (name: string) =>
    page.getByRole('radiogroup', { name: 'What the proposal does' }).getByText(name, { exact: true }).click(),
  base: (name: string) => page.getByRole('radiogroup', { name: 'Text that it changes' }).getByText(name).click(),
  chosenBase: page.getByRole('radiogroup', { name: 'Text that it changes' }).getByRole('radio', { checked: true }),
  title: page.getByRole('textbox', { name: 'Title of the proposal' }),
  summary: page.getByRole('textbox', { name: 'Summary' }),
  reasons: page.getByRole('textbox', { name: 'Reasons' }),
  warning: page.getByRole('alert').filter({ hasText: 'superseded' }),
  seen: () => page.getByText('I have seen this and start from the superseded text.').click(),
  error: page.getByRole('alert'),
  startButton: page.getByRole('button', { name: 'Start the proposal' }),
  upload: async (file: Upload) => {
    const choosing = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Add a text from a file' }).click()
    await (await choosing).setFiles(file)
  },
})
