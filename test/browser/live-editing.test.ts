import { expect, test } from './fixtures.ts'
import { lineOf } from './line.ts'
import { putCaretAtEndOf, workspacePage } from './pages/workspace-page.ts'
import { COORDINATOR, startFromSample } from './story.ts'

const LENDING = 'shall create no obligation to lend'
const LISTS = 'a published list of what can be borrowed'

test.describe('two delegates at one text', () => {
  test('see each other’s words as they are typed, each other’s caret, and what is saved', async ({ enter, ask }) => {
    const proposal = await startFromSample(await ask(COORDINATOR), { title: 'Written by two' })
    const [kenya, senegal] = [await enter('Delegate, Kenya'), await enter('Delegate, Senegal')]
    const [one, other] = [workspacePage(kenya.page), workspacePage(senegal.page)]
    await Promise.all([one.open(proposal), other.open(proposal)])
    await expect(one.presence).toHaveAccessibleName(/Delegate, Senegal/)
    await expect(one.status).toHaveText(/^Saved/)

    await Promise.all([
      one.typeAtEndOf(LENDING, ' equipment or operators'),
      other.typeAtEndOf(LISTS, ' and for how long'),
    ])
    for (const workspace of [one, other]) {
      await expect(workspace.clause(LENDING)).toContainText('equipment or operators')
      await expect(workspace.clause(LISTS)).toContainText('and for how long')
      await expect(workspace.status).toHaveText(/^Saved \d\d:\d\d/)
    }
    await expect(one.caretOf('Delegate, Senegal')).toHaveText('SEN')
    await expect(other.caretOf('Delegate, Kenya')).toHaveText('KEN')

    await Promise.all([one.typeAtEndOf(LENDING, ' AAAAAAAAAA'), other.typeAtEndOf(LENDING, ' BBBBBBBBBB')])
    for (const workspace of [one, other]) {
      await expect.poll(async () => lettersOf(await workspace.clause(LENDING).innerText(), 'A')).toBe(10)
      await expect.poll(async () => lettersOf(await workspace.clause(LENDING).innerText(), 'B')).toBe(10)
    }
    await expect
      .poll(async () => wordsIn(await one.text.innerText()) === wordsIn(await other.text.innerText()))
      .toBe(true)
  })

  test('who type at the same place at the same time each keep their sentence whole', async ({ enter, ask }) => {
    const proposal = await startFromSample(await ask(COORDINATOR), { title: 'Side by side' })
    const people = [await enter('Delegate, Kenya'), await enter('Delegate, Senegal')]
    const workspaces = people.map(({ page }) => workspacePage(page))
    await Promise.all(workspaces.map((workspace) => workspace.open(proposal)))
    for (const workspace of workspaces) {
      await expect(workspace.status).toHaveText(/^Saved/)
      await putCaretAtEndOf(workspace.clause(LENDING))
    }
    const sentences = [' kenya writes a new clause', ' and senegal asks for a deadline']
    await Promise.all(people.map(({ page }, at) => page.keyboard.type(sentences[at]!, { delay: 40 })))
    for (const workspace of workspaces)
      for (const sentence of sentences)
        await expect.poll(async () => wordsIn(await workspace.clause(LENDING).innerText())).toContain(wordsIn(sentence))
  })

  test('"Saving…" stands as long as the server has not said that it is on disk', async ({ enter, ask }) => {
    const proposal = await startFromSample(await ask(COORDINATOR), { title: 'Saved when it is saved' })
    const { page } = await enter('Delegate, Kenya')
    const line = await lineOf(page)
    const workspace = workspacePage(page)
    await workspace.open(proposal)
    await expect(workspace.status).toHaveText(/^Saved/)
    line.holdAnswers()
    await workspace.typeAtEndOf(LENDING, ' now')
    await expect(workspace.status).toHaveText('Saving…')
    line.letThrough()
    await expect(workspace.status).toHaveText(/^Saved \d\d:\d\d/)
  })

  test('a clause that is inserted renumbers the rest, for both', async ({ enter, ask }) => {
    const proposal = await startFromSample(await ask(COORDINATOR), { title: 'Renumbered' })
    const [kenya, senegal] = [await enter('Delegate, Kenya'), await enter('Delegate, Senegal')]
    const [one, other] = [workspacePage(kenya.page), workspacePage(senegal.page)]
    await Promise.all([one.open(proposal), other.open(proposal)])
    await expect(other.clause(LENDING)).toHaveAttribute('data-label', '3')
    await one.typeAtEndOf('to encourage the establishment of shared pools', '')
    await one.tool('Insert clause below').click()
    await kenya.page.keyboard.type('that operators shall be trained;')
    for (const workspace of [one, other]) {
      await expect(workspace.clause('that operators shall be trained;')).toHaveAttribute('data-label', '2')
      await expect(workspace.clause('that each pool should have')).toHaveAttribute('data-label', '3')
      await expect(workspace.clause(LENDING)).toHaveAttribute('data-label', '4')
    }
  })
})

