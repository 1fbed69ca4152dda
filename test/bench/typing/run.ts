/**
 * How long the main thread works for one key. Not a test: it prints figures and asserts nothing.
 *
 *   npm run bench:typing                                   all variants
 *   npm run bench:typing -- --only "redline" --keys 60     those whose name has these words
 *   npm run bench:typing -- --only "300" --profile         also the functions that took the time (an unminified build)
 *   npm run bench:typing -- --only "300" --renders         also which React components were drawn
 *   npm run bench:typing -- --only "300" --trace FILE      also Chrome's trace of the last one, for its developer tools
 *
 * It starts the program on a port and a data folder of its own, makes a proposal of N clauses with a third of them changed, opens
 * it in Chromium (CHROMIUM=/path, /usr/bin/chromium by default) and types with real keys while another delegate types elsewhere.
 * The target of the project is the variant "300, redline, another typing": busy under 16 ms median and 50 ms p95 on 2 cores.
 */
import { parseArgs } from 'node:util'
import { chromium, type Browser } from 'playwright'
import { startProgram } from '../../browser/program.ts'
import { chanceFrom, clausesOf } from './clauses.ts'
import { measureTyping, putCaretInMiddle, type Measured } from './keys.ts'
import { startPeer } from './peer.ts'
import { topFunctions } from './profile.ts'
import { cookieOf, makeProposal, OTHER, WRITER } from './proposal.ts'
import { itemsOf, joinFrom, typeSteadily } from './remote.ts'
import { compared, machine, rowOf, TITLE, type Row } from './report.ts'
import { serveReadableBuild } from './readable-build.ts'
import { forgetRenders, rendersOf, watchRenders } from './renders.ts'

type Variant = { readonly name: string; readonly clauses: number; readonly redline: boolean; readonly remote: boolean }

const VARIANTS: readonly Variant[] = [
  { name: '300, redline, another typing', clauses: 300, redline: true, remote: true },
  { name: '300, redline, alone', clauses: 300, redline: true, remote: false },
  { name: '300, clean, another typing', clauses: 300, redline: false, remote: true },
  { name: '100, redline, another typing', clauses: 100, redline: true, remote: true },
  { name: '1000, redline, another typing', clauses: 1000, redline: true, remote: true },
]
const PEERS = [300, 1000]

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    keys: { type: 'string', default: '80' },
    profile: { type: 'boolean', default: false },
    renders: { type: 'boolean', default: false },
    trace: { type: 'string' },
  },
})
const keys = Number(options.keys)
const typing = (seed: number) => ({ keys, chance: chanceFrom(seed), profile: options.profile, trace: options.trace })
const isReadable = options.profile || options.renders
const isWanted = (name: string) => name.includes(options.only)

const program = await startProgram({ DEMO: '1' })
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    // A page that the profile put in the place of the server's may not speak to the server otherwise.
    ...(isReadable ? ['--disable-features=LocalNetworkAccessChecks'] : []),
  ],
})
const proposals = new Map<number, string>()
const rows: Row[] = []
try {
  console.log(machine(browser.version()))
  console.log(TITLE)
  /* oxlint-disable no-await-in-loop -- one at a time, or they would measure each other */
  for (const variant of VARIANTS.filter(({ name }) => isWanted(name)))
    print(variant.name, await measureProgram(browser, variant))
  for (const clauses of PEERS.filter((count) => isWanted(peerName(count))))
    print(peerName(clauses), await measurePeer(browser, clauses))
  /* oxlint-enable no-await-in-loop */
  for (const line of compared(rows, PEERS.map(peerName))) console.log(line)
  console.log(machine(browser.version()))
} finally {
  await browser.close()
  await program.kill()
}

function peerName(clauses: number): string {
  return `${clauses}, peer: plain Tiptap, alone`
}

function print(name: string, { costs, profile }: Measured): void {
  const row = rowOf(name, costs)
  rows.push(row)
  console.log(row.line)
  if (profile) console.log(topFunctions(profile, keys).join('\n'))
}

async function measureProgram(at: Browser, { clauses, redline, remote }: Variant): Promise<Measured> {
  const { address } = program
  const proposal = proposals.get(clauses) ?? (await makeProposal(address, clauses))
  proposals.set(clauses, proposal)
  const context = await at.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
  const [name, value] = (await cookieOf(address, WRITER)).split('=') as [string, string]
  await context.addCookies([{ name, value, url: address }])
  const page = await context.newPage()
  if (isReadable) await serveReadableBuild(page)
  if (options.renders) await watchRenders(page)
  await page.goto(`${address}/proposals/${proposal}`)
  const text = page.getByRole('textbox', { name: 'Text of the proposal' })
  await text.waitFor()
  if (redline) await page.getByRole('radiogroup', { name: 'View' }).getByText('Redline', { exact: true }).click()
  const other = await joinFrom({ address, proposal, person: OTHER, cookie: await cookieOf(address, OTHER) })
  const items = itemsOf(other)
  // A changed clause, and an unchanged one that stands on the same screen.
  const middle = Math.floor(items.length / 2 / 3) * 3
  await putCaretInMiddle(text.locator(`[data-id="${items[middle]!.id}"]`))
  const stop = remote ? typeSteadily(other, items[middle + 2]!.id) : () => {}
  await page.waitForTimeout(1_000)
  if (options.renders) await forgetRenders(page)
  const measured = await measureTyping(at, page, typing(clauses))
  if (options.renders) for (const line of await rendersOf(page, keys)) console.log(line)
  stop()
  other.close()
  await context.close()
  return measured
}

async function measurePeer(at: Browser, clauses: number): Promise<Measured> {
  const peer = await startPeer(clausesOf(clauses, chanceFrom(clauses)))
  const page = await at.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(peer.address)
  const paragraphs = page.locator('.ProseMirror p')
  await paragraphs.first().waitFor()
  await putCaretInMiddle(paragraphs.nth(Math.floor(clauses / 2)))
  await page.waitForTimeout(1_000)
  const measured = await measureTyping(at, page, typing(clauses))
  await page.close()
  peer.close()
  return measured
}
