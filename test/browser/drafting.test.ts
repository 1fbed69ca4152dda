import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { look } from './look.ts'
import { putCaretAtEndOf, workspacePage } from './pages/workspace-page.ts'
import { CHAIR, COORDINATOR, command, startFromSample } from './story.ts'

const checksOf = (page: Page) => page.getByRole('region', { name: /^Drafting checks/ })
const remark = (page: Page, words: string | RegExp) => checksOf(page).getByRole('listitem').filter({ hasText: words })

test('references are linked as one types, follow their clause for everybody, and what is open is mended by a button', async ({
  enter,
  ask,
}) => {
  const proposal = await startFromSample(await ask(COORDINATOR), { title: 'References that follow' })
  const [kenya, senegal] = [await enter('Delegate, Kenya'), await enter('Delegate, Senegal')]
  const [one, other] = [workspacePage(kenya.page), workspacePage(senegal.page)]
  await Promise.all([one.open(proposal), other.open(proposal)])

  const ambiguous = remark(kenya.page, '“recognizing a)” can mean 2 clauses.')
  await expect(ambiguous).toBeVisible()
  await ambiguous.getByRole('button', { name: 'Link to recognizing a)' }).last().click()
  await expect(ambiguous).toBeHidden()
  await expect(other.clause('to encourage the establishment').locator('.reference')).toHaveText('recognizing a)')

  await putCaretAtEndOf(one.clause(/^resolves$/))
  await one.tool('Insert clause below').click()
  await kenya.page.keyboard.type('to begin before considering b) below is settled;', { delay: 5 })
  await expect(one.clause('to begin before').locator('.reference')).toHaveText('considering b)')
  await expect(one.clause('pools established under').locator('.reference')).toHaveText('resolves 2')
  await expect(other.clause('yearly exercises called for').locator('.reference')).toHaveText('resolves 3 iii)')

  await putCaretAtEndOf(other.clause(/^to bring this resolution/))
  await senegal.page.keyboard.type(' ,  see resolves 9 above', { delay: 5 })
  const nothing = remark(senegal.page, '“resolves 9” refers to a clause that is not in this text.')
  await expect(nothing).toBeVisible()
  await remark(senegal.page, 'Two spaces stand together.').getByRole('button', { name: 'One space' }).click()
  await expect(remark(senegal.page, 'Two spaces')).toBeHidden()
  await nothing.getByRole('button').first().click()
  await expect.poll(() => senegal.page.evaluate(() => getSelection()!.toString())).toBe('resolves 9')
  await look(senegal.page, 'drafting-checks', checksOf(senegal.page))
})

test('a note is edited in place, referred to again, and offered for deletion when its last mark is gone', async ({
  enter,
  ask,
}) => {
  const proposal = await startFromSample(await ask(COORDINATOR), { title: 'Footnotes' })
  const { page } = await enter('Delegate, Kenya')
  const one = workspacePage(page)
  await one.open(proposal)
  const notes = one.text.locator('p[data-kind="footnote"]')
  const menu = () => page.getByRole('button', { name: 'Footnotes' }).click()

  await putCaretAtEndOf(one.clause('small and remote communities are often'))
  await menu()
  await look(page, 'footnote-menu', page.getByRole('menu', { name: 'Footnotes' }))
  await page.getByRole('menuitem', { name: /^Note on developing countries/ }).click()
  await expect(notes).toHaveCount(2)
  await expect(notes.filter({ hasText: 'These include' })).toHaveAttribute('data-label', '1')

  await putCaretAtEndOf(one.clause('depends on a single operator'))
  await menu()
  await page.getByRole('menuitem', { name: /^Note on developing countries/ }).click()
  await expect(notes).toHaveCount(2)
  await expect(one.clause('depends on a single operator').locator('sup')).toHaveAttribute('data-number', '1')

  await page.keyboard.press('Alt+Enter')
  await page.keyboard.press('End')
  await page.keyboard.type(' Or so.')
  await expect(notes.filter({ hasText: 'These include' })).toContainText('transition. Or so.')
  await page.keyboard.press('Alt+Enter')
  await page.keyboard.type('X')
  await expect(one.clause('are often')).toContainText('X')

  // The caret stands after the mark and the letter: it passes the mark with one key, and Backspace takes it.
  await page.keyboard.press('Backspace')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.type('Y')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Backspace')
  await expect(one.clause('are often').locator('sup')).toHaveCount(0)
  await expect(one.clause('are often')).toContainText('Y')

  await putCaretAtEndOf(one.clause('depends on a single operator'))
  await page.keyboard.press('Backspace')
  const unreferenced = remark(page, 'No mark in the text leads to this footnote.')
  await unreferenced.getByRole('button', { name: 'Delete the footnote' }).click()
  await expect(notes).toHaveCount(1)
  await one.text.focus()
  await page.keyboard.press('Control+z')
  await expect(notes).toHaveCount(2)
})

