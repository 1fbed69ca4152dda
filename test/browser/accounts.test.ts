import type { Page } from '@playwright/test'
import { LINE_IS_CUT } from './console-watch.ts'
import { expect, test } from './fixtures.ts'
import { lineOf } from './line.ts'
import { peoplePage } from './pages/people-page.ts'
import { account } from './pages/sign-in-page.ts'
import { workspacePage } from './pages/workspace-page.ts'
import { COORDINATOR, startFromSample } from './story.ts'

const LENDING = 'shall create no obligation to lend'

test('signing out with unsent edits asks; staying keeps them, leaving removes them from the device', async ({
  enter,
  ask,
  consoles,
}) => {
  consoles.expect(LINE_IS_CUT)
  consoles.expect(/status of 401/)
  const proposal = await startFromSample(await ask(COORDINATOR), { title: 'Left in a hurry' })
  const { page } = await enter('Delegate, Kenya')
  const line = await lineOf(page)
  const workspace = workspacePage(page)
  await workspace.open(proposal)
  await expect(workspace.status).toHaveText(/^Saved/)
  line.cut()
  await workspace.typeAtEndOf(LENDING, ' unsent')
  await expect(workspace.status).toHaveText(/^Not saved yet: kept on this device/)
  expect(await rowsOnDevice(page)).toBeGreaterThan(0)

  const { signOut, dialog } = account(page)
  await signOut()
  await expect(dialog).toContainText(/edits? (is|are) kept on this device only/)
  await dialog.getByRole('button', { name: 'Stay signed in' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(workspace.clause(LENDING)).toContainText('unsent')

  await signOut()
  await dialog.getByRole('button', { name: 'Sign out and lose them' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  expect(await rowsOnDevice(page)).toBe(0)
})

test('signing out with everything saved asks nothing and leaves nothing on the device', async ({ enter, ask }) => {
  const proposal = await startFromSample(await ask(COORDINATOR), { title: 'Left in peace' })
  const { page } = await enter('Delegate, Kenya')
  const workspace = workspacePage(page)
  await workspace.open(proposal)
  await workspace.typeAtEndOf(LENDING, ' sent')
  await expect(workspace.status).toHaveText(/^Saved \d\d:\d\d/)
  await account(page).signOut()
  await expect(page).toHaveURL(/\/sign-in/)
  expect(await rowsOnDevice(page)).toBe(0)
  await page.goto(`/proposals/${proposal}`)
  await expect(page).toHaveURL(/\/sign-in/)
})

test('without a demonstration the first administrator comes by a link, adds a forum and a person, who comes by a link too', async ({
  arrive,
  ownProgram,
  consoles,
}) => {
  consoles.expect(/status of 403/)
  const program = await ownProgram({})
  const link = program.said.join('\n').match(/http\S+\/sign-in\/link\/\S+/)![0]
  const { page } = await arrive({ baseURL: program.address })
  await page.goto('/')
  await expect(page.getByText('You sign in with a personal link.')).toBeVisible()
  await expect(page.getByRole('complementary', { name: 'Demonstration' })).toHaveCount(0)
  await page.goto(link)
  await page.getByRole('button', { name: 'Sign in' }).click()
  const people = peoplePage(page)
  await people.link.click()
  await people.addForum({ kind: 'Group of an organization', of: /^CEPT/, conference: /WTDC-29/ })
  const personal = await people.addPerson({ name: 'A. Example', administration: 'France', role: 'Delegate' })
  await expect(people.row('A. Example')).toContainText('France')
  await expect(people.row('A. Example')).toContainText(/CEPT.*: Delegate/)

  const guest = await arrive({ baseURL: program.address })
  await guest.page.goto(personal)
  await guest.page.getByRole('button', { name: 'Sign in' }).click()
  await expect(guest.page.getByRole('heading', { level: 1 })).toContainText('France')
  await expect(guest.page.getByRole('link', { name: /CEPT/ })).toBeVisible()

  const late = await arrive({ baseURL: program.address })
  await late.page.goto(personal)
  await late.page.getByRole('button', { name: 'Sign in' }).click()
  await expect(late.page.getByRole('alert')).toBeVisible()
})

/** What the outbox holds, of all accounts. */
const rowsOnDevice = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('common-proposals')
        opening.addEventListener('error', () => reject(opening.error!))
        opening.addEventListener('success', () => {
          const database = opening.result
          const counting = database.transaction('edits').objectStore('edits').count()
          counting.addEventListener('error', () => reject(counting.error!))
          counting.addEventListener('success', () => {
            database.close()
            resolve(counting.result)
          })
        })
      }),
  )
