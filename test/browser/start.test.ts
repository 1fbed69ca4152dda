import { strToU8, zipSync } from 'fflate'
import { haveSeeds, seed } from '../support/seeds.ts'
import { expect, test } from './fixtures.ts'
import { ATU_GROUP, forumPage } from './pages/forum-page.ts'
import { historyPage } from './pages/history-page.ts'
import { importPage } from './pages/import-page.ts'
import { startPage } from './pages/start-page.ts'
import { workspacePage } from './pages/workspace-page.ts'
import { COORDINATOR, SAMPLE } from './story.ts'

test('the coordinator starts a proposal from the sample', async ({ enter }) => {
  const { page } = await enter(COORDINATOR)
  const forum = forumPage(page)
  await forum.openFromHome(ATU_GROUP)
  await forum.start.click()
  const form = startPage(page)
  await expect(form.startButton).toHaveAccessibleDescription('Choose the text first.')
  await form.operator('MOD')
  await form.base(SAMPLE)
  await expect(form.title).toHaveValue(/^Resolution 131 \(Rev\. Baku, 2025\): Shared emergency/)
  await form.title.fill('Emergency pools')
  await form.summary.fill('Pools of equipment work when operators are trained.')
  await form.reasons.fill('Experience of the region since 2025.')
  await form.startButton.click()
  const workspace = workspacePage(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Emergency pools')
  await expect(workspace.stage).toHaveText('Drafting')
  await expect(workspace.reasons).toHaveText('Experience of the region since 2025.')
  await expect(workspace.clause('small and remote communities are often')).toHaveAttribute('data-label', 'a)')
  await page.goBack()
  await page.goBack()
  await expect(forum.proposal('Emergency pools')).toContainText(SAMPLE)
})

test('a superseded resolution that was uploaded warns, must be acknowledged, and this stands in the history', async ({
  enter,
}) => {
  test.skip(!haveSeeds, 'the seed resolutions are absent')
  const { page } = await enter(COORDINATOR)
  await page.goto('/forums/rto-atu-wtdc-29/start')
  const form = startPage(page)
  await form.upload({ name: '000.txt', mimeType: 'text/plain', buffer: Buffer.from(seed('000')) })
  await importPage(page).accept.click()
  await expect(form.warning).toContainText(/is superseded by .*Baku, 2025/)
  await expect(form.chosenBase).toHaveCount(1)
  await expect(form.startButton).toHaveAccessibleDescription('Confirm first that you start from a superseded text.')
  await form.seen()
  await form.title.fill('On a text that is no longer in force')
  await form.startButton.click()
  const workspace = workspacePage(page)
  await expect(workspace.text.getByRole('paragraph')).not.toHaveCount(0)
  await workspace.choose('History')
  await expect(historyPage(page).act('Started the proposal')).toContainText('although that text is superseded')
})

const WORD_FILE = Buffer.from(zipSync({ 'word/document.xml': strToU8('<w:document/>') }))
const BAD_UPLOADS = [
  { what: 'an empty file', content: Buffer.alloc(0), sentence: '“bad.txt” is empty.' },
  { what: 'a Word file renamed .txt', content: WORD_FILE, sentence: 'bad.txt' },
  { what: 'a letter', content: Buffer.from('Dear colleagues,\n\nthe meeting is on Monday.\n'), sentence: 'resolution' },
  { what: 'bytes that are no text', content: Buffer.from([0xff, 0x00, 0x81, 0x07]), sentence: 'bad.txt' },
  { what: 'five megabytes', content: Buffer.alloc(5_000_000, 'words '), sentence: 'larger than 2 MB' },
] as const

for (const { what, content, sentence } of BAD_UPLOADS)
  test(`${what} is refused with a sentence, and the form stays as it is`, async ({ enter, consoles }) => {
    consoles.expect(/status of 4(13|22)/)
    const { page } = await enter(COORDINATOR)
    await page.goto('/forums/rto-atu-wtdc-29/start')
    const form = startPage(page)
    await form.title.fill('Kept')
    await form.upload({ name: 'bad.txt', mimeType: 'text/plain', buffer: content })
    await expect(form.error).toContainText(sentence)
    await page.getByRole('button', { name: 'Choose another file' }).click()
    await expect(form.title).toHaveValue('Kept')
  })
