import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { workspacePage } from './pages/workspace-page.ts'
import { command, COORDINATOR, head, startFromSample } from './story.ts'

const LENDING = 'shall create no obligation to lend'

test('a head of delegation opens a proposal, writes and takes a position with the keyboard alone', async ({
  enter,
  ask,
}) => {
  const coordinator = await ask(COORDINATOR)
  const proposal = await startFromSample(coordinator, { title: 'By keyboard' })
  await command(coordinator, proposal, { type: 'open-review' })
  const { page } = await enter(head('Kenya'))
  await page.goto('/forums/rto-atu-wtdc-29')
  const link = page.getByRole('row').filter({ hasText: 'By keyboard' }).getByRole('link')
  await link.waitFor()
  await tabTo(page, link)
  await page.keyboard.press('Enter')

  const workspace = workspacePage(page)
  await expect(workspace.clause(LENDING)).toBeVisible()
  await tabTo(page, workspace.text)
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' Typed without a mouse.')
  await expect(workspace.text.getByRole('paragraph').last()).toContainText('Typed without a mouse.')

  await test.step('Tab and Shift+Tab change the level of an item', async () => {
    const item = workspace.clause('that a community which has no other link')
    await caretByKeyboardTo(page, item)
    await expect(item).toHaveAttribute('data-level', '0')
    await page.keyboard.press('Tab')
    await expect(item).toHaveAttribute('data-level', '1')
    await page.keyboard.press('Shift+Tab')
    await expect(item).toHaveAttribute('data-level', '0')
    await expect(workspace.text).toBeFocused()
  })

  await test.step('Escape and Tab lead out of the text, as the text says to a screen reader', async () => {
    await page.keyboard.press('Escape')
    await page.keyboard.press('Tab')
    await expect(workspace.text).not.toBeFocused()
    await expect(workspace.text).toHaveAccessibleDescription(/Escape/)
  })

  await expect(workspace.status).toHaveText(/^Saved \d\d:\d\d/)
  await keyTo(page, workspace.answer('Support'), 'Escape', 'Tab')
  await page.keyboard.press('Space')
  await expect(workspace.answer('Support')).toBeChecked()
  await expect(workspace.positions('Support')).toContainText('Kenya')
})

test('a dialog is opened, kept to and left with the keyboard', async ({ enter, ask }) => {
  const proposal = await startFromSample(await ask(COORDINATOR), { title: 'Dialog by keyboard' })
  const { page } = await enter(COORDINATOR)
  const workspace = workspacePage(page)
  await workspace.open(proposal)
  const menu = page.getByRole('button', { name: 'More about this proposal' })
  await tabTo(page, menu)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'History' })).toBeFocused()
  const rename = page.getByRole('menuitem', { name: 'Rename…' })
  await keyTo(page, rename, 'ArrowDown')
  await page.keyboard.press('Enter')
  await expect(workspace.dialog.getByRole('textbox', { name: 'Title' })).toBeFocused()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('Renamed by keyboard')
  await tabTo(page, workspace.dialog.getByRole('button', { name: 'Rename' }))
  await page.keyboard.press('Enter')
  await expect(workspace.dialog).toHaveCount(0)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Renamed by keyboard')
  await expect(menu).toBeFocused()
})

const tabTo = (page: Page, goal: Locator) => keyTo(page, goal, 'Tab')

async function keyTo(page: Page, goal: Locator, ...keys: readonly string[]): Promise<void> {
  for (let presses = 0; presses < 120; presses++) {
    if (await goal.evaluate((element) => element === document.activeElement)) return
    for (const key of keys) await page.keyboard.press(key)
  }
  throw new Error(`${keys.join(' and ')} does not lead there`)
}

async function caretByKeyboardTo(page: Page, clause: Locator): Promise<void> {
  await page.keyboard.press('Control+Home')
  for (let presses = 0; presses < 80; presses++) {
    if (await clause.evaluate((element) => element.contains(getSelection()!.anchorNode))) return
    await page.keyboard.press('ArrowDown')
  }
  throw new Error('the caret does not reach the clause')
}
