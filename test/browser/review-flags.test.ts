import { LINE_IS_CUT } from './console-watch.ts'
import { expect, test } from './fixtures.ts'
import { lineOf } from './line.ts'
import { look } from './look.ts'
import { putCaretAtEndOf, workspacePage } from './pages/workspace-page.ts'
import { COORDINATOR, startFromSample } from './story.ts'

const LENDING = 'shall create no obligation to lend'

test.beforeEach(({ consoles }) => consoles.expect(LINE_IS_CUT))

test('words written without a line into a clause that somebody deleted are held, shown with both versions, and put back', async ({
  enter,
  ask,
}) => {
  const proposal = await startFromSample(await ask(COORDINATOR), { title: 'Written and deleted at once' })
  const [kenya, senegal] = [await enter('Delegate, Kenya'), await enter('Delegate, Senegal')]
  const [one, other] = [workspacePage(kenya.page), workspacePage(senegal.page)]
  const line = await lineOf(kenya.page)
  await Promise.all([one.open(proposal), other.open(proposal)])
  await expect(one.status).toHaveText(/^Saved/)

  line.cut()
  await one.typeAtEndOf(LENDING, ' in the tunnel')
  await other.clause(LENDING).click({ clickCount: 3 })
  await senegal.page.keyboard.press('Delete')
  await senegal.page.keyboard.press('Backspace')
  await expect(other.clause(LENDING)).toHaveCount(0)
  await expect(other.status).toHaveText(/^Saved \d\d:\d\d/)
  line.mend()
  await expect(one.status).toHaveText(/^Saved \d\d:\d\d/)

  const flags = senegal.page.getByRole('region', { name: /To be looked at/ })
  await expect(flags).toContainText('in the tunnel')
  await expect(one.clause(LENDING)).toHaveCount(0)
  await flags.getByRole('button', { name: 'Look at both…' }).click()
  const dialog = senegal.page.getByRole('dialog', { name: 'Two edits met' })
  await expect(dialog).toContainText('Delegate, Kenya')
  await expect(dialog).toContainText('Delegate, Senegal')
  await look(senegal.page, 'review-flag', dialog)
  await dialog.getByText('Put the clause back, with the words').click()
  await dialog.getByRole('button', { name: 'Settle' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(flags).toHaveCount(0)
  for (const each of [one, other]) await expect(each.clause(LENDING)).toContainText('lend')
  await expect(one.clause(LENDING)).toContainText('in the tunnel')
})

test('words written without a line into the half of a clause that somebody split off go along, and are flagged', async ({
  enter,
  ask,
}) => {
  const proposal = await startFromSample(await ask(COORDINATOR), { title: 'Written and split at once' })
  const [kenya, senegal] = [await enter('Delegate, Kenya'), await enter('Delegate, Senegal')]
  const [one, other] = [workspacePage(kenya.page), workspacePage(senegal.page)]
  const line = await lineOf(kenya.page)
  await Promise.all([one.open(proposal), other.open(proposal)])
  await expect(one.status).toHaveText(/^Saved/)

  line.cut()
  await one.typeAtEndOf(LENDING, ' in the tunnel')
  const clause = other.clause(LENDING)
  const words = (await clause.textContent())!
  await putCaretAtEndOf(clause)
  for (let step = 0; step < 6; step++) await senegal.page.keyboard.press('ArrowLeft')
  await senegal.page.keyboard.press('Enter')
  const tail = words.slice(-6)
  await expect(other.status).toHaveText(/^Saved \d\d:\d\d/)
  line.mend()
  for (const each of [one, other]) {
    await expect(each.clause('in the tunnel')).toContainText(`${tail} in the tunnel`)
    await expect(each.clause('in the tunnel')).not.toContainText('shall create')
  }

  const flags = kenya.page.getByRole('region', { name: /To be looked at/ })
  await expect(flags).toContainText('1 review flag')
  await expect(one.clause('in the tunnel')).toHaveAttribute('data-flagged', '')
  await look(kenya.page, 'review-flag-in-the-text', flags)
  await flags.getByRole('button', { name: 'Look at both…' }).click()
  await kenya.page.getByText('The text is right as it is').click()
  await kenya.page.getByRole('button', { name: 'Settle', exact: true }).click()
  await expect(flags).toHaveCount(0)
  await kenya.page.goto(`/proposals/${proposal}/history`)
  await expect(kenya.page.getByRole('main')).toContainText('the text stays as it is')
  await expect(kenya.page.getByRole('main')).toContainText('Two edits met')
})
