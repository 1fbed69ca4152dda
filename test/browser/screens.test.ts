/** Every screen and every dialog: axe finds nothing, nothing scrolls sideways on a phone, no page complains. */
import type { APIRequestContext, Page } from '@playwright/test'
import { LINE_IS_CUT } from './console-watch.ts'
import { expect, test } from './fixtures.ts'
import { lineOf } from './line.ts'
import { look } from './look.ts'
import { peoplePage } from './pages/people-page.ts'
import { account } from './pages/sign-in-page.ts'
import { startPage } from './pages/start-page.ts'
import { workspacePage } from './pages/workspace-page.ts'
import { CHAIR, command, COORDINATOR, declare, head, lock, SAMPLE, startFromSample, takePosition } from './story.ts'

const LENDING = 'shall create no obligation to lend'
const ATU = '/forums/rto-atu-wtdc-29'

type Ask = (name: string) => Promise<APIRequestContext>

/** In review, with a position that an edit makes stale. */
async function reviewed(ask: Ask, title: string): Promise<string> {
  const coordinator = await ask(COORDINATOR)
  const proposal = await startFromSample(coordinator, { title })
  await command(coordinator, proposal, { type: 'open-review' })
  await takePosition(await ask(head('Kenya')), proposal, 'supports')
  await takePosition(await ask(head('Ghana')), proposal, 'opposes')
  return proposal
}

async function editedBy(page: Page, proposal: string) {
  const workspace = workspacePage(page)
  await workspace.open(proposal)
  await workspace.typeAtEndOf(LENDING, ' for ever')
  await expect(workspace.status).toHaveText(/^Saved \d\d:\d\d/)
  return workspace
}

const close = (page: Page) => page.keyboard.press('Escape')

test('the door', async ({ arrive }) => {
  const { page } = await arrive()
  await page.goto('/sign-in')
  await look(page, 'sign-in', page.getByRole('heading', { name: 'Demonstration people' }))
})

