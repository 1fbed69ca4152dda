/** Binds a handler to every call of `shared/protocol/api.ts`: parse, find out who asks, answer or refuse. */
import { Router, type Request, type Response } from 'express'
import { api, type Call, type ParsedRequestOf, type RefusalBody, type ResponseOf } from '../../shared/protocol/api.ts'
import { refuse, type Outcome, type Refusal } from '../../shared/outcome.ts'
import { HTTP_STATUS } from '../../shared/refusals.ts'
import type { Person } from '../../shared/protocol/people.ts'
import type { Identity } from '../auth/identity.ts'

export type Asking = { readonly person: Person; readonly request: Request; readonly response: Response }
type AskingAnybody = Omit<Asking, 'person'> & { readonly person: Person | null }

/** Calls that somebody makes who is not signed in. */
export type OpenCall = 'session' | 'signInAsDemonstration' | 'signInByLink' | 'signOut'
const OPEN: readonly Call[] = [
  'session',
  'signInAsDemonstration',
  'signInByLink',
  'signOut',
] satisfies readonly OpenCall[]

type Handler<C extends Call> = (
  request: ParsedRequestOf<C>,
  asking: C extends OpenCall ? AskingAnybody : Asking,
) => Promise<Outcome<ResponseOf<C>>>
export type Handlers = { readonly [C in Call]: Handler<C> }

type AnyHandler = (request: unknown, asking: AskingAnybody) => Promise<Outcome<unknown>>

export function callRouter(handlers: Handlers, identity: Identity): Router {
  const router = Router()
  for (const name of Object.keys(api) as Call[]) {
    const { method, path, request: schema } = api[name]
    const handler = handlers[name] as AnyHandler
    router[VERB[method]](path, async (request: Request, response: Response) => {
      const parsed = schema.safeParse({ ...fieldsOf(request, method), ...request.params })
      if (!parsed.success) return answer(response, misfit(parsed.error.issues, request.params))
      const person = await identity.personOf(request)
      if (person === null && !OPEN.includes(name)) return answer(response, refuse('not-signed-in', 'Sign in first.'))
      return answer(response, await handler(parsed.data, { person, request, response }))
    })
  }
  return router
}

const VERB = { GET: 'get', POST: 'post', DELETE: 'delete' } as const

const fieldsOf = (request: Request, method: string): Record<string, unknown> =>
  method === 'GET' ? request.query : ((request.body as Record<string, unknown> | undefined) ?? {})

function answer(response: Response, outcome: Outcome<unknown>): void {
  if (!outcome.ok) return sendRefusal(response, outcome.refusal)
  response.set('Cache-Control', 'no-store').json(outcome.value)
}

export function sendRefusal(response: Response, { code, reason }: Refusal): void {
  response
    .status(HTTP_STATUS[code])
    .set('Cache-Control', 'no-store')
    .json({ code, reason } satisfies RefusalBody)
}

type Issue = { readonly path: readonly PropertyKey[]; readonly message: string }

/** An address typed by hand leads nowhere; anything else is a fault of whoever made the request. */
function misfit(issues: readonly Issue[], params: Readonly<Record<string, unknown>>): Outcome<never> {
  const isAddress = issues.every(({ path }) => String(path[0]) in params)
  return isAddress
    ? refuse('not-found', 'There is nothing at this address.')
    : refuse('malformed-request', explain(issues))
}

const explain = (issues: readonly Issue[]) =>
  `The request is not well formed: ${issues.map(({ path, message }) => `${path.map(String).join('.') || 'body'}: ${message}`).join('; ')}.`
