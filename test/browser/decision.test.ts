import type { APIRequestContext } from '@playwright/test'
import { LINE_IS_CUT } from './console-watch.ts'
import { expect, test, type Visitor } from './fixtures.ts'
import { lineOf } from './line.ts'
import { historyPage } from './pages/history-page.ts'
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

type Ask = (name: string) => Promise<APIRequestContext>
type Enter = (name: string) => Promise<Visitor>

async function inReview(ask: Ask, title: string): Promise<string> {
  const coordinator = await ask(COORDINATOR)
  const proposal = await startFromSample(coordinator, { title })
  await command(coordinator, proposal, { type: 'open-review' })
  return proposal
}

async function at(enter: Enter, name: string, proposal: string) {
  const { page, context } = await enter(name)
  const workspace = workspacePage(page)
  await workspace.open(proposal)
  return { ...workspace, context }
}

const supporters = (count: number) => HEADS_OF_DELEGATION.slice(0, count)
const opponents = (from: number, count: number) => HEADS_OF_DELEGATION.slice(from, from + count)

async function all(ask: Ask, proposal: string, position: 'supports' | 'opposes', states: readonly string[]) {
  for (const state of states) await takePosition(await ask(head(state)), proposal, position)
}

test('heads of delegation take positions in the review; a change makes them stale, with its redline', async ({
  enter,
  ask,
}) => {
  const proposal = await startFromSample(await ask(COORDINATOR), { title: 'Positions in the review' })
  const coordinator = await at(enter, COORDINATOR, proposal)
  await expect(coordinator.mine).toHaveCount(0)
  await coordinator.step('Open the review').click()
  await expect(coordinator.stage).toHaveText('Review')
  await expect(coordinator.verdict).toHaveText('No positions yet. 15 are needed in support.')

  const kenya = await at(enter, head('Kenya'), proposal)
  const egypt = await at(enter, head('Egypt'), proposal)
  await kenya.answer('Support').click()
  await expect(kenya.answer('Support')).toBeChecked()
  await egypt.answer('Oppose').click()
  await takePosition(await ask(head('Ghana')), proposal, 'abstains')
  await expect(coordinator.positions('Support')).toContainText('Kenya')
  await expect(coordinator.positions('Oppose')).toContainText('Egypt')
  await expect(coordinator.positions('Abstain')).toContainText('Ghana')
  await expect(coordinator.verdict).toHaveText('This text needs 14 more in support.')
  await expect(coordinator.panel).toContainText('Rule of 2004: not verified.')

  await coordinator.typeAtEndOf(LENDING, ' for ever')
  // The last key has reached everybody: what changed is then one text.
  await expect(kenya.clause(LENDING)).toContainText('for ever')
  await expect(coordinator.status).toHaveText(/^Saved/)
  await expect(kenya.positions('Stale')).toContainText('Kenya')
  await expect(kenya.positions('Stale')).toContainText('3')
  await expect(kenya.verdict).toHaveText('This text needs 15 more in support.')
  await expect(kenya.mine).toContainText('Support was given on another text')
  await coordinator.whatChanged.click()
  await expect(coordinator.dialog.getByRole('insertion').filter({ hasText: 'for ever' })).toBeVisible()
  await coordinator.dialog.getByRole('button', { name: 'Close' }).last().click()

  await egypt.answer('Abstain').click()
  await expect(coordinator.positions('Abstain')).toContainText('Egypt')
  await expect(coordinator.positions('Stale')).toContainText('2')
})

test('the lock names the fingerprint; when the text moves meanwhile, the chair reads the change and decides again', async ({
  enter,
  ask,
}) => {
  const proposal = await inReview(ask, 'Locked as it was read')
  const chair = await at(enter, CHAIR, proposal)
  const kenya = await at(enter, 'Delegate, Kenya', proposal)
  const { digest } = await viewOf(await ask(CHAIR), proposal)
  await chair.step('Lock the text').click()
  await expect(chair.dialog.getByTitle(digest)).toBeVisible()
  await kenya.typeAtEndOf(LENDING, ' without notice')
  await expect(chair.dialog).toContainText('The text changed since you looked')
  await expect(chair.dialog.getByRole('insertion').filter({ hasText: 'without notice' })).toBeVisible()
  await expect(chair.dialog.getByRole('button', { name: 'Lock this text' })).toHaveCount(0)
  await expect(kenya.status).toHaveText(/^Saved/)
  await chair.press('I have read the change')
  const now = await viewOf(await ask(CHAIR), proposal)
  await expect(chair.dialog.getByTitle(now.digest)).toBeVisible()
  await chair.press('Lock this text')
  await expect(chair.stage).toHaveText('Locked')
  await expect(kenya.text).toHaveAttribute('contenteditable', 'false')
  await expect(kenya.status).toHaveText(/^Locked \d\d:\d\d/)
  await expect(chair.clause(LENDING)).toContainText('without notice')
})

test('an edit that is on its way when the chair locks becomes its author’s parked draft', async ({ enter, ask }) => {
  const proposal = await inReview(ask, 'Parked')
  const { page } = await enter('Delegate, Kenya')
  const line = await lineOf(page)
  const kenya = workspacePage(page)
  await kenya.open(proposal)
  await expect(kenya.status).toHaveText(/^Saved/)
  line.holdEdits()
  await kenya.typeAtEndOf(LENDING, ' too late')
  await expect(kenya.status).toHaveText('Saving…')
  await lock(await ask(CHAIR), proposal)
  line.letThrough()
  await expect(kenya.notice).toContainText(/The chair locked the text at \d\d:\d\d/)
  await expect(kenya.notice).toContainText('in your parked draft')
  await expect(kenya.clause(LENDING)).not.toContainText('too late')
  await kenya.openParkedDraft()
  await expect(kenya.parkedDraft.getByRole('insertion')).toContainText('too late')
})

