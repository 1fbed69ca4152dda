import { LINE_IS_CUT } from './console-watch.ts'
import { expect, test } from './fixtures.ts'
import { lineOf } from './line.ts'
import { workspacePage } from './pages/workspace-page.ts'
import { COORDINATOR, startFromSample } from './story.ts'

const LENDING = 'shall create no obligation to lend'

test('without a line one types on, a reload keeps the words, and with the line they arrive', async ({
  enter,
  ask,
  consoles,
}) => {
  consoles.expect(LINE_IS_CUT)
  const proposal = await startFromSample(await ask(COORDINATOR), { title: 'Written on a train' })
  const [kenya, senegal] = [await enter('Delegate, Kenya'), await enter('Delegate, Senegal')]
  const [one, other] = [workspacePage(kenya.page), workspacePage(senegal.page)]
  await Promise.all([one.open(proposal), other.open(proposal)])
  await expect(one.status).toHaveText(/^Saved/)

  await kenya.context.setOffline(true)
  await one.typeAtEndOf(LENDING, ' in the tunnel')
  await expect(one.status).toHaveText(/^Not saved yet: kept on this device/)
  await one.typeAtEndOf(LENDING, ' and behind it')
  await expect(other.clause(LENDING)).not.toContainText('tunnel')

  await kenya.context.setOffline(false)
  await expect(one.status).toHaveText(/^Saved \d\d:\d\d/)
  await expect(other.clause(LENDING)).toContainText('in the tunnel and behind it')
})

test('words that no server has yet survive a reload of the page', async ({ enter, ask, consoles }) => {
  consoles.expect(LINE_IS_CUT)
  const proposal = await startFromSample(await ask(COORDINATOR), { title: 'Reloaded' })
  const [kenya, senegal] = [await enter('Delegate, Kenya'), await enter('Delegate, Senegal')]
  const [one, other] = [workspacePage(kenya.page), workspacePage(senegal.page)]
  const line = await lineOf(kenya.page)
  await Promise.all([one.open(proposal), other.open(proposal)])
  await expect(one.status).toHaveText(/^Saved/)

  line.cut()
  await one.typeAtEndOf(LENDING, ' after a reload')
  await expect(one.status).toHaveText(/^Not saved yet: kept on this device/)
  await kenya.page.reload()
  await expect(one.status).toHaveText(/kept on this device/)
  await expect(other.clause(LENDING)).not.toContainText('after a reload')
  line.mend()
  await expect(one.clause(LENDING)).toContainText('after a reload')
  await expect(one.status).toHaveText(/^Saved/)
  await expect(other.clause(LENDING)).toContainText('after a reload')
})
