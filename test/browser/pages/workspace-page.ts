import type { Locator, Page } from '@playwright/test'
import { decisionPanel } from './decision-panel.ts'

type View = 'Text' | 'Redline' | 'In force'
type Tool = 'Undo' | 'Redo' | 'Insert clause below' | 'Move clause up' | 'Move clause down'

/** The proposal as it is worked on. */
export function workspacePage(page: Page) {
  const text = page.getByRole('textbox', { name: 'Text of the proposal' })
  const clause = (words: string | RegExp) => text.getByRole('paragraph').filter({ hasText: words })
  const menu = page.getByRole('button', { name: 'More about this proposal' })
  return {
    ...decisionPanel(page),
    page,
    open: async (proposal: string) => {
      await page.goto(`/proposals/${proposal}`)
      await text.waitFor()
    },
    text,
    clause,
    reasons: page.getByRole('textbox', { name: 'Reasons' }),
    inForce: page.getByRole('article', { name: /^Text in force/ }),
    status: page.getByRole('banner').locator('.save'),
    notice: page.getByRole('alert'),
    presence: page.getByRole('group', { name: /at work on this text/i }),
    outline: page.getByRole('navigation', { name: 'Clauses' }),
    tool: (name: Tool) => page.getByRole('toolbar', { name: 'Editing' }).getByRole('button', { name }),
    show: (view: View) => page.getByRole('radiogroup', { name: 'View' }).getByText(view, { exact: true }).click(),
    caretOf: (person: string) => text.getByTitle(new RegExp(`^${person}`)),
    /** Types where a reader would click: behind the last word of the clause. */
    typeAtEndOf: (words: string | RegExp, typed: string) => typeAtEndOf(clause(words), typed),
    choose: async (item: string | RegExp) => {
      await menu.click()
      await page.getByRole('menuitem', { name: item }).click()
    },
    parkedDraft: page.getByRole('dialog', { name: 'Your parked draft' }),
    openParkedDraft: () => page.getByRole('button', { name: 'Open the draft' }).click(),
  }
}

export type Workspace = ReturnType<typeof workspacePage>

async function typeAtEndOf(clause: Locator, typed: string): Promise<void> {
  await putCaretAtEndOf(clause)
  await clause.page().keyboard.type(typed, { delay: 10 })
}

export async function putCaretAtEndOf(clause: Locator): Promise<void> {
  await clause.click()
  await clause.evaluate((paragraph) => {
    getSelection()!.selectAllChildren(paragraph)
    getSelection()!.collapseToEnd()
  })
}
