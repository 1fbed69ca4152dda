/** How a screen is looked at: axe in both themes, on a wide and on a narrow screen, with a picture of each in test/results/screens. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { expect } from './fixtures.ts'

const WIDE = { width: 1440, height: 900 }
const NARROW = { width: 390, height: 844 }
const LOOKS = [
  { theme: 'light', size: WIDE },
  { theme: 'dark', size: WIDE },
  { theme: 'light', size: NARROW },
] as const

/** WCAG 2.2, levels A and AA. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']

/** `ready` is on the screen when there is something to look at. */
export async function look(page: Page, name: string, ready: Locator): Promise<void> {
  await ready.waitFor()
  for (const { theme, size } of LOOKS) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.setViewportSize(size)
    const where = `${name}, ${theme}, ${size.width} px`
    await page.screenshot({ path: `test/results/screens/${name}-${theme}-${size.width}.png` })
    await expectNoViolation(page, where)
    expect(await sidewaysScroll(page), `${where}: scrolls sideways`).toBe(0)
    expect(await beyondTheEdge(page), `${where}: dialogs reach beyond the edge`).toEqual([])
  }
  await page.setViewportSize(WIDE)
  await page.emulateMedia({ colorScheme: 'light' })
}

async function expectNoViolation(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze()
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`)
  expect(found, `${where}: what axe found`).toEqual([])
}

/** How far the page itself can be moved sideways, px. */
export const sidewaysScroll = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

const beyondTheEdge = (page: Page) =>
  page
    .getByRole('dialog')
    .evaluateAll((dialogs) =>
      dialogs.map((dialog) => dialog.getBoundingClientRect().right - innerWidth).filter((beyond) => beyond > 0),
    )
