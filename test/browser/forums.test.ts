import { expect, test } from './fixtures.ts'
import { ATU_GROUP, RPM, forumPage } from './pages/forum-page.ts'
import { signInPage } from './pages/sign-in-page.ts'
import { workspacePage } from './pages/workspace-page.ts'
import { COORDINATOR, startFromSample } from './story.ts'

test('one click signs in as a demonstration person, and a banner says that it is a demonstration', async ({
  arrive,
}) => {
  const { page } = await arrive()
  const door = signInPage(page)
  await page.goto('/')
  await expect(page).toHaveURL(/\/sign-in/)
  await expect(door.banner).toContainText('nobody speaks for an administration')
  await expect(door.person('Head of delegation, Kenya')).toBeVisible()
  await expect(door.person('Observer, CEPT')).toBeVisible()
  await door.person(COORDINATOR).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Nigeria')
  await expect(door.banner).toBeVisible()
})

test('a person is found by role and administration', async ({ arrive }) => {
  const { page } = await arrive()
  const door = signInPage(page)
  await door.open()
  await door.search.fill('head egypt')
  await expect(door.people.getByRole('button', { name: /,/ })).toHaveText([/Egypt/])
})

test('the ATU group shows its members with their doubts, Egypt, and its rule of 2004 that nobody has verified', async ({
  enter,
}) => {
  const { page } = await enter(COORDINATOR)
  const forum = forumPage(page)
  await forum.openFromHome(ATU_GROUP)
  await expect(forum.rule).toContainText('At least 15 administrations support it and at most 3 oppose it.')
  await expect(forum.rule).toContainText('This rule is of 2004 and not verified.')
  await expect(forum.rule).toContainText('Source: ATU preparatory work programme for RRC-2004')
  await expect(forum.roster).toContainText('Egypt is a member here and belongs to the region Arab States')
  await expect(forum.roster).toContainText('not in the one for Africa')
  await expect(forum.roster.getByRole('heading', { name: 'Memberships in doubt' })).toBeVisible()
  await expect(forum.roster.getByRole('listitem').filter({ hasText: /^Egypt|EGYEgypt/ })).not.toHaveCount(0)
})

test('the RPM for Africa has no sourced rule, and the delegate of Eritrea, in no organization, works there', async ({
  enter,
  ask,
}) => {
  const coordinator = await ask('Coordinator of the RPM, Rwanda')
  await startFromSample(coordinator, { title: 'Seen from Asmara', in: 'rpm' })
  const { page } = await enter('Delegate, Eritrea')
  const forum = forumPage(page)
  await forum.openFromHome(RPM)
  await expect(forum.rule).toContainText('No adoption rule is known for this forum: adoption is not possible yet.')
  await expect(forum.roster).toContainText(/In no regional organization on record: .*Eritrea/)
  await expect(forum.roster).not.toContainText('Egypt')
  await forum.openProposal('Seen from Asmara')
  const workspace = workspacePage(page)
  await workspace.typeAtEndOf('shall create no obligation to lend', ' or to host')
  await expect(workspace.status).toHaveText(/^Saved \d\d:\d\d/)
  await expect(workspace.verdict).toHaveText('No adoption rule is known for this forum. Adoption is not possible yet.')
})

test('who has no role in a forum is not let into it', async ({ enter, consoles }) => {
  consoles.expect(/status of 404/)
  const { page } = await enter('Delegate, Eritrea')
  await page.goto('/forums/rto-atu-wtdc-29')
  await expect(page.getByRole('alert')).toContainText('There is no such forum, or you have no role in it.')
})

test('an observer of another organization sees a proposal only after "observers may read"', async ({
  enter,
  ask,
  consoles,
}) => {
  consoles.expect(/status of 404|status of 403/)
  const proposal = await startFromSample(await ask(COORDINATOR), { title: 'Shown to observers' })
  const observer = await enter('Observer, CEPT')
  const list = forumPage(observer.page)
  await list.openFromHome(ATU_GROUP)
  await expect(list.proposal('Shown to observers')).toHaveCount(0)
  await observer.page.goto(`/proposals/${proposal}`)
  await expect(observer.page.getByRole('alert')).toBeVisible()

  const coordinator = await enter(COORDINATOR)
  const workspace = workspacePage(coordinator.page)
  await workspace.open(proposal)
  await workspace.choose('Observers may read: off…')
  await workspace.press('Let observers read')
  await expect(workspace.dialog).toHaveCount(0)

  await list.openFromHome(ATU_GROUP)
  await list.openProposal('Shown to observers')
  const read = workspacePage(observer.page)
  await expect(read.clause('small and remote communities are often')).toBeVisible()
  await expect(read.status).toHaveText('Read only')
  await expect(read.text).toHaveAttribute('contenteditable', 'false')
})
