/** An office whose network lets no WebSocket through. */
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { workspacePage } from './pages/workspace-page.ts'
import { COORDINATOR, startFromSample } from './story.ts'

const LENDING = 'that participation in a pool'
const LISTS = 'a published list'

const blockSockets = (page: Page) => page.routeWebSocket(/\/sync\//, (socket) => void socket.close())

test.describe('where WebSockets are blocked', () => {
  test('two people write, see each other, and what they write is saved', async ({ enter, ask }) => {
    const proposal = await startFromSample(await ask(COORDINATOR), { title: 'Over plain HTTP' })
    const [kenya, senegal] = [await enter('Delegate, Kenya'), await enter('Delegate, Senegal')]
    await Promise.all([blockSockets(kenya.page), blockSockets(senegal.page)])
    const [one, other] = [workspacePage(kenya.page), workspacePage(senegal.page)]
    await Promise.all([one.open(proposal), other.open(proposal)])
    await expect(one.presence).toHaveAccessibleName(/Delegate, Senegal/)
    for (const { page } of [kenya, senegal]) await expect(page.getByText('Slow line')).toBeVisible()
    await Promise.all([
      one.typeAtEndOf(LENDING, ' equipment or operators'),
      other.typeAtEndOf(LISTS, ' and for how long'),
    ])
    for (const workspace of [one, other]) {
      await expect(workspace.clause(LENDING)).toContainText('equipment or operators')
      await expect(workspace.clause(LISTS)).toContainText('and for how long')
      await expect(workspace.status).toHaveText(/^Saved \d\d:\d\d/)
    }
  })

  test('one who can open a socket and one who cannot write together', async ({ enter, ask }) => {
    const proposal = await startFromSample(await ask(COORDINATOR), { title: 'Over both' })
    const [kenya, senegal] = [await enter('Delegate, Kenya'), await enter('Delegate, Senegal')]
    await blockSockets(kenya.page)
    const [one, other] = [workspacePage(kenya.page), workspacePage(senegal.page)]
    await Promise.all([one.open(proposal), other.open(proposal)])
    await expect(kenya.page.getByText('Slow line')).toBeVisible()
    await one.typeAtEndOf(LENDING, ' equipment')
    await expect(other.clause(LENDING)).toContainText(' equipment')
    await other.typeAtEndOf(LENDING, ' or people')
    await expect(one.clause(LENDING)).toContainText(' or people')
    await expect(senegal.page.getByText('Slow line')).toHaveCount(0)
  })
})

test('low-bandwidth mode is remembered by the browser', async ({ enter, ask }) => {
  const proposal = await startFromSample(await ask(COORDINATOR), { title: 'On a thin line' })
  const { page } = await enter('Delegate, Kenya')
  const workspace = workspacePage(page)
  await workspace.open(proposal)
  const menu = page.getByRole('button', { name: 'More about this proposal' })
  await menu.click()
  await page.getByRole('menuitem', { name: /Low-bandwidth mode: off/ }).click()
  await page.reload()
  await menu.click()
  await expect(page.getByRole('menuitem', { name: /Low-bandwidth mode: on/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await workspace.typeAtEndOf(LENDING, ' things')
  await expect(workspace.status).toHaveText(/^Saved \d\d:\d\d/)
})
