import { LINE_IS_CUT } from './console-watch.ts'
import { expect, test } from './fixtures.ts'
import { historyPage } from './pages/history-page.ts'
import { workspacePage } from './pages/workspace-page.ts'
import { COORDINATOR, startFromSample } from './story.ts'

const LENDING = 'shall create no obligation to lend'
const ROUNDS = 2

test('kill -9 in the middle of typing loses no word, and the page goes on by itself', async ({
  enter,
  ownProgram,
  consoles,
}) => {
  consoles.expect(LINE_IS_CUT)
  const program = await ownProgram({ DEMO: '1' })
  const at = { baseURL: program.address }
  const { request } = await enter(COORDINATOR, at)
  const proposal = await startFromSample(request, { title: 'Killed while typing' })
  const { page } = await enter('Delegate, Kenya', at)
  const workspace = workspacePage(page)
  await workspace.open(proposal)
  for (let round = 1; round <= ROUNDS; round++) {
    await workspace.typeAtEndOf(LENDING, ` saved${round}`)
    await expect(workspace.status).toHaveText(/^Saved \d\d:\d\d/)
    await Promise.all([workspace.typeAtEndOf(LENDING, ` typed-while-it-died${round}`), program.kill()])
    await expect(workspace.status).toHaveText(/^Not saved yet: kept on this device/)
    await program.startAgain()
    await expect(workspace.status).toHaveText(/^Saved \d\d:\d\d/)
  }
  const reader = workspacePage((await enter('Delegate, Senegal', at)).page)
  await reader.open(proposal)
  for (let round = 1; round <= ROUNDS; round++)
    await expect(reader.clause(LENDING)).toContainText(` saved${round} typed-while-it-died${round}`)
  const history = historyPage(reader.page)
  await history.open(proposal)
  await expect(history.verified).toBeVisible()
  await expect(history.act(/edits of the text/).first()).toContainText('Delegate, Kenya')
})
