/** Writing by every means that is not one key for one letter: each time the words are looked for on the other person's screen. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import type { APIRequestContext, CDPSession, Locator, Page } from '@playwright/test'
import type { PostedImport } from '../../shared/protocol/imports.ts'
import { callAs } from './calls.ts'
import { expect, test, type Visitor } from './fixtures.ts'
import { putCaretAtEndOf, workspacePage, type Workspace } from './pages/workspace-page.ts'
import { ARABIC, CHINESE } from './sample-texts.ts'
import { COORDINATOR, forumOf, startFromSample } from './story.ts'

const LENDING = 'shall create no obligation to lend'
const LISTS = 'a published list of what can be borrowed'

type Two = { readonly one: Workspace; readonly other: Workspace; readonly page: Page }

async function opened(enter: (name: string) => Promise<Visitor>, proposal: string): Promise<Two> {
  const [kenya, senegal] = [await enter('Delegate, Kenya'), await enter('Delegate, Senegal')]
  const [one, other] = [workspacePage(kenya.page), workspacePage(senegal.page)]
  await Promise.all([one.open(proposal), other.open(proposal)])
  return { one, other, page: kenya.page }
}

async function startFrom(coordinator: APIRequestContext, text: PostedImport, title: string): Promise<string> {
  const added = await callAs(coordinator, 'acceptImport', text as never)
  const { id } = await callAs(coordinator, 'startProposal', {
    id: await forumOf(coordinator, 'rto'),
    commandId: randomUUID(),
    title,
    operator: 'MOD',
    base: added.text.id,
    summary: '',
    reasons: '',
    acceptSuperseded: false,
  })
  return id
}

/** Without the flags of the others' carets, which stand among the words. */
const linesOf = async (text: Locator) =>
  text.locator('p').evaluateAll((all) =>
    all.map((each) => {
      const copy = each.cloneNode(true) as HTMLElement
      for (const caret of copy.querySelectorAll('.remote-caret')) caret.remove()
      return `${copy.dataset['label'] ?? ''}|${copy.textContent}`
    }),
  )

/** Both screens come to the same text. */
const agreeOn = async ({ one, other }: Two, words: string) => {
  await expect.poll(async () => (await linesOf(other.text)).filter((line) => line.includes(words)).length).toBe(1)
  await expect.poll(async () => (await linesOf(one.text)).join('\n')).toBe((await linesOf(other.text)).join('\n'))
}

const protocol = (page: Page): Promise<CDPSession> => page.context().newCDPSession(page)

test('an input method composes Chinese while another writes in the same clause: neither loses a sign', async ({
  enter,
  ask,
}) => {
  const two = await opened(enter, await startFrom(await ask(COORDINATOR), CHINESE, 'Composed'))
  await putCaretAtEndOf(two.one.clause('编制所需图书清单'))
  const session = await protocol(two.page)
  for (const text of ['b', 'bing', 'bing qie', '并且公布'])
    await session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  await putCaretAtEndOf(two.other.clause('编制所需图书清单'))
  await two.other.page.keyboard.press('Home')
  await two.other.page.keyboard.type('尽快')
  await session.send('Input.insertText', { text: '并且公布' })
  await agreeOn(two, '尽快编制所需图书清单；并且公布')
})

