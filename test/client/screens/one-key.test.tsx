// @vitest-environment jsdom
/** Which parts of the workspace a key wakes: asked of React itself, on the real screen, session and frames. */
import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { Editor } from '@tiptap/core'
import { createMemoryRouter } from 'react-router'
import { RouterProvider } from 'react-router/dom'
import type { Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import { WebSocket as NodeSocket } from 'ws'
import type { Environment, SocketClass } from '../../../client/sync/environment.ts'
import { plainText } from '../../../shared/document/blocks.ts'
import { readDocument } from '../../../shared/document/ydoc.ts'
import { foldAll } from '../../../shared/proposal/fold.ts'
import { administration, forumId, proposalId } from '../../../shared/ids.ts'
import type { Person } from '../../../shared/protocol/people.ts'
import type { ProposalView } from '../../../shared/protocol/views.ts'
import { installHook, type WithHook } from '../../bench/typing/renders.ts'
import { memoryOutboxStore } from '../sync/memory-outbox-store.ts'
import { AUTHOR, startSyncServer, type SyncServer } from '../sync/sync-server.ts'
import '../editor/desk.ts'
import { until } from '../../support/until.ts'

// Before React is loaded: it looks for its developer tools once.
vi.hoisted(() => Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', false))
installHook()
// What jsdom has not got and the screen asks for.
globalThis.matchMedia ??= () => Object.assign(new EventTarget(), { matches: false }) as unknown as MediaQueryList

/** They are told of each key and draw nothing with it. */
const AT_EACH_KEY = ['Page', 'WorkspacePieces', 'SaveStatus', 'NotWritten', 'Clauses', 'BracketsSection']

/** No longer than what any part of the screen takes for a rest. */
const REST_MS = 300
const A_MINUTE_MS = 60_000

let server: SyncServer
let root: Root
const drawn = () => (globalThis as WithHook).drawn!.counts

beforeEach(async () => {
  i18n.loadAndActivate({ locale: 'en', messages: {} })
  server = await startSyncServer()
})
afterEach(async () => {
  root.unmount()
  await server.stop()
})

it('a key wakes the few parts that show it, and draws nothing else of the workspace', async () => {
  await open()
  await until(() => document.querySelector('.save')?.textContent?.includes('Saved'))
  type(' one two three four five six seven ')
  await until(() => server.received.length > 0 && document.querySelector('.save')?.textContent?.includes('Saved'))
  await untilNothingIsDrawn()
  noRestForWriter()
  // With the first key "Saved" goes from the screen, and comes back behind the last one.
  type('r')
  await pause(100)
  drawn().clear()
  for (const letter of 'eviewed') {
    type(letter)
    // oxlint-disable-next-line no-await-in-loop -- one key after the other
    await pause(60)
  }
  const names = [...drawn().keys()].filter((name) => !name.startsWith('('))
  expect(names.filter((name) => !AT_EACH_KEY.includes(name))).toEqual([])
  // It would see more: the same keys are counted where they are told of.
  expect(drawn().get('SaveStatus')).toBeGreaterThan(1)
  await until(() => plainTextOnServer().includes('reviewed'))
})

/** What follows the writer at a distance has followed. */
async function untilNothingIsDrawn(): Promise<void> {
  do {
    drawn().clear()
    // oxlint-disable-next-line no-await-in-loop -- one look after the other
    await pause(2_500)
  } while (drawn().size > 0)
}

/** What waits until nobody has typed for a while waits on, however long this machine takes for a key. */
function noRestForWriter(): void {
  const [later, now] = [globalThis.setTimeout, Date.now()]
  vi.spyOn(Date, 'now').mockReturnValue(now)
  // With what is given to the work: the line that is tried again after the test is one of them.
  const asked = (work: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) =>
    later(work, ms < REST_MS ? ms : ms + A_MINUTE_MS, ...given)
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(asked as typeof later)
  onTestFinished(() => void vi.restoreAllMocks())
}

async function open(): Promise<void> {
  const { createRoot } = await import('react-dom/client')
  const { Page } = await import('./workspace-under-test.tsx')
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } })
  client.setQueryData(['session'], {
    person: KENYA,
    demonstration: true,
    demonstrationPeople: [],
    demonstrationForums: [],
  })
  const view = viewOf(server)
  const environment = environmentOf(server)
  const router = createMemoryRouter([
    { path: '*', element: <Page view={view} person={KENYA} environment={environment} /> },
  ])
  root = createRoot(document.body.appendChild(document.createElement('div')))
  root.render(
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </I18nProvider>,
  )
  await until(() => textEditor())
}

const KENYA: Person = {
  id: AUTHOR,
  name: 'Delegate, Kenya',
  administration: administration('KEN'),
  organization: null,
  isAdministrator: false,
  isDemonstration: true,
  memberships: [],
}

const viewOf = ({ entries }: SyncServer): ProposalView => ({
  id: proposalId('p'),
  label: 'AFCP/XX/1',
  forum: {
    id: forumId('atu'),
    name: 'A forum',
    kind: 'rto',
    conference: 'WTDC-29',
    of: 'ATU',
    roster: [administration('KEN'), administration('SEN')],
    doubts: [],
    rule: null,
    roles: ['delegate'],
    proposals: 1,
  },
  state: foldAll(entries)!,
  digest: 'd',
  base: [],
  people: [KENYA],
})

const environmentOf = ({ url }: SyncServer): Environment => ({
  url,
  WebSocket: NodeSocket as unknown as SocketClass,
  store: memoryOutboxStore().store,
  now: Date.now,
  random: Math.random,
  leastWait: 20,
  mostWait: 100,
})

type WithEditor = HTMLElement & { readonly editor?: Editor }
const textEditor = () => document.querySelector<WithEditor>('.proposal-text[data-fragment="text"]')?.editor

function type(letter: string): void {
  const { state, view } = textEditor()!
  view.dispatch(state.tr.insertText(letter, state.doc.content.size - 1))
}

const pause = (ms: number) => new Promise((resolve) => void setTimeout(resolve, ms))
const plainTextOnServer = () => readDocument(server.doc).text.map(plainText).join('')
