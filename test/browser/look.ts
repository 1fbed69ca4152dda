/** How a screen is looked at: axe in both themes, on a wide and on a narrow screen, with a picture of each in test/results/screens. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { expect } from './fixtures.ts'

const WIDE = { width: 1440, height: 900 }
const NARROW = { width: 390, height: 844 }
/** WCAG 2.2, levels A and AA. */
const everyRule = (axe: AxeBuilder) => axe.withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
/** The theme changes colours and nothing else, the width everything but colours; contrast takes half of all the time. */
const contrast = (axe: AxeBuilder) => axe.withRules(['color-contrast'])
const allButContrast = (axe: AxeBuilder) => everyRule(axe).disableRules(['color-contrast'])

const LOOKS = [
  { theme: 'light', size: WIDE, asked: everyRule },
  { theme: 'dark', size: WIDE, asked: contrast },
  { theme: 'light', size: NARROW, asked: allButContrast },
] as const

/** `ready` is on the screen when there is something to look at. */
export async function look(page: Page, name: string, ready: Locator): Promise<void> {
  await ready.waitFor()
  for (const { theme, size, asked } of LOOKS) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.setViewportSize(size)
    const where = `${name}, ${theme}, ${size.width} px`
    await page.screenshot({ path: `test/results/screens/${name}-${theme}-${size.width}.png` })
    await expectNoViolation(asked(new AxeBuilder({ page })), where)
    expect(await sidewaysScroll(page), `${where}: scrolls sideways`).toBe(0)
    expect(await beyondTheEdge(page), `${where}: dialogs reach beyond the edge`).toEqual([])
  }
  await page.setViewportSize(WIDE)
  await page.emulateMedia({ colorScheme: 'light' })
}

async function expectNoViolation(axe: AxeBuilder, where: string): Promise<void> {
  const { violations } = await axe.analyze()
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`)
  expect(found, `${where}: what axe found`).toEqual([])
}

/** How far the page itself can be moved sideways, px. */
export const sidewaysScroll = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** The words of a dialog that stand outside of it, or the dialog outside of the screen. */
const beyondTheEdge = (page: Page) =>
  page.getByRole('dialog').evaluateAll((dialogs) =>
    dialogs.flatMap((dialog) => {
      const { right } = dialog.getBoundingClientRect()
      const edge = Math.min(right, innerWidth) + 1
      return [dialog, ...dialog.querySelectorAll('p, label, button, li, dd')]
        .filter((element) => element.getBoundingClientRect().right > edge)
        .map((element) => element.textContent.slice(0, 40))
    }),
  )
