/** An edit that came too late, from the refusal to the text: kept, and applied by its author when the chair reopens the text. */
import type { APIRequestContext } from '@playwright/test'
import { LINE_IS_CUT } from './console-watch.ts'
import { expect, test } from './fixtures.ts'
import { lineOf } from './line.ts'
import { look } from './look.ts'
import { workspacePage } from './pages/workspace-page.ts'
import { CHAIR, command, COORDINATOR, lock, startFromSample } from './story.ts'

const LENDING = 'shall create no obligation to lend'

async function inReview(ask: (name: string) => Promise<APIRequestContext>, title: string): Promise<string> {
  const coordinator = await ask(COORDINATOR)
  const proposal = await startFromSample(coordinator, { title })
  await command(coordinator, proposal, { type: 'open-review' })
  return proposal
}

test('a draft parked by a lock is kept, looked at on the text as it is when the chair reopens it, and applied', async ({
  enter,
  ask,
  consoles,
}) => {
  consoles.expect(LINE_IS_CUT)
  const proposal = await inReview(ask, 'Parked and applied')
  const { page } = await enter('Delegate, Kenya')
  const line = await lineOf(page)
  const kenya = workspacePage(page)
  await kenya.open(proposal)
  await expect(kenya.status).toHaveText(/^Saved/)
  line.cut()
  await kenya.typeAtEndOf(LENDING, ' from the train')
  await expect(kenya.status).toHaveText(/kept on this device/)
  const chair = await ask(CHAIR)
  await lock(chair, proposal)
  line.mend()
  await expect(kenya.notice).toContainText('in your parked draft')
  await kenya.openParkedDraft()
  await expect(kenya.parkedDraft.getByRole('insertion')).toContainText('from the train')
  await expect(kenya.parkedDraft.getByRole('button', { name: 'Apply to the text' })).toHaveCount(0)
  await look(page, 'parked-draft-locked', kenya.parkedDraft.getByRole('button', { name: 'Keep the draft' }))
  await kenya.parkedDraft.getByRole('button', { name: 'Keep the draft' }).click()
  await expect(kenya.notice).toHaveCount(0)
  await look(page, 'parked-draft-kept', page.getByText('Your parked draft is kept.'))
  await page.reload()
  await expect(page.getByText('Your parked draft is kept.')).toBeVisible()

  await command(chair, proposal, { type: 'unlock', reason: 'a late comment' })
  await expect(kenya.notice).toContainText('The chair reopened the text. Your parked draft can be applied now.')
  const senegal = workspacePage((await enter('Delegate, Senegal')).page)
  await senegal.open(proposal)
  await senegal.typeAtEndOf(LENDING, ' (Senegal)')
  await expect(senegal.status).toHaveText(/^Saved \d/)
  await look(page, 'parked-draft-open-again', kenya.notice)
  await page.getByRole('button', { name: 'Review the draft' }).click()
  await expect(kenya.parkedDraft).toContainText('the text as it is now')
  await expect(kenya.parkedDraft).toContainText('(Senegal)')
  await expect(kenya.parkedDraft.getByRole('insertion')).toContainText('from the train')
  await expect(kenya.parkedDraft.getByRole('insertion')).not.toContainText('(Senegal)')
  await look(page, 'parked-draft-review', kenya.parkedDraft.getByRole('button', { name: 'Apply to the text' }))
  await kenya.parkedDraft.getByRole('button', { name: 'Apply to the text' }).click()
  await expect(kenya.parkedDraft).toHaveCount(0)
  await expect(page.getByText('Your parked draft is in the text now.')).toBeVisible()
  await expect(kenya.clause(LENDING)).toContainText('from the train')
  await expect(senegal.clause(LENDING)).toContainText('from the train')
  await look(page, 'parked-draft-applied', page.getByText('Your parked draft is in the text now.'))
  const words = await senegal.clause(LENDING).innerText()
  expect(words.split('from the train')).toHaveLength(2)
  await page.reload()
  await expect(kenya.clause(LENDING)).toContainText('from the train')
  await expect(page.getByText('parked draft')).toHaveCount(0)
})

