/** Real keys, through the browser's protocol, while Chrome writes down what its main thread does. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Browser, CDPSession, Locator, Page } from 'playwright'
import type { CpuProfile } from './profile.ts'
import { CATEGORIES, costsOf, type KeyCosts, type TraceEvent } from './trace.ts'

export type Typing = {
  readonly keys: number
  readonly chance: () => number
  readonly profile: boolean
  /** Where Chrome's own trace is kept, to be opened in its developer tools. */
  readonly trace: string | undefined
}
export type Measured = { readonly costs: KeyCosts; readonly profile: CpuProfile | null }

/** Not measured: the first keys of a page run code that was never run. */
const WARM_UP = 10
const WORDS = 'and that each of them shall be reviewed every year by the members '

export async function putCaretInMiddle(clause: Locator): Promise<void> {
  await clause.scrollIntoViewIfNeeded()
  await clause.click()
  await clause.evaluate((paragraph) => {
    const texts = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT)
    let text = texts.nextNode() as Text | null
    for (let next = text; next; next = texts.nextNode() as Text | null)
      if (next.data.length > text!.data.length && !next.parentElement?.closest('del')) text = next
    getSelection()!.collapse(text, Math.floor(text!.data.length / 2))
  })
}

/** About five keys a second, not in step with anything. */
export async function measureTyping(browser: Browser, page: Page, typing: Typing): Promise<Measured> {
  const protocol = typing.profile ? await startProfiler(page) : null
  await browser.startTracing(page, { categories: [...CATEGORIES], ...(typing.trace && { path: typing.trace }) })
  await pressKeys(page, typing)
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: readonly TraceEvent[] }
  return { costs: costsOf(trace.traceEvents, WARM_UP), profile: protocol && (await stopProfiler(protocol)) }
}

async function pressKeys(page: Page, { keys, chance }: Typing): Promise<void> {
  for (let at = 0; at < WARM_UP + keys; at++) {
    // oxlint-disable-next-line no-await-in-loop -- one key after the other
    await page.keyboard.press(WORDS[at % WORDS.length] === ' ' ? 'Space' : WORDS[at % WORDS.length]!)
    // oxlint-disable-next-line no-await-in-loop
    await wait(150 + 100 * chance())
  }
  await wait(400)
}

async function startProfiler(page: Page): Promise<CDPSession> {
  const protocol = await page.context().newCDPSession(page)
  await protocol.send('Profiler.enable')
  await protocol.send('Profiler.setSamplingInterval', { interval: 200 })
  await protocol.send('Profiler.start')
  return protocol
}

async function stopProfiler(protocol: CDPSession): Promise<CpuProfile> {
  const { profile } = await protocol.send('Profiler.stop')
  return profile
}