test('lists, forum, library, start', async ({ enter, ask, consoles }) => {
  consoles.expect(/status of 422/)
  await reviewed(ask, 'A row in the lists')
  const { page } = await enter(head('Egypt'))
  await page.goto('/')
  await look(page, 'home', page.getByText('A row in the lists').first())
  await page.goto(ATU)
  await look(page, 'forum', page.getByRole('heading', { name: 'Memberships in doubt' }))
  await page.goto('/texts')
  await look(page, 'library', page.getByRole('link', { name: SAMPLE }))
  await page.getByRole('link', { name: SAMPLE }).click()
  await look(page, 'text', page.getByRole('heading', { name: 'Remarks of the import' }))
  await page.goto('/nothing')
  await look(page, 'no-such-page', page.getByRole('link', { name: 'Go to the start page' }))
  const coordinator = await enter(COORDINATOR)
  await coordinator.page.goto(`${ATU}/start`)
  const form = startPage(coordinator.page)
  await form.base(SAMPLE)
  await look(coordinator.page, 'start', form.startButton)
  await form.upload({ name: 'bad.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) })
  await look(coordinator.page, 'import-refused', form.error)
})

test('a forum without proposals and without a rule', async ({ enter, ownProgram }) => {
  const program = await ownProgram({ DEMO: '1' })
  const { page } = await enter('Delegate, Eritrea', { baseURL: program.address })
  await page.goto('/')
  await look(page, 'home-empty', page.getByText('Nothing awaits Eritrea now.'))
  await page.goto('/forums/rpm-afr-wtdc-29')
  await look(page, 'forum-empty', page.getByText('No adoption rule is known'))
})

test('the workspace: text, redline, text in force, what changed since a position', async ({ enter, ask }) => {
  const proposal = await reviewed(ask, 'Looked at while it is written')
  const { page } = await enter(head('Kenya'))
  const workspace = workspacePage(page)
  await workspace.open(proposal)
  await editedBy((await enter('Delegate, Senegal')).page, proposal)
  await expect(workspace.caretOf('Delegate, Senegal')).toBeVisible()
  await look(page, 'workspace', workspace.mine.getByText('was given on another text'))
  await workspace.show('Redline')
  await look(page, 'workspace-redline', workspace.clause(LENDING).getByRole('insertion'))
  await workspace.show('In force')
  await look(page, 'workspace-in-force', workspace.inForce)
  await workspace.mine.getByRole('button', { name: 'What changed since' }).click()
  await look(page, 'what-changed', workspace.dialog.getByRole('insertion').first())
  await close(page)
  await page.getByRole('button', { name: 'More about this proposal' }).click()
  await look(page, 'more-menu', page.getByRole('menuitem', { name: 'History' }))
})

test('the dialogs of the coordinator', async ({ enter, ask }) => {
  const proposal = await startFromSample(await ask(COORDINATOR), { title: 'Dialogs' })
  const { page } = await enter(COORDINATOR)
  const workspace = workspacePage(page)
  await workspace.open(proposal)
  for (const [name, item] of [
    ['rename', 'Rename…'],
    ['observers', 'Observers may read: off…'],
    ['withdraw', 'Withdraw…'],
    ['delete', 'Delete…'],
  ] as const) {
    await workspace.choose(item)
    await look(page, name, workspace.dialog)
    await close(page)
  }
})

test('lock, moved lock, locked, declare, unlock, submit, history', async ({ enter, ask }) => {
  const proposal = await reviewed(ask, 'Locked and looked at')
  const { page } = await enter(CHAIR)
  const workspace = workspacePage(page)
  await workspace.open(proposal)
  await workspace.step('Lock the text').click()
  await look(page, 'lock', workspace.dialog)
  await editedBy((await enter('Delegate, Kenya')).page, proposal)
  await look(page, 'lock-moved', workspace.dialog.getByText('The text changed since you looked'))
  await workspace.press('I have read the change')
  await workspace.press('Lock this text')
  await look(page, 'locked', workspace.panel.getByText('positions are on the locked text'))
  await workspace.step('Declare the outcome').click()
  await look(page, 'declare', workspace.dialog)
  await close(page)
  await workspace.step('Unlock').click()
  await look(page, 'unlock', workspace.dialog)
  await close(page)
  await declare(await ask(CHAIR), proposal)
  await page.goto(`/proposals/${proposal}/history`)
  await look(page, 'history', page.getByText('Chain verified'))
})

test('a parked draft, and signing out with unsent edits', async ({ enter, ask, consoles }) => {
  consoles.expect(LINE_IS_CUT)
  const proposal = await reviewed(ask, 'Parked and looked at')
  const { page } = await enter('Delegate, Kenya')
  const line = await lineOf(page)
  const workspace = workspacePage(page)
  await workspace.open(proposal)
  await expect(workspace.status).toHaveText(/^Saved/)
  line.cut()
  await workspace.typeAtEndOf(LENDING, ' too late')
  await look(page, 'kept-on-device', workspace.status.filter({ hasText: 'kept on this device' }))
  await account(page).signOut()
  await look(page, 'sign-out', account(page).dialog)
  await close(page)
  await lock(await ask(CHAIR), proposal)
  line.mend()
  await look(page, 'parked', workspace.notice.filter({ hasText: 'parked draft' }))
  await workspace.openParkedDraft()
  await look(page, 'parked-draft', workspace.parkedDraft.getByRole('insertion').first())
})

test('print page', async ({ enter, ask }) => {
  const proposal = await startFromSample(await ask(COORDINATOR), { title: 'Printed and looked at' })
  const { page } = await enter('Delegate, Kenya')
  await page.goto(`/proposals/${proposal}/print?view=redline`)
  await look(page, 'print', page.getByRole('contentinfo'))
})

test('people, and the dialogs that add them', async ({ arrive, ownProgram }) => {
  const program = await ownProgram({})
  const { page } = await arrive({ baseURL: program.address })
  await page.goto('/sign-in')
  await look(page, 'sign-in-by-link', page.getByText('You sign in with a personal link.'))
  await page.goto(program.said.join('\n').match(/http\S+\/sign-in\/link\/\S+/)![0])
  await look(page, 'link', page.getByRole('button', { name: 'Sign in' }))
  await page.getByRole('button', { name: 'Sign in' }).click()
  const people = peoplePage(page)
  await people.link.click()
  await page.getByRole('button', { name: 'Add a forum' }).click()
  await look(page, 'add-forum', people.dialog)
  await close(page)
  await people.addForum({ kind: 'Group of an organization', of: /^ATU/, conference: /WTDC-29/ })
  await page.getByRole('button', { name: 'Add a person' }).click()
  await look(page, 'add-person', people.dialog)
  await close(page)
  await look(page, 'people', people.row('Administrator').first())
})
