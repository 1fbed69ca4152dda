import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { look } from './look.ts'
import { workspacePage } from './pages/workspace-page.ts'
import { COORDINATOR, startFromSample } from './story.ts'

const LENDING = 'create no obligation to lend'

test('delegates put a word in brackets, offer another, say which they want, and settle it with a reason', async ({
  enter,
  ask,
}) => {
  const proposal = await startFromSample(await ask(COORDINATOR), { title: 'Not agreed yet' })
  const [kenya, senegal] = [await enter('Delegate, Kenya'), await enter('Delegate, Senegal')]
  const [one, other] = [workspacePage(kenya.page), workspacePage(senegal.page)]
  await Promise.all([one.open(proposal), other.open(proposal)])

  await selectWord(kenya.page, LENDING, 'shall')
  await kenya.page.keyboard.type('[')
  await expect(other.clause(LENDING)).toContainText('in a pool [shall]')

  const bracket = { [kenya.name]: bracketOf(kenya.page), [senegal.name]: bracketOf(senegal.page) }
  await expect(bracket[senegal.name]!).toContainText('1 open bracket')

  await putCaretIn(kenya.page, LENDING, '.alternative')
  await kenya.page.getByRole('button', { name: 'Add an alternative to this bracket' }).click()
  await kenya.page.keyboard.type('should')
  await expect(other.clause(LENDING)).toContainText('in a pool [shall][should]')

  await bracket[kenya.name]!.getByRole('button', { name: 'Kenya wants this' }).first().click()
  await bracket[senegal.name]!.getByRole('button', { name: 'Senegal wants this' }).last().click()
  await expect(bracket[kenya.name]!.getByRole('listitem').filter({ hasText: 'should' }).last()).toContainText('SEN')
  await kenya.page.mouse.move(0, 0)
  await look(kenya.page, 'bracket-open', bracket[kenya.name]!)
  await one.show('Redline')
  await expect(one.clause(LENDING).locator('ins.bracket-sign')).toHaveCount(4)
  await look(kenya.page, 'bracket-redline', one.text)
  await one.show('Text')

  await bracket[senegal.name]!.getByRole('button', { name: 'Settle…' }).click()
  await look(senegal.page, 'bracket-settle', other.dialog)
  const leaveOpen = other.dialog.getByRole('button', { name: 'Leave it open' })
  const place = await leaveOpen.boundingBox()
  await other.dialog.getByText('should', { exact: true }).click()
  await other.dialog.getByLabel('Why it is settled so').fill('Agreed over coffee.')
  await expect(other.dialog.getByText('Give the reason first.')).toHaveCount(0)
  expect(await leaveOpen.boundingBox()).toEqual(place)
  await other.press('Settle')
  await expect(one.clause(LENDING)).toContainText('in a pool should')
  await expect(bracket[kenya.name]!).toBeHidden()

  await kenya.page.goto(`/proposals/${proposal}/history`)
  await expect(kenya.page.getByText('Agreed over coffee.')).toBeVisible()
})

const bracketOf = (page: Page) => page.getByRole('region', { name: /^Not agreed/ })

async function selectWord(page: Page, clause: string, word: string): Promise<void> {
  const paragraph = workspacePage(page).clause(clause)
  await paragraph.click()
  await paragraph.evaluate((element, wanted) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = (node.textContent ?? '').indexOf(wanted)
      if (at >= 0) return getSelection()!.setBaseAndExtent(node, at, node, at + wanted.length)
    }
  }, word)
}

async function putCaretIn(page: Page, clause: string, selector: string): Promise<void> {
  await workspacePage(page)
    .clause(clause)
    .locator(selector)
    .first()
    .evaluate((element) => {
      getSelection()!.selectAllChildren(element)
      getSelection()!.collapseToEnd()
    })
}
