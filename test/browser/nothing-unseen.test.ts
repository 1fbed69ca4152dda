/** What binds, binds to a text that was on the screen of the person who bound it. */
import { expect, test, type Visitor } from './fixtures.ts'
import { workspacePage } from './pages/workspace-page.ts'
import { CHAIR, command, COORDINATOR, head, startFromSample } from './story.ts'

const LENDING = 'shall create no obligation to lend'
const DELEGATE = 'Delegate, Senegal'

async function at(enter: (name: string) => Promise<Visitor>, name: string, proposal: string) {
  const { page } = await enter(name)
  const workspace = workspacePage(page)
  await workspace.open(proposal)
  return { ...workspace, page }
}

test.describe('in the review', () => {
  let proposal: string
  test.beforeEach(async ({ ask }) => {
    const coordinator = await ask(COORDINATOR)
    proposal = await startFromSample(coordinator, { title: 'Nothing unseen' })
    await command(coordinator, proposal, { type: 'open-review' })
  })

  test('a press that the text moves under is not sent', async ({ enter }) => {
    const kenya = await at(enter, head('Kenya'), proposal)
    const delegate = await at(enter, DELEGATE, proposal)
    await kenya.panel.locator('label, button').filter({ hasText: 'Oppose' }).first().hover()
    await kenya.page.mouse.down()
    await delegate.typeAtEndOf(LENDING, ' meanwhile')
    await expect(kenya.clause(LENDING)).toContainText('meanwhile')
    await expect(delegate.status).toHaveText(/^Saved/)
    await kenya.page.mouse.up()
    await expect(kenya.mine).toContainText('The text changed while you pressed')
    await expect(kenya.positions('Oppose')).toContainText('0')
    await kenya.answer('Oppose').click()
    await expect(kenya.answer('Oppose')).toBeChecked()
  })

  test('a space bar held on the lock does not say that the change was read', async ({ enter }) => {
    const chair = await at(enter, CHAIR, proposal)
    const delegate = await at(enter, DELEGATE, proposal)
    await chair.step('Lock the text').click()
    await chair.dialog.getByRole('button', { name: 'Lock this text' }).focus()
    await chair.page.keyboard.down('Space')
    await delegate.typeAtEndOf(LENDING, ' meanwhile')
    const read = chair.dialog.getByRole('button', { name: 'I have read the change' })
    await expect(read).toBeVisible()
    await chair.page.keyboard.down('Space')
    await chair.page.keyboard.up('Space')
    await chair.page.waitForTimeout(300)
    await expect(read).toBeVisible()
    await expect(chair.dialog.getByRole('button', { name: 'Keep drafting' })).toBeFocused()
  })
})
