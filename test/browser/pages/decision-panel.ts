import type { Page } from '@playwright/test'

type Step = 'Open the review' | 'Lock the text' | 'Unlock' | 'Declare the outcome' | 'Export to Word' | 'Submit'
type Answer = 'Support' | 'Oppose' | 'Abstain'

/** Stage, verdict, the reader's own position, the next steps, and who said what. */
export function decisionPanel(page: Page) {
  const panel = page.getByRole('region', { name: 'Decision' })
  const mine = panel.getByRole('region', { name: /^Position of/ })
  const dialog = page.getByRole('dialog')
  const kind = (name: Answer | 'Stale' | 'Not answered') =>
    panel
      .getByRole('region', { name: 'Positions' })
      .getByRole('listitem')
      .filter({ hasText: new RegExp(`^${name}`) })
  return {
    panel,
    stage: panel.getByRole('listitem').and(page.locator('[aria-current="step"]')),
    verdict: panel.getByRole('heading', { level: 2 }).nth(1),
    mine,
    answer: (answer: Answer) => mine.getByRole('radio', { name: answer }),
    positions: kind,
    step: (name: Step) => panel.getByRole('button', { name, exact: true }),
    whatChanged: panel.getByRole('region', { name: 'Positions' }).getByRole('button', { name: 'What changed since' }),
    confirm: mine.getByRole('button', { name: 'See what changed and confirm' }),
    dialog,
    /** A button of the dialog that stands open. */
    press: (name: string | RegExp) => dialog.getByRole('button', { name }).click(),
  }
}
