/** The real server in this process: its own port, its own folder, gone after the test. */
import { randomUUID } from 'node:crypto'
import { onTestFinished } from 'vitest'
import { startApp, type RunningApp } from '../../server/app.ts'
import { readConfig } from '../../server/config.ts'
import type { Command } from '../../shared/proposal/commands.ts'
import type { ParkedDraft, ProposalView } from '../../shared/protocol/views.ts'
import { ATU, SAMPLE, temporaryFolder } from './server-engine.ts'

export type Answer<T = unknown> = { readonly status: number; readonly body: T; readonly headers: Headers }

/** One signed-in person, as a program sees the server. */
export type Caller = {
  readonly cookie: string
  readonly call: <T = unknown>(method: string, path: string, body?: unknown) => Promise<Answer<T>>
  readonly command: (proposal: string, command: Command) => Promise<Answer<{ seq: number }>>
  readonly view: (proposal: string) => Promise<ProposalView>
  readonly parked: (proposal: string) => Promise<readonly ParkedDraft[]>
}

export type TestServer = {
  readonly app: RunningApp
  readonly address: string
  readonly folder: string
  readonly signIn: (person: string) => Promise<Caller>
  readonly startProposal: () => Promise<string>
  readonly lock: (proposal: string, reason?: string) => Promise<Answer>
  readonly stop: () => Promise<void>
  /** What the server would have gone down for. */
  readonly failures: readonly string[]
}

type Settings = Record<string, string> & { readonly DATA_DIR?: string }

export type LaterAsync = (work: () => Promise<void> | void) => void

/** `later` takes the clean-up work: by default it is done at the end of the test. */
export async function startServer(settings: Settings = {}, later: LaterAsync = onTestFinished): Promise<TestServer> {
  const folder = settings.DATA_DIR ?? temporaryFolder(later)
  const failures: string[] = []
  const config = readConfig({ PORT: '0', DEMO: '1', ...settings, DATA_DIR: folder })
  const app = await startApp(config, (message) => void failures.push(message))
  let stopped: Promise<void> | undefined
  const stop = () => (stopped ??= app.close())
  later(stop)
  const signIn = (person: string) => signedIn(app.address, person)
  const startProposal = async () => {
    const coordinator = await signIn('demo-coordinator-nga')
    return startedBy(coordinator)
  }
  const lock = async (proposal: string, reason = 'the time is up') => {
    const chair = await signIn('demo-chair-tza')
    const { digest } = await chair.view(proposal)
    return chair.command(proposal, { type: 'lock', digest, reason })
  }
  return { app, address: app.address, folder, signIn, startProposal, lock, stop, failures }
}

/** In review, so that it can be locked. */
export async function startedBy(coordinator: Caller): Promise<string> {
  const { body } = await coordinator.call<{ id: string }>('POST', `/api/forums/${ATU}/proposals`, {
    commandId: randomUUID(),
    title: 'A test',
    operator: 'MOD',
    base: SAMPLE,
    summary: 'We propose.',
    reasons: 'Because.',
    acceptSuperseded: true,
  })
  await coordinator.command(body.id, { type: 'open-review' })
  return body.id
}

export async function signedIn(address: string, person: string): Promise<Caller> {
  const { status, headers } = await request(address, 'POST', '/api/sign-in/demonstration', { body: { person } })
  if (status !== 200) throw new Error(`${person} could not sign in: ${status}`)
  return callerWith(address, cookieIn(headers))
}

export const cookieIn = (headers: Headers): string => headers.getSetCookie()[0]?.split(';')[0] ?? ''

export function callerWith(address: string, cookie: string): Caller {
  const call = <T>(method: string, path: string, body?: unknown) => request<T>(address, method, path, { body, cookie })
  const command = (proposal: string, what: Command) =>
    call<{ seq: number }>('POST', `/api/proposals/${proposal}/commands`, { commandId: randomUUID(), command: what })
  const view = async (proposal: string) => (await call<ProposalView>('GET', `/api/proposals/${proposal}`)).body
  const parked = async (proposal: string) =>
    (await call<readonly ParkedDraft[]>('GET', `/api/proposals/${proposal}/parked`)).body
  return { cookie, call, command, view, parked }
}

type Sent = { readonly body?: unknown; readonly cookie?: string; readonly headers?: Record<string, string> }

/** A body of characters or bytes is sent as it is. */
export async function request<T = unknown>(
  address: string,
  method: string,
  path: string,
  { body, cookie, headers }: Sent = {},
): Promise<Answer<T>> {
  const response = await fetch(address + path, {
    method,
    headers: { 'content-type': 'application/json', ...(cookie && { cookie }), ...headers },
    ...(body !== undefined && { body: isSentAsIs(body) ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false
  return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(text) : text) as T }
}

const isSentAsIs = (body: unknown): body is string | Uint8Array<ArrayBuffer> =>
  typeof body === 'string' || body instanceof Uint8Array
