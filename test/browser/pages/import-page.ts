import type { Page } from '@playwright/test'
import { chooseFile, type Upload } from './choose-file.ts'

/** The import, wherever it was begun. */
export const importPage = (page: Page) => {
  const rows = page.getByRole('list', { name: 'Source beside structure' })
  const row = (words: string) => rows.getByRole('listitem').filter({ hasText: words })
  return {
    choose: (file: Upload) => chooseFile(page, file),
    rows,
    /** Source and structure of the paragraph with these words. */
    row,
    remark: (words: string, message: string) => row(words).getByRole('paragraph').filter({ hasText: message }),
    change: (words: string) =>
      row(words)
        .getByRole('button', { name: /^Change:/ })
        .first()
        .click(),
    form: async (name: string) => {
      await page.getByRole('button', { name: /What it is$/ }).click()
      await page.getByRole('option', { name, exact: true }).click()
    },
    words: page.getByRole('textbox', { name: 'Words' }),
    press: (name: string) => page.getByRole('button', { name, exact: true }).click(),
    putIn: (words: string) => row(words).getByRole('button', { name: 'Put it in' }).click(),
    undo: page.getByRole('button', { name: 'Undo', exact: true }),
    remarks: page.getByRole('region', { name: 'Remarks of the import' }).getByRole('listitem'),
    field: (name: string) => page.getByRole('textbox', { name, exact: true }),
    accept: page.getByRole('button', { name: /^(Accept|Go on to the proposal)/ }),
    meant: page.getByRole('radiogroup', { name: 'Read it' }),
    which: page.getByRole('radiogroup', { name: 'Resolution' }),
    error: page.getByRole('alert'),
    leave: page.getByRole('dialog', { name: 'Leave the import?' }),
  }
}
