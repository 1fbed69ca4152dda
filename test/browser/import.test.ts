/** Nothing of a file is stored before it was shown, mended and accepted. */
import type { Page } from '@playwright/test'
import { del, ins, markOf, note, p, r, wordFile } from '../support/word-builder.ts'
import { resolution } from '../support/reading.ts'
import { haveSeeds, seed } from '../support/seeds.ts'
import { callAs } from './calls.ts'
import { expect, test } from './fixtures.ts'
import { look } from './look.ts'
import type { Upload } from './pages/choose-file.ts'
import { importPage } from './pages/import-page.ts'
import { startPage } from './pages/start-page.ts'
import { workspacePage } from './pages/workspace-page.ts'
import { COORDINATOR } from './story.ts'

const text = (name: string, content: string): Upload => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(content),
})

/** A resolution that no other test has in the library. */
const ferries = (number: string) =>
  `A cover line\n${resolution(
    'considering\na)\tthat islands¹ need links;\nc)\tthat ferries are slow\nand costly,\nresolves\n1\tto build ferries of [steel][tin];\n2\tto sail in 20142026.\n¹ Islands of every size.',
  ).replace(/RESOLUTION \d+/, `RESOLUTION ${number}`)}`

const namesIn = async (page: Page) => (await callAs(page.request, 'texts', {})).map(({ name }) => name)

