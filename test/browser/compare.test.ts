/** Any two moments of the log are compared, by administration, with who wrote it as the log says. */
import { expect, test } from './fixtures.ts'
import { look } from './look.ts'
import { comparePage } from './pages/compare-page.ts'
import { workspacePage } from './pages/workspace-page.ts'
import { CHAIR, command, COORDINATOR, head, lock, startFromSample, viewOf } from './story.ts'

const LENDING = 'shall create no obligation to lend'

test('two administrations write; the comparison says who wrote what, and can show one of them alone', async ({
  enter,
  ask,
}) => {
  const proposal = await startFromSample(await ask(COORDINATOR), { title: 'Compared' })
  const kenya = workspacePage((await enter('Delegate, Kenya')).page)
  await kenya.open(proposal)
  await kenya.typeAtEndOf(LENDING, ' for ever')
  await expect(kenya.status).toHaveText(/^Saved \d\d:\d\d/)
  await command(await ask(COORDINATOR), proposal, { type: 'open-review' })
  const senegal = workspacePage((await enter('Delegate, Senegal')).page)
  await senegal.open(proposal)
  await expect(senegal.clause(LENDING)).toContainText('for ever')
  await senegal.typeAtEndOf(LENDING, ' and a day')
  await expect(senegal.status).toHaveText(/^Saved \d\d:\d\d/)
  const atReview = (await viewOf(await ask(CHAIR), proposal)).state
  await lock(await ask(CHAIR), proposal)

  await senegal.show('Redline')
  await senegal.clause(LENDING).click()
  await senegal.page.getByRole('button', { name: 'Who wrote it' }).click()
  await expect(senegal.dialog).toContainText(/Inserted\s+for ever\s*Delegate, Kenya/)
  await look(senegal.page, 'who-wrote-it', senegal.dialog.getByRole('insertion').first())

  const { page } = await enter(head('Egypt'))
  const compare = comparePage(page)
  await workspacePage(page).open(proposal)
  await workspacePage(page).choose('Compare…')
  await expect(compare.clause(LENDING)).toContainText('for ever and a day')
  await expect(compare.inserted('for ever')).toHaveText(' for ever')
  await expect(compare.legend).toContainText('Kenya 1')
  await expect(compare.legend).toContainText('Senegal 1')

  await compare.showWho()
  await expect(compare.inserted('for ever')).toHaveAttribute('title', /^Delegate, Kenya · /)
  await expect(compare.inserted('and a day')).toHaveAttribute('title', /^Delegate, Senegal · /)
  await compare.next.press('Enter')
  await expect(compare.told).toContainText(/Change 1 of 3: Inserted\s+“?for ever”?\s+Delegate, Kenya/)
  await expect(compare.inserted('for ever')).toBeFocused()
  await look(page, 'compare', compare.told)

  await compare.toggle('Kenya')
  await expect(compare.inserted('for ever')).toHaveCount(0)
  await expect(compare.clause('for ever')).toContainText('for ever and a day')
  await expect(compare.inserted('and a day')).toBeVisible()
  await expect(compare.legend).toContainText('1 change by others is not marked.')
  await expect(page).toHaveURL(/by=.*SEN/)
  await compare.legend.getByRole('button', { name: 'Mark all changes' }).click()

  await compare.openList()
  await compare
    .listed('Opened the review')
    .getByRole('radio', { name: /^Compare from/ })
    .click()
  await expect(compare.inserted('and a day')).toBeVisible()
  await expect(compare.inserted('for ever')).toHaveCount(0)
  await expect(page).toHaveURL(/from=\d+/)
  await look(page, 'compare-list', compare.listed('Opened the review'))

  await compare.handle('From').focus()
  await compare.handle('From').press('Home')
  await expect(compare.inserted('for ever')).toBeVisible()
  await compare.openChanges()
  await expect(compare.changes.nth(1)).toContainText('Delegate, Senegal')

  const sent = await enter('Delegate, Ghana')
  await comparePage(sent.page).open(proposal, `?from=base&to=${atReview.head}&who=1`)
  await expect(comparePage(sent.page).inserted('and a day')).toHaveAttribute('title', /Senegal/)
})

test('a moment that is not in the log is refused in words, and an outsider sees nothing', async ({
  enter,
  ask,
  consoles,
}) => {
  consoles.expect(/status of 404/)
  const proposal = await startFromSample(await ask(COORDINATOR), { title: 'No such moment' })
  const { page } = await enter('Delegate, Kenya')
  await comparePage(page).open(proposal, '?from=base&to=9999')
  await expect(page.getByRole('alert')).toContainText('has texts from entry')
  const outsider = await enter('Delegate, Eritrea')
  await comparePage(outsider.page).open(proposal)
  await expect(outsider.page.getByRole('alert').first()).toContainText('you may not read it')
})
