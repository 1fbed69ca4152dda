import { expect, test } from './fixtures.ts'
import { sidewaysScroll } from './look.ts'
import { workspacePage } from './pages/workspace-page.ts'
import { command, COORDINATOR, head, startFromSample } from './story.ts'

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true }

test('on a phone clauses, text and positions stand one at a time, and one can write and answer', async ({
  enter,
  ask,
}) => {
  const coordinator = await ask(COORDINATOR)
  const proposal = await startFromSample(coordinator, { title: 'In the corridor' })
  await command(coordinator, proposal, { type: 'open-review' })
  const { page } = await enter(head('Kenya'), PHONE)
  const workspace = workspacePage(page)
  const part = (name: string) =>
    page.getByRole('navigation', { name: 'Parts of this page' }).getByRole('button', { name })
  await workspace.open(proposal)
  await expect(workspace.panel).toBeHidden()
  expect(await sidewaysScroll(page)).toBe(0)

  await part('Clauses').click()
  await expect(workspace.text).toBeHidden()
  await workspace.outline.getByRole('button', { name: /that participation in a pool/ }).click()
  await expect(workspace.clause('that participation in a pool')).toBeInViewport()
  await workspace.typeAtEndOf('that participation in a pool', ' typed on a phone')
  await expect(workspace.status).toHaveText(/^Saved \d\d:\d\d/)
  expect(await sidewaysScroll(page)).toBe(0)

  await part('Positions').click()
  await expect(workspace.text).toBeHidden()
  await workspace.answer('Support').click()
  await expect(workspace.positions('Support')).toContainText('Kenya')
  expect(await sidewaysScroll(page)).toBe(0)
})