test('the words under the pointer say what they refer to', async ({ enter, ask }) => {
  const proposal = await startFromSample(await ask(COORDINATOR), { title: 'Cards' })
  const { page } = await enter('Delegate, Kenya')
  const one = workspacePage(page)
  await one.open(proposal)
  await one.clause('yearly exercises called for').locator('.reference').hover()
  await expect(page.locator('.text-card')).toContainText('iii) a yearly exercise')
  await page.screenshot({ path: 'test/results/screens/card-reference.png' })
  await page.mouse.move(2, 2)
  await expect(page.locator('.text-card')).toBeHidden()
  await one.text.locator('.edition').first().hover()
  await expect(page.locator('.text-card')).toContainText('Plenipotentiary Conference')
  await page.screenshot({ path: 'test/results/screens/card-edition.png' })
  await page.mouse.move(2, 2)
  await one.text.locator('sup').first().hover()
  await expect(page.locator('.text-card').getByRole('button', { name: 'Edit the note' })).toBeVisible()
  await page.screenshot({ path: 'test/results/screens/card-footnote.png' })
})

test('a press on a footnote mark opens its note at once', async ({ enter, ask }) => {
  const proposal = await startFromSample(await ask(COORDINATOR), { title: 'A mark' })
  const { page } = await enter('Delegate, Kenya')
  const one = workspacePage(page)
  await one.open(proposal)
  const words = await one.text.locator('p[data-kind="footnote"]').first().textContent()
  await one.text.locator('sup').first().click()
  const card = page.locator('.text-card')
  await expect(card).toContainText(words!.trim().slice(0, 20))
  await card.getByRole('button', { name: 'Edit the note' }).click()
  await page.keyboard.type(' Or so.')
  await expect(one.text.locator('p[data-kind="footnote"]').first()).toContainText('Or so.')
})

test('a clause that goes leaves its links drawn as broken; what nobody sees is told of and taken out', async ({
  enter,
  ask,
}) => {
  const proposal = await startFromSample(await ask(COORDINATOR), { title: 'Broken and hostile' })
  const { page } = await enter('Delegate, Kenya')
  const one = workspacePage(page)
  await one.open(proposal)
  const link = one.clause('yearly exercises called for').locator('.broken-reference')
  await expect(one.clause('yearly exercises called for').locator('.reference')).toBeVisible()
  await expect(link).toHaveCount(0)

  await putCaretAtEndOf(one.clause(/^a yearly exercise/))
  await one.clause(/^a yearly exercise/).evaluate((clause) => getSelection()!.selectAllChildren(clause))
  await page.keyboard.press('Delete')
  await remark(page, 'resolves 2 iii) is empty.').getByRole('button', { name: 'Delete the clause' }).click()
  await expect(link).toHaveText(['resolves', '2 iii)'])

  const last = one.clause(/^to bring this resolution/)
  await putCaretAtEndOf(last)
  await page.keyboard.insertText(' abc\u202Edef\u0007 [ghi')
  await expect(remark(page, 'A square bracket that is only a character, without its partner: “[”.')).toBeVisible()
  const unseen = remark(page, '2 characters that nobody sees')
  await expect(unseen).toContainText('U+202E (right-to-left override) after')
  await page.screenshot({ path: 'test/results/screens/broken-and-hostile.png' })
  await unseen.getByRole('button', { name: 'Take out what nobody sees' }).click()
  await expect(unseen).toBeHidden()
  expect(await last.textContent()).toContain('abcdef [ghi')
})

test('the lock dialog lists what stands in its way, and leads there', async ({ enter, ask }) => {
  const coordinator = await ask(COORDINATOR)
  const proposal = await startFromSample(coordinator, { title: 'Not finished' })
  const delegate = await enter('Delegate, Kenya')
  const one = workspacePage(delegate.page)
  await one.open(proposal)
  await putCaretAtEndOf(one.clause(/^to bring this resolution/))
  await delegate.page.keyboard.type(' as in resolves 9 above,', { delay: 5 })
  await expect(remark(delegate.page, '“resolves 9”')).toBeVisible()
  await command(coordinator, proposal, { type: 'open-review' })

  const chair = await enter(CHAIR)
  const desk = workspacePage(chair.page)
  await desk.open(proposal)
  await chair.page.getByRole('button', { name: 'Lock the text' }).click()
  await expect(desk.dialog).toContainText('“resolves 9” refers to a clause that is not in this text.')
  await look(chair.page, 'lock-with-findings', desk.dialog)
  await desk.dialog.getByRole('button', { name: /^“resolves 9”/ }).click()
  await expect(desk.dialog).toBeHidden()
  await expect.poll(() => chair.page.evaluate(() => CSS.highlights.has('finding'))).toBe(true)
  await chair.page.screenshot({ path: 'test/results/screens/finding-highlighted.png' })
})