test('one person in two windows is one at work, with two carets', async ({ enter, ask }) => {
  const proposal = await startFromSample(await ask(COORDINATOR), { title: 'Written in two windows' })
  const kenya = workspacePage((await enter('Delegate, Kenya')).page)
  const windows = [await enter('Delegate, Senegal'), await enter('Delegate, Senegal')]
  const [one, other] = windows.map(({ page }) => workspacePage(page))
  for (const workspace of [kenya, one!, other!]) await workspace.open(proposal)
  await one!.typeAtEndOf(LENDING, ' here')
  await other!.typeAtEndOf(LISTS, ' and there')
  await expect(kenya.caretOf('Delegate, Senegal')).toHaveCount(2)
  await expect(kenya.presence).toHaveAccessibleName('At work on this text: Delegate, Senegal')
  await expect(one!.presence).toHaveAccessibleName('At work on this text: Delegate, Kenya')
})

test('the text is shown clean, as a redline against the text in force, and as it is in force', async ({
  enter,
  ask,
}) => {
  const proposal = await startFromSample(await ask(COORDINATOR), { title: 'Three views' })
  const { page } = await enter('Delegate, Kenya')
  const workspace = workspacePage(page)
  await workspace.open(proposal)
  await workspace.typeAtEndOf('to encourage the establishment of shared pools', '')
  await workspace.tool('Insert clause below').click()
  await page.keyboard.type('that operators shall be trained;')
  await workspace.typeAtEndOf('that participation in a pool shall be voluntary', '')
  for (let letters = 'lend,'.length; letters > 0; letters--) await page.keyboard.press('Backspace')
  await page.keyboard.type('give,')
  await expect(workspace.text.getByRole('insertion')).toHaveCount(0)

  await workspace.show('Redline')
  const changed = workspace.clause('that participation in a pool shall be voluntary')
  await expect(changed.getByRole('deletion').filter({ hasText: 'lend' })).toHaveCSS(
    'text-decoration-line',
    'line-through',
  )
  await expect(changed.getByRole('insertion').filter({ hasText: 'give' })).toHaveCSS(
    'text-decoration-line',
    /underline/,
  )
  await expect(changed).toHaveAttribute('data-old-label', '3')
  await expect(changed).toHaveAttribute('data-label', '4')
  const added = workspace.clause('that operators shall be trained;')
  await expect(added.getByRole('insertion')).toHaveText('that operators shall be trained;')
  const label = (pseudo: '::before' | '::after') =>
    changed.evaluate((element, which) => {
      const style = getComputedStyle(element, which)
      return `${style.content} ${style.textDecorationLine}`
    }, pseudo)
  const labels = [await label('::before'), await label('::after')].join(' | ')
  expect(labels).toContain('line-through')
  expect(labels).toContain('underline')

  await workspace.show('In force')
  await expect(workspace.inForce).toContainText('shall create no obligation to lend,')
  await expect(workspace.inForce).not.toContainText('that operators shall be trained;')

  await workspace.show('Text')
  await expect(changed).toContainText('no obligation to give,')
  await expect(workspace.text.getByRole('deletion')).toHaveCount(0)
})

test('undo takes back one’s own words only', async ({ enter, ask }) => {
  const proposal = await startFromSample(await ask(COORDINATOR), { title: 'Undone' })
  const [kenya, senegal] = [await enter('Delegate, Kenya'), await enter('Delegate, Senegal')]
  const [one, other] = [workspacePage(kenya.page), workspacePage(senegal.page)]
  await Promise.all([one.open(proposal), other.open(proposal)])
  await one.typeAtEndOf(LENDING, ' KENYAN')
  await expect(other.clause(LENDING)).toContainText('KENYAN')
  await other.typeAtEndOf(LENDING, ' SENEGALESE')
  await expect(one.clause(LENDING)).toContainText('SENEGALESE')
  await one.tool('Undo').click()
  await expect(other.clause(LENDING)).not.toContainText('KENYAN')
  await expect(one.clause(LENDING)).toContainText('SENEGALESE')
  await one.tool('Redo').click()
  await expect(other.clause(LENDING)).toContainText('KENYAN')
  await kenya.page.keyboard.press('Control+z')
  await expect(other.clause(LENDING)).not.toContainText('KENYAN')
  await expect(other.clause(LENDING)).toContainText('SENEGALESE')
})

const lettersOf = (text: string, letter: string) => text.split('').filter((each) => each === letter).length
/** The flags of the others' carets are drawn over the text, and are read with it. */
const wordsIn = (text: string) => text.replaceAll(/\s+|KEN|SEN/g, '')