test('a plain text is shown, mended by hand, and stored only when it is accepted', async ({ enter }) => {
  const { page } = await enter(COORDINATOR)
  await page.goto('/texts')
  const desk = importPage(page)
  await desk.choose(text('ferries.txt', ferries('611')))
  await expect(desk.field('Number')).toHaveValue('611')
  await expect(desk.row('and costly,')).toContainText('that ferries are slow and costly,')
  await expect(desk.row('and costly,')).toContainText('The source says c); the place in the text makes it b).')
  await expect(desk.row('A cover line')).toContainText('Left out: it stands before the number of the resolution.')

  await desk.change('to sail in')
  await desk.words.fill('to sail in 2026.')
  await desk.press('Done')
  await expect(desk.row('20142026')).toContainText('to sail in 2026.')
  await expect(desk.row('20142026')).toContainText('Mended by hand')

  await desk.change('that islands')
  await desk.form('Unlabelled paragraph')
  await desk.press('Done')
  await expect(desk.row('that islands')).toContainText('Unlabelled paragraph')
  await desk.undo.click()
  await expect(desk.row('that islands')).not.toContainText('Unlabelled paragraph')

  await desk.putIn('A cover line')
  await expect(desk.row('A cover line')).not.toContainText('Left out')
  await desk.change('A cover line')
  await desk.press('Leave out')
  await expect(desk.row('A cover line')).toContainText('Left out: by hand.')

  expect(await namesIn(page)).not.toContain('Resolution 611 (Rev. Kigali, 2022)')
  await desk.field('Revision').fill('Rev. Nairobi, 2022')
  const acceptAt = (await desk.accept.boundingBox())!.x
  await desk.field('Number').fill('')
  await expect(page.getByText('Give the text its number first.')).toBeVisible()
  expect((await desk.accept.boundingBox())!.x).toBe(acceptAt)
  await desk.field('Number').fill('611')
  await desk.accept.click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Resolution 611 (Rev. Nairobi, 2022)')
  await expect(page.getByText('to sail in 2026.')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Remarks of the import' })).toContainText('Mended by hand')
  await expect(page.getByRole('region', { name: 'Left out of the text' })).toContainText('A cover line')
})

test('a paragraph is split at the caret and merged again, by the keyboard alone', async ({ enter }) => {
  const { page } = await enter(COORDINATOR)
  await page.goto('/texts')
  const desk = importPage(page)
  await desk.choose(text('ferries.txt', ferries('612')))
  const row = desk.row('to build ferries')
  await row.getByRole('button', { name: /^Change:/ }).focus()
  await page.keyboard.press('Enter')
  await expect(desk.words).toBeFocused()
  await page.keyboard.press('Home')
  for (let at = 0; at < 'to build'.length; at++) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(row.getByRole('button', { name: /^Change: Item 2/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await row.getByRole('button', { name: /^Change: Item 2/ }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Merge with the previous' }).focus()
  await page.keyboard.press('Enter')
  await expect(desk.words).toHaveValue('to build ferries of [steel][tin];')
  await page.getByRole('button', { name: 'Leave out' }).focus()
  await page.keyboard.press('Enter')
  await expect(row.getByRole('button', { name: 'Put it in' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(row.getByRole('button', { name: /^Change: Item/ })).toBeFocused()
})

test('the next remark is found, and each remark of the list leads to its paragraph', async ({ enter }) => {
  const { page } = await enter(COORDINATOR)
  await page.goto('/texts')
  const desk = importPage(page)
  await desk.choose(text('ferries.txt', ferries('613')))
  await expect(desk.remarks.first()).toContainText('perhaps deleted 2014, inserted 2026')
  await desk.press('Next remark')
  await expect(desk.remark('that ferries are slow', 'The source says c)')).toBeFocused()
  await desk.remarks.first().getByRole('button').click()
  await expect(desk.remark('20142026', 'perhaps deleted 2014')).toBeFocused()
})

test('leaving asks, and a failed accept keeps what was mended', async ({ enter, consoles }) => {
  consoles.expect(/ERR_FAILED|ERR_INTERNET_DISCONNECTED/)
  const { page } = await enter(COORDINATOR)
  await page.goto('/texts')
  const desk = importPage(page)
  await desk.choose(text('ferries.txt', ferries('614')))
  await desk.change('to sail in')
  await desk.words.fill('to sail in 2026.')
  await desk.press('Done')
  await page.getByRole('link', { name: 'Home' }).click()
  await expect(desk.leave).toBeVisible()
  await desk.press('Stay here')
  await page.route('**/api/texts', (route) => (route.request().method() === 'POST' ? route.abort() : route.fallback()))
  await desk.accept.click()
  await expect(desk.error).toContainText('The server cannot be reached')
  await expect(desk.row('20142026')).toContainText('to sail in 2026.')
  await page.unroute('**/api/texts')
  await desk.accept.click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Resolution 614/)
})

const tracked = (number: string): Upload => ({
  name: 'changes.docx',
  mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  buffer: Buffer.from(
    wordFile({
      body: [
        p('ResNo', r(`RESOLUTION ${number} (Rev. `) + del('Kigali, 2022') + ins('Doha, 2026') + r(')')),
        p('Restitle', 'Ferries between the islands'),
        p(
          'Normalaftertitle',
          r('The World Telecommunication Development Conference (') + del('Kigali, 2022') + ins('Doha, 2026') + r('),'),
        ),
        p('Call', 'considering'),
        p('', r('a)\tthat islands') + note(1) + r(' need links;')),
        p('', ins('b)\tthat radio is fast,'), markOf('ins')),
        p('Call', 'resolves'),
        p('', r('1\tto build ') + del('two') + ins('three') + r(' ferries;')),
        p('', del('2\tto paint them;'), markOf('del')),
        p('', r('3\tto sail them.')),
        p('Reasons', r('Reasons: Roads flood.')),
      ].join(''),
      footnotes: ['Islands of every size.'],
    }),
  ),
})

for (const { reading, name, words } of [
  { reading: 'As the text in force', name: 'Resolution 621 (Rev. Kigali, 2022)', words: 'to build two ferries;' },
  { reading: 'As amended', name: 'Resolution 621 (Rev. Doha, 2026)', words: 'to build three ferries;' },
])
  test(`a Word file with tracked changes is read ${reading.toLowerCase()}`, async ({ enter }) => {
    const { page } = await enter(COORDINATOR)
    await page.goto('/texts')
    const desk = importPage(page)
    await desk.choose(tracked('621'))
    await expect(page.getByText('10 tracked changes by A.')).toBeVisible()
    await desk.meant.getByText(reading).click()
    await desk.press('Go on')
    await desk.accept.click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
    await expect(page.getByText(words)).toBeVisible()
  })

test('as a proposal, its redline shows the changes of the file', async ({ enter }) => {
  const { page } = await enter(COORDINATOR)
  await page.goto('/forums/rto-atu-wtdc-29/start')
  const form = startPage(page)
  await form.summary.fill('Kept while the file was read.')
  const desk = importPage(page)
  await desk.choose(tracked('622'))
  const cancel = page.getByRole('button', { name: 'Cancel' })
  const before = await cancel.boundingBox()
  await desk.meant.getByText('As a proposal, with the changes kept').click()
  await expect(page.getByText('Choose one first.')).toHaveCount(0)
  expect(await cancel.boundingBox()).toEqual(before)
  await desk.press('Go on')
  await expect(page.getByText('Step 1 of 2')).toBeVisible()
  await expect(desk.row('that radio is fast')).toContainText('Left out: inserted by a tracked change')
  await desk.accept.focus()
  await page.mouse.wheel(0, 4000)
  await desk.accept.click()
  await expect(page.getByRole('heading', { name: /^Step 2 of 2/ })).toBeFocused()
  expect(await page.evaluate(() => window.scrollY)).toBe(0)
  await expect(desk.row('to paint them')).toContainText('Left out: deleted by a tracked change')
  await expect(desk.row('Roads flood.')).toContainText('is offered as the Reasons of the new one')
  await page.mouse.wheel(0, 4000)
  await desk.accept.click()
  await expect(page.getByRole('heading', { name: /^The proposal begins with the changes/ })).toBeFocused()
  expect(await page.evaluate(() => window.scrollY)).toBe(0)
  await expect(form.reasons).toHaveValue('Roads flood.')
  await expect(page.getByText('The proposal begins with the changes of the file: changes.docx')).toBeVisible()
  await expect(form.summary).toHaveValue('Kept while the file was read.')
  await expect(form.chosenBase).toHaveCount(1)
  await form.startButton.click()
  const workspace = workspacePage(page)
  await expect(workspace.stage).toHaveText('Drafting')
  await page.getByText('Redline', { exact: true }).click()
  await expect(page.locator('del').filter({ hasText: /^two$/ })).toBeVisible()
  await expect(page.locator('ins').filter({ hasText: /^three$/ })).toBeVisible()
  await expect(page.locator('del').filter({ hasText: 'to paint them;' })).toBeVisible()
  await expect(page.locator('ins').filter({ hasText: 'that radio is fast,' })).toBeVisible()
})

test('of several resolutions in a file one is chosen', async ({ enter }) => {
  const { page } = await enter(COORDINATOR)
  await page.goto('/texts')
  const desk = importPage(page)
  await desk.choose(text('two.txt', `${ferries('631')}\n\n${ferries('632').replace('A cover line\n', '')}`))
  await expect(desk.which.getByRole('radio')).toHaveCount(2)
  await desk.which.getByText('Resolution 632').click()
  await desk.press('Go on')
  await expect(desk.field('Number')).toHaveValue('632')
  await expect(desk.row('A cover line')).toHaveCount(0)
})

test('of a comparison table a column is chosen', async ({ enter }) => {
  test.skip(!haveSeeds, 'the seed resolutions are absent')
  const { page } = await enter(COORDINATOR)
  await page.goto('/texts')
  const desk = importPage(page)
  await desk.choose(text('001.txt', seed('001')))
  await expect(desk.which.getByRole('radio')).not.toHaveCount(1)
  await desk.which.getByRole('radio').last().click({ force: true })
  await desk.press('Go on')
  await expect(desk.rows.getByRole('listitem').first()).toBeVisible()
})

const UNFIT = [
  {
    what: 'a letter',
    file: text('letter.txt', 'Dear colleagues,\n'),
    sentence: 'This is not the text of a resolution',
  },
  {
    what: 'an old Word file',
    file: { ...text('old.doc', ''), buffer: Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1]) },
    sentence: 'Save it as .docx',
  },
  {
    what: 'more than 20 MB',
    file: { ...text('big.docx', ''), buffer: Buffer.alloc(21_000_000, 'a') },
    sentence: '20 MB',
  },
] as const
for (const { what, file, sentence } of UNFIT)
  test(`${what} is refused with what to do`, async ({ enter, consoles }) => {
    consoles.expect(/status of 4(13|22)/)
    const { page } = await enter(COORDINATOR)
    await page.goto('/texts')
    const desk = importPage(page)
    await desk.choose(file)
    await expect(desk.error).toContainText(sentence)
    await desk.press('Choose another file')
    await expect(page.getByRole('button', { name: 'Add a text from a file' })).toBeVisible()
  })

test('the screens of an import are as they should be for everybody', async ({ enter }) => {
  const { page } = await enter(COORDINATOR)
  await page.goto('/texts')
  const desk = importPage(page)
  await desk.choose(text('ferries.txt', ferries('641')))
  await look(page, 'import-desk', desk.rows)
  await desk.change('to build ferries')
  await look(page, 'import-tools', desk.words)
  await desk.press('Cancel')
  await look(page, 'import-leave', desk.leave)
  await desk.press('Leave, and store nothing')
  await desk.choose(tracked('642'))
  await look(page, 'import-meant', desk.meant)
})