test('a draft that was applied in one window is gone in the other, which offers nothing that cannot be done', async ({
  enter,
  ask,
  consoles,
}) => {
  consoles.expect(LINE_IS_CUT)
  consoles.expect(/409 \(Conflict\) .*\/preview/)
  const proposal = await inReview(ask, 'Parked in two windows')
  const { page } = await enter('Delegate, Kenya')
  const line = await lineOf(page)
  const kenya = workspacePage(page)
  await kenya.open(proposal)
  await expect(kenya.status).toHaveText(/^Saved/)
  line.cut()
  await kenya.typeAtEndOf(LENDING, ' from the train')
  await expect(kenya.status).toHaveText(/kept on this device/)
  const chair = await ask(CHAIR)
  await lock(chair, proposal)
  line.mend()
  await expect(kenya.notice).toContainText('in your parked draft')
  await command(chair, proposal, { type: 'unlock', reason: 'a late comment' })
  await expect(kenya.notice).toContainText('can be applied now')
  const second = await page.context().newPage()
  const other = workspacePage(second)
  await other.open(proposal)
  await expect(other.notice).toContainText('can be applied now')
  await second.getByRole('button', { name: 'Review the draft' }).click()
  await expect(other.parkedDraft.getByRole('insertion')).toContainText('from the train')
  await page.bringToFront()
  await page.getByRole('button', { name: 'Review the draft' }).click()
  await expect(kenya.parkedDraft).toContainText('the text as it is now')
  await kenya.parkedDraft.getByRole('button', { name: 'Apply to the text' }).click()
  await expect(page.getByText('Your parked draft is in the text now.')).toBeVisible()
  await second.bringToFront()
  await expect(other.parkedDraft.getByText('applied')).toBeVisible()
  await expect(other.parkedDraft.getByRole('button', { name: 'Apply to the text' })).toHaveCount(0)
  await expect(other.parkedDraft.getByRole('button', { name: 'Discard the draft' })).toHaveCount(0)
  await look(second, 'parked-draft-gone', other.parkedDraft.getByText('applied'))
  await other.parkedDraft.getByRole('button', { name: 'Close' }).last().click()
  await expect(second.getByText('can be applied now')).toHaveCount(0)
})

test('what others changed meanwhile is told before a draft is applied, and flagged when it is', async ({
  enter,
  ask,
}) => {
  const proposal = await inReview(ask, 'Parked and met')
  const { page } = await enter('Delegate, Kenya')
  const line = await lineOf(page)
  const kenya = workspacePage(page)
  await kenya.open(proposal)
  await expect(kenya.status).toHaveText(/^Saved/)
  line.holdEdits()
  await kenya.typeAtEndOf(LENDING, ' too late')
  const chair = await ask(CHAIR)
  await lock(chair, proposal)
  line.letThrough()
  await expect(kenya.notice).toContainText('in your parked draft')
  await command(chair, proposal, { type: 'unlock', reason: 'a late comment' })
  await expect(kenya.notice).toContainText('can be applied now')
  const senegal = workspacePage((await enter('Delegate, Senegal')).page)
  await senegal.open(proposal)
  await senegal.clause(LENDING).selectText()
  await senegal.page.keyboard.press('Delete')
  await senegal.page.keyboard.press('Backspace')
  await expect(senegal.status).toHaveText(/^Saved \d/)
  await page.getByRole('button', { name: 'Review the draft' }).click()
  await expect(kenya.parkedDraft).toContainText('raises a review flag')
  await expect(kenya.parkedDraft.getByRole('insertion')).toContainText('too late')
  await look(page, 'parked-draft-met', kenya.parkedDraft.getByText('review flag'))
  await kenya.parkedDraft.getByRole('button', { name: 'Apply to the text' }).click()
  await expect(kenya.parkedDraft).toHaveCount(0)
  await expect(page.getByText('too late').first()).toBeVisible()
})
