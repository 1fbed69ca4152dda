import type { Page } from '@playwright/test'

export type Upload = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }

export async function chooseFile(page: Page, file: Upload): Promise<void> {
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Add a text from a file' }).click()
  await (await choosing).setFiles(file)
}
