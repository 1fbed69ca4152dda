/** Who empties a text at one stroke is named to everybody who is there, and the history says it to who was not. */
import { expect, test } from './fixtures.ts'
import { look } from './look.ts'
import { comparePage } from './pages/compare-page.ts'
import { workspacePage } from './pages/workspace-page.ts'
import { COORDINATOR, startFromSample } from './story.ts'

const LENDING = 'shall create no obligation to lend'

test('a text that somebody empties: the others are told by whom, compare, and see it end when it is undone', async ({
  enter,
  ask,
}) => {
  const proposal = await startFromSample(await ask(COORDINATOR), { title: 'Emptied' })
  const kenya = workspacePage((await enter('Delegate, Kenya')).page)
  const senegal = workspacePage((await enter('Delegate, Senegal')).page)
  await kenya.open(proposal)
  await senegal.open(proposal)
  await kenya.clause(LENDING).click()
  await kenya.page.keyboard.press('ControlOrMeta+a')
  await kenya.page.keyboard.press('Delete')
  const told = senegal.page.getByText(/\d+ clauses were removed by Delegate, Kenya/)
  await told.waitFor()
  await expect(senegal.clause(LENDING)).toHaveCount(0)
  await expect(kenya.page.getByText(/clauses were removed/)).toHaveCount(0)
  await look(senegal.page, 'removed-clauses', told)
  await senegal.page.getByRole('link', { name: 'Compare with the text before' }).click()
  const compare = comparePage(senegal.page)
  await expect(compare.clause(LENDING)).toBeVisible()
  await expect(compare.legend).toContainText('Kenya')

  const { page } = await enter('Delegate, Ghana')
  await page.goto(`/proposals/${proposal}/history`)
  await look(page, 'removed-clauses-history', page.getByText(/\d+ clauses were removed\./))
  await expect(page.getByRole('row', { name: /clauses were removed/ })).not.toContainText('Coordinator')
  await page.getByRole('link', { name: 'Compare with the text before' }).click()
  await expect(comparePage(page).clause(LENDING)).toBeVisible()

  await senegal.open(proposal)
  await kenya.tool('Undo').click()
  await expect(senegal.clause(LENDING)).toHaveCount(1)
})