test('words typed without a line before the lock are parked when the line is back; nobody else sees them', async ({
  enter,
  ask,
  consoles,
}) => {
  consoles.expect(LINE_IS_CUT)
  const proposal = await inReview(ask, 'Locked while away')
  const kenya = await at(enter, 'Delegate, Kenya', proposal)
  const senegal = await at(enter, 'Delegate, Senegal', proposal)
  await kenya.context.setOffline(true)
  await kenya.typeAtEndOf(LENDING, ' from the train')
  await expect(kenya.status).toHaveText(/^Not saved yet: kept on this device/)
  await lock(await ask(CHAIR), proposal)
  await kenya.context.setOffline(false)
  await expect(kenya.notice).toContainText('in your parked draft')
  await kenya.openParkedDraft()
  await expect(kenya.parkedDraft.getByRole('insertion')).toContainText('from the train')
  await kenya.press('Discard the draft')
  await expect(kenya.notice).toHaveCount(0)
  await expect(senegal.stage).toHaveText('Locked')
  await expect(senegal.text).not.toContainText('from the train')
  await expect(senegal.notice).toHaveCount(0)
})

test('15 in support and 3 in opposition carry the locked text; stale positions are confirmed after their redline', async ({
  enter,
  ask,
}) => {
  const proposal = await inReview(ask, 'Fifteen and three')
  const kenya = await at(enter, head('Kenya'), proposal)
  await kenya.answer('Support').click()
  await expect(kenya.answer('Support')).toBeChecked()
  const coordinator = await at(enter, COORDINATOR, proposal)
  await coordinator.typeAtEndOf(LENDING, ' for ever')
  await expect(coordinator.status).toHaveText(/^Saved \d\d:\d\d/)
  await all(ask, proposal, 'supports', supporters(15).slice(1))
  await all(ask, proposal, 'opposes', opponents(15, 3))

  const chair = await at(enter, CHAIR, proposal)
  await expect(chair.verdict).toHaveText('This text needs 1 more in support.')
  await chair.step('Lock the text').click()
  await expect(chair.dialog).toContainText('14 support, 3 oppose, 0 abstain, 1 stale')
  await chair.press('Lock this text')
  await expect(chair.stage).toHaveText('Locked')

  await kenya.confirm.click()
  await expect(kenya.dialog.getByRole('insertion').filter({ hasText: 'for ever' })).toBeVisible()
  await kenya.press('Confirm “Support” on the locked text')
  await expect(chair.verdict).toHaveText('This text is carried: 15 of at least 15.')
  await expect(chair.positions('Stale')).toContainText('0')

  await chair.step('Declare the outcome').click()
  await expect(chair.dialog).toContainText('This text is carried: 15 of at least 15.')
  await chair.press('Declare adopted')
  await expect(chair.stage).toHaveText('Adopted')
  await expect(chair.panel).toContainText('15 in support, 3 in opposition')
  await expect(kenya.verdict).toHaveText('The chair declared this text adopted.')
})

test('14 in support and 4 in opposition: blocked, declared not carried, and unlocked with a reason', async ({
  enter,
  ask,
}) => {
  const proposal = await inReview(ask, 'Fourteen and four')
  await all(ask, proposal, 'supports', supporters(14))
  await all(ask, proposal, 'opposes', opponents(14, 4))
  await lock(await ask(CHAIR), proposal)
  const chair = await at(enter, CHAIR, proposal)
  await expect(chair.verdict).toHaveText('Opposition blocks this text: 4, at most 3.')
  await chair.step('Declare the outcome').click()
  await expect(chair.dialog.getByRole('button', { name: 'Declare adopted' })).toHaveCount(0)
  await chair.press('Declare not carried')
  await expect(chair.stage).toHaveText('Not carried')

  await chair.step('Unlock').click()
  await expect(chair.dialog.getByRole('button', { name: 'Unlock' })).toHaveAccessibleDescription(
    'Give the reason first.',
  )
  await chair.dialog.getByRole('textbox').fill('A compromise is in sight')
  await chair.press('Unlock')
  await expect(chair.stage).toHaveText('Review')
  await expect(chair.positions('Support')).toContainText('14')
  await expect(chair.positions('Oppose')).toContainText('4')
  await expect(chair.panel.page().getByText('A compromise is in sight')).toBeVisible()
})

test('the history lists every act with who, when and its chain hash', async ({ enter, ask }) => {
  const proposal = await inReview(ask, 'On record')
  await takePosition(await ask(head('Kenya')), proposal, 'supports')
  await lock(await ask(CHAIR), proposal)
  await declare(await ask(CHAIR), proposal)
  const { page } = await enter('Delegate, Kenya')
  const history = historyPage(page)
  await history.open(proposal)
  await expect(history.verified).toBeVisible()
  for (const [act, who] of [
    ['Started the proposal', COORDINATOR],
    ['Opened the review', COORDINATOR],
    ['Position: Support', head('Kenya')],
    ['Locked text', CHAIR],
    ['Declared the text not carried', CHAIR],
  ] as const) {
    const row = history.act(act)
    await expect(row).toContainText(who)
    await expect(row.getByRole('time')).toHaveText(/\d{4} at \d\d:\d\d GMT\+3/)
    await expect(row.getByRole('cell').last()).toHaveText(/[0-9a-f]{64}/)
  }
})
