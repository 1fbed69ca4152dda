import type { Page } from '@playwright/test'
import { chooseFile, type Upload } from './choose-file.ts'

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
  upload: (file: Upload) => chooseFile(page, file),
})