test('an input method composes Arabic, and the clause reads from the right', async ({ enter, ask }) => {
  const two = await opened(enter, await startFrom(await ask(COORDINATOR), ARABIC, 'Composed in Arabic'))
  const clause = two.one.clause('المعلمين')
  await putCaretAtEndOf(clause)
  const session = await protocol(two.page)
  await session.send('Input.imeSetComposition', { text: ' و', selectionStart: 2, selectionEnd: 2 })
  await session.send('Input.imeSetComposition', { text: ' والهاتف', selectionStart: 8, selectionEnd: 8 })
  await session.send('Input.insertText', { text: ' والهاتف' })
  await agreeOn(two, 'عبر الراديو، والهاتف')
  await expect(clause).toHaveAttribute('data-label', 'ج)')
  expect(await clause.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl')
})

test('the words of another that come in a composed clause stay when the composition is given up', async ({
  enter,
  ask,
}) => {
  const two = await opened(enter, await startFromSample(await ask(COORDINATOR), { title: 'Given up' }))
  await putCaretAtEndOf(two.one.clause(LENDING))
  const session = await protocol(two.page)
  await session.send('Input.imeSetComposition', { text: 'ni', selectionStart: 2, selectionEnd: 2 })
  await two.other.typeAtEndOf(LENDING, ' today')
  await session.send('Input.imeSetComposition', { text: '', selectionStart: 0, selectionEnd: 0 })
  await two.one.typeAtEndOf(LENDING, ' or')
  await agreeOn(two, LENDING)
  await expect(two.other.clause(LENDING)).toContainText(' today')
  await expect(two.other.clause(LENDING)).toContainText(' or')
  await expect(two.other.clause(LENDING)).not.toContainText('ni ')
})

test('a mobile keyboard replaces the whole word before the caret', async ({ enter, ask }) => {
  const two = await opened(enter, await startFromSample(await ask(COORDINATOR), { title: 'Whole words' }))
  await two.one.typeAtEndOf(LENDING, ' quokas')
  const session = await protocol(two.page)
  const at = await two.one.clause(LENDING).evaluate((clause) => clause.textContent.length)
  await session.send('Input.imeSetComposition', {
    text: 'quokkas',
    selectionStart: 7,
    selectionEnd: 7,
    replacementStart: await offsetInEditor(two.one.clause(LENDING), at - 6),
    replacementEnd: await offsetInEditor(two.one.clause(LENDING), at),
  })
  await session.send('Input.insertText', { text: 'quokkas' })
  await agreeOn(two, ' quokkas')
  await expect(two.other.text).not.toContainText('quokas')
})

/** Replacement ranges count the characters of the editing host as its text content has them, a line break for each block. */
const offsetInEditor = (clause: Locator, within: number): Promise<number> =>
  clause.evaluate((element, offset) => {
    const range = document.createRange()
    range.setStart(element.parentElement!, 0)
    range.setEnd(element, 0)
    const holder = getSelection()!
    const kept = holder.getRangeAt(0)
    holder.removeAllRanges()
    holder.addRange(range)
    const before = holder.toString().length
    holder.removeAllRanges()
    holder.addRange(kept)
    return before + offset
  }, within)

test('a spelling replacement changes the word in place', async ({ enter, ask }) => {
  const two = await opened(enter, await startFromSample(await ask(COORDINATOR), { title: 'Spelling' }))
  await two.one.typeAtEndOf(LENDING, ' exept by aggreement')
  await replaceWord(two.one.clause(LENDING), 'exept', 'except')
  await agreeOn(two, ' except by aggreement')
})

/** As the browser does it: a beforeinput that nobody prevents, the text node changed, an input event. */
const replaceWord = (clause: Locator, wrong: string, right: string) =>
  clause.evaluate(
    (element, [from, to]) => {
      const told = (type: string, cancelable: boolean) =>
        element.dispatchEvent(
          new InputEvent(type, { inputType: 'insertReplacementText', data: to!, bubbles: true, cancelable }),
        )
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
      while (walker.nextNode()) {
        const node = walker.currentNode as Text
        const at = node.data.indexOf(from!)
        if (at < 0 || !told('beforeinput', true)) continue
        node.replaceData(at, from!.length, to!)
        told('input', false)
      }
    },
    [wrong, right],
  )

test('selected words are dragged to another clause', async ({ enter, ask }) => {
  const two = await opened(enter, await startFromSample(await ask(COORDINATOR), { title: 'Dragged words' }))
  await two.one.typeAtEndOf(LENDING, ' quokka')
  for (let letter = 0; letter < 7; letter++) await two.page.keyboard.press('Shift+ArrowLeft')
  const from = await selectionBox(two.page)
  const target = await endBox(two.one.clause(LISTS))
  await two.page.mouse.move(from.x, from.y)
  await two.page.mouse.down()
  await two.page.mouse.move(target.x - 20, target.y, { steps: 6 })
  await two.page.mouse.move(target.x, target.y, { steps: 3 })
  await two.page.mouse.up()
  await expect(two.other.clause(LISTS)).toContainText('quokka')
  await expect(two.other.clause(LENDING)).not.toContainText('quokka')
  await agreeOn(two, LISTS)
})

const selectionBox = (page: Page) =>
  page.evaluate(() => {
    const { left, top, width, height } = getSelection()!.getRangeAt(0).getClientRects()[0]!
    return { x: left + width / 2, y: top + height / 2 }
  })

const endBox = (clause: Locator) =>
  clause.evaluate((element) => {
    const range = document.createRange()
    range.selectNodeContents(element)
    const last = [...range.getClientRects()].at(-1)!
    return { x: last.right - 2, y: last.top + last.height / 2 }
  })

test('the handle in the margin moves a clause; what another types in it meanwhile goes along', async ({
  enter,
  ask,
}) => {
  const two = await opened(enter, await startFromSample(await ask(COORDINATOR), { title: 'Dragged clause' }))
  const clause = two.one.clause(LENDING)
  const before = await linesOf(two.one.text)
  await clause.hover()
  const handle = two.page.locator('.drag-handle')
  await expect(handle).toBeVisible()
  const [grip, target] = [
    (await handle.boundingBox())!,
    (await two.one.clause('to encourage the establishment').boundingBox())!,
  ]
  await two.page.mouse.move(grip.x + 8, grip.y + 8)
  await two.page.mouse.down()
  await two.page.mouse.move(target.x + 8, target.y + 30, { steps: 5 })
  await two.other.typeAtEndOf(LENDING, ' meanwhile')
  await two.page.mouse.move(target.x + 8, target.y - 2, { steps: 5 })
  await expect(two.page.locator('.drop-line')).toBeVisible()
  await two.page.mouse.up()
  await expect(two.other.clause(LENDING)).toHaveAttribute('data-label', '1')
  await agreeOn(two, ' meanwhile')
  expect((await linesOf(two.other.text)).length).toBe(before.length)
  await two.one.tool('Undo').click()
  await expect(two.other.clause(LENDING)).toHaveAttribute('data-label', '3')
})

/** Puts HTML on the real clipboard as another program does: nothing cleans it. */
async function copyElsewhere(page: Page, html: string, plain: string): Promise<void> {
  const elsewhere = await page.context().newPage()
  await elsewhere.goto('about:blank')
  await elsewhere.evaluate(
    ([rich, text]) => {
      document.addEventListener('copy', (event) => {
        event.clipboardData!.setData('text/html', rich!)
        event.clipboardData!.setData('text/plain', text!)
        event.preventDefault()
      })
    },
    [html, plain],
  )
  await elsewhere.bringToFront()
  await elsewhere.keyboard.press('Control+c')
  await elsewhere.close()
  await page.bringToFront()
}

const WORD = readFileSync(join(import.meta.dirname, '../client/editor/pasted/word-365.html'), 'utf8')

test('a paste from Word through the clipboard becomes clauses, tells what it left out, and goes by one undo', async ({
  enter,
  ask,
}) => {
  const two = await opened(enter, await startFromSample(await ask(COORDINATOR), { title: 'Pasted' }))
  const before = await linesOf(two.other.text)
  await putCaretAtEndOf(two.one.clause(LENDING))
  await two.page.keyboard.press('Enter')
  await copyElsewhere(two.page, WORD, 'not this')
  await two.page.keyboard.press('Control+v')
  await agreeOn(two, 'that small islands in the Northern Ocean have few cables')
  await expect(two.other.clause('on land;')).toHaveAttribute('data-label', 'i)')
  await expect(two.other.clause('to count the cables')).toHaveAttribute('data-label', '1')
  await expect(two.page.getByRole('status').filter({ hasText: 'Pasted' })).toContainText(
    '13 paragraphs, 2 calls, 7 items, 1 footnote. 1 picture is left out',
  )
  await two.one.tool('Undo').click()
  await two.one.tool('Undo').click()
  await expect.poll(() => linesOf(two.other.text)).toEqual(before)
})

test('plain text through the clipboard too, with its typed labels', async ({ enter, ask }) => {
  const two = await opened(enter, await startFromSample(await ask(COORDINATOR), { title: 'Pasted plain' }))
  await putCaretAtEndOf(two.one.clause(LENDING))
  await two.page.keyboard.press('Enter')
  await copyElsewhere(two.page, '', 'invites the quokka\n1\tto hop;\n2\tto stop.')
  await two.page.keyboard.press('Control+v')
  await expect(two.other.clause('invites the quokka')).toHaveAttribute('data-kind', 'operative-call')
  await expect(two.other.clause('to stop.')).toHaveAttribute('data-label', '2')
})

test('typing a call offers addressees, and Enter opens its section', async ({ enter, ask }) => {
  const two = await opened(enter, await startFromSample(await ask(COORDINATOR), { title: 'Sections' }))
  await putCaretAtEndOf(two.one.clause(LENDING))
  await two.page.keyboard.press('Enter')
  await two.page.keyboard.press('Enter')
  await two.page.keyboard.type('instructs the Dir', { delay: 10 })
  const options = two.page.getByRole('listbox').getByRole('option')
  await expect(options).toHaveCount(4)
  await two.page.keyboard.press('ArrowDown')
  await expect(options.first()).toHaveAttribute('aria-selected', 'true')
  await two.page.keyboard.press('Enter')
  await two.page.keyboard.type('to see to it.', { delay: 10 })
  const call = 'instructs the Director of the Telecommunication Development Bureau'
  await expect(two.other.clause(call).last()).toHaveAttribute('data-kind', 'operative-call')
  await expect(two.other.clause('to see to it.')).toHaveAttribute('data-kind', 'item')
})

test('the calls of an Arabic text are offered in Arabic', async ({ enter, ask }) => {
  const two = await opened(enter, await startFrom(await ask(COORDINATOR), ARABIC, 'Calls in Arabic'))
  await putCaretAtEndOf(two.one.clause('كل سنة'))
  await two.page.keyboard.press('Enter')
  await two.page.keyboard.press('Enter')
  await two.page.keyboard.type('يقرر أن يد')
  await expect(two.page.getByRole('listbox').getByRole('option')).toHaveText(['يقرر أن يدعو …'])
  await two.page.keyboard.press('Tab')
  await two.page.keyboard.press('ArrowDown')
  await two.page.keyboard.press('Enter')
  await expect(two.other.clause('يقرر أن يدعو الدول الأعضاء')).toHaveAttribute('data-kind', 'operative-call')
})

test('a finger on the handle moves the clause of the caret', async ({ enter, ask }) => {
  const proposal = await startFromSample(await ask(COORDINATOR), { title: 'By finger' })
  const { page } = await enter('Delegate, Kenya', {
    hasTouch: true,
    isMobile: true,
    viewport: { width: 820, height: 1100 },
  })
  const workspace = workspacePage(page)
  await workspace.open(proposal)
  await putCaretAtEndOf(workspace.clause(LENDING))
  const handle = page.locator('.drag-handle')
  await expect(handle).toBeVisible()
  const [grip, target] = [(await handle.boundingBox())!, (await workspace.clause('that each pool').boundingBox())!]
  const session = await protocol(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y?: number) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: y === undefined ? [] : [{ x: grip.x + 8, y }] })
  await touch('touchStart', grip.y + 8)
  await touch('touchMove', (grip.y + target.y) / 2)
  await touch('touchMove', target.y + 2)
  await expect(page.locator('.drop-line')).toBeVisible()
  await touch('touchEnd')
  await expect(workspace.clause(LENDING)).toHaveAttribute('data-label', '2')
})
