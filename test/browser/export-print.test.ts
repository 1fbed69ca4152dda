import { readFile } from 'node:fs/promises'
import { strFromU8, unzipSync } from 'fflate'
import { elements, paragraphsOf, partOf } from '../server/export/word-reader.ts'
import { expect, test } from './fixtures.ts'
import { workspacePage } from './pages/workspace-page.ts'
import {
  CHAIR,
  command,
  COORDINATOR,
  declare,
  head,
  HEADS_OF_DELEGATION,
  lock,
  startFromSample,
  takePosition,
  viewOf,
} from './story.ts'

const LENDING = 'shall create no obligation to lend'

test('the secretariat exports the adopted proposal as a Word file with tracked changes and the digest', async ({
  enter,
  ask,
}) => {
  const coordinator = await ask(COORDINATOR)
  const proposal = await startFromSample(coordinator, { title: 'For Geneva' })
  const author = await enter('Delegate, Kenya')
  const written = workspacePage(author.page)
  await written.open(proposal)
  await written.typeAtEndOf(LENDING, '')
  for (let letters = 'lend,'.length; letters > 0; letters--) await author.page.keyboard.press('Backspace')
  await author.page.keyboard.type('give,')
  await expect(written.status).toHaveText(/^Saved \d\d:\d\d/)
  await command(coordinator, proposal, { type: 'open-review' })
  for (const state of HEADS_OF_DELEGATION.slice(0, 15)) await takePosition(await ask(head(state)), proposal, 'supports')
  const chair = await ask(CHAIR)
  await lock(chair, proposal)
  await declare(chair, proposal)
  const { digest } = await viewOf(chair, proposal)

  const { page } = await enter('Secretariat, ATU')
  const workspace = workspacePage(page)
  await workspace.open(proposal)
  const download = page.waitForEvent('download')
  await workspace.step('Export to Word').click()
  const received = await download
  expect(received.suggestedFilename()).toMatch(/\.docx$/)
  const file = new Uint8Array(await readFile(await received.path()))
  const document = partOf(file, 'word/document.xml')
  expect(elements(document, 'ins').map(({ textContent }) => textContent)).toContain('give')
  expect(elements(document, 'del').map(({ textContent }) => textContent)).toContain('lend')
  const footers = Object.entries(unzipSync(file)).filter(([name]) => name.startsWith('word/footer'))
  expect(footers.map(([, bytes]) => strFromU8(bytes).replaceAll(/<[^>]+>/g, '')).join(' ')).toContain(digest)
  const accepted = paragraphsOf(file, 'accept').map(({ text }) => text)
  expect(accepted.some((text) => text.includes('no obligation to give,'))).toBe(true)
  expect(elements(document, 'body')[0]!.textContent).toContain("Côte d'Ivoire")
  expect(paragraphsOf(file, 'reject').some(({ text }) => text.includes('no obligation to lend,'))).toBe(true)

  await workspace.choose('History')
  await expect(page.getByRole('row').filter({ hasText: 'Exported to Word' })).toContainText('Secretariat, ATU')
})

test('the print pages are read without any script: clean text, redline, text in force', async ({ enter, ask }) => {
  const proposal = await startFromSample(await ask(COORDINATOR), { title: 'On paper' })
  const author = await enter('Delegate, Kenya')
  const written = workspacePage(author.page)
  await written.open(proposal)
  await written.typeAtEndOf(LENDING, ' for ever')
  await expect(written.status).toHaveText(/^Saved \d\d:\d\d/)

  const { page } = await enter('Delegate, Senegal', { javaScriptEnabled: false })
  const open = (view: string) => page.goto(`/proposals/${proposal}/print?view=${view}`)
  await open('clean')
  await expect(page.getByRole('region', { name: 'Clean text' })).toContainText('no obligation to lend, for ever')
  await expect(page.getByRole('insertion')).toHaveCount(0)
  await open('redline')
  const changes = page.getByRole('region', { name: 'Changes to the text in force' })
  await expect(changes.getByRole('insertion')).toHaveText(['for ever'])
  await expect(changes.getByRole('insertion')).toHaveCSS('text-decoration-line', /underline/)
  await open('in-force')
  const inForce = page.getByRole('region', { name: 'Text in force' })
  await expect(inForce).toContainText('no obligation to lend,')
  await expect(inForce).not.toContainText('for ever')
  const { digest } = await viewOf(author.request, proposal)
  await expect(page.getByRole('contentinfo')).toContainText(digest)
})

test('the menu of a proposal leads to the print pages', async ({ enter, ask }) => {
  const proposal = await startFromSample(await ask(COORDINATOR), { title: 'Printed' })
  const { page } = await enter('Delegate, Kenya')
  const workspace = workspacePage(page)
  await workspace.open(proposal)
  const opening = page.waitForEvent('popup')
  await workspace.choose('Print the redline')
  await expect((await opening).getByRole('region', { name: 'Changes to the text in force' })).toBeVisible()
})
