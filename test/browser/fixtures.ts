/** Real people in real browsers: each who enters has a browser context of their own, signed in on the same program. */
import {
  test as base,
  expect,
  type APIRequestContext,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from '@playwright/test'
import type { PersonId } from '../../shared/ids.ts'
import { callAs } from './calls.ts'
import { watchConsoles, type ConsoleWatch } from './console-watch.ts'
import { startProgram, type Program } from './program.ts'

export type Visitor = {
  readonly name: string
  readonly page: Page
  readonly context: BrowserContext
  readonly request: APIRequestContext
}

type Fixtures = {
  readonly consoles: ConsoleWatch
  /** A browser context with nobody signed in. */
  readonly arrive: (options?: BrowserContextOptions) => Promise<Visitor>
  /** Signed in as a demonstration person: "Head of delegation, Kenya". */
  readonly enter: (name: string, options?: BrowserContextOptions) => Promise<Visitor>
  /** The same person without a page. */
  readonly ask: (name: string) => Promise<APIRequestContext>
  /** A program with these settings, empty, for this test alone. */
  readonly ownProgram: (settings: Readonly<Record<string, string>>) => Promise<Program>
}

export const test = base.extend<Fixtures>({
  consoles: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const consoles = watchConsoles()
      await use(consoles)
      expect(consoles.complaints(), 'what the pages complained about').toEqual([])
    },
    { auto: true },
  ],
  arrive: async ({ browser, consoles }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (options) => {
      const context = await browser.newContext(options)
      contexts.push(context)
      consoles.follow(context)
      return { name: '', page: await context.newPage(), context, request: context.request }
    })
    await Promise.all(contexts.map((context) => context.close()))
  },
  enter: async ({ arrive }, use) => {
    await use(async (name, options) => {
      const visitor = await arrive(options)
      await signIn(visitor.request, name)
      return { ...visitor, name }
    })
  },
  ask: async ({ playwright, baseURL }, use) => {
    const asked: APIRequestContext[] = []
    await use(async (name) => {
      const request = await playwright.request.newContext({ baseURL: baseURL! })
      asked.push(request)
      await signIn(request, name)
      return request
    })
    await Promise.all(asked.map((request) => request.dispose()))
  },
  // oxlint-disable-next-line no-empty-pattern
  ownProgram: async ({}, use) => {
    const programs: Program[] = []
    await use(async (settings) => {
      const program = await startProgram(settings)
      programs.push(program)
      return program
    })
    await Promise.all(programs.map((program) => program.kill()))
  },
})

export { expect }

export async function signIn(request: APIRequestContext, name: string): Promise<void> {
  await callAs(request, 'signInAsDemonstration', { person: await personNamed(request, name) })
}

async function personNamed(request: APIRequestContext, name: string): Promise<PersonId> {
  const { demonstrationPeople } = await callAs(request, 'session', {})
  const person = demonstrationPeople.find((each) => each.name === name)
  if (!person) throw new Error(`There is no demonstration person "${name}".`)
  return person.id
}
