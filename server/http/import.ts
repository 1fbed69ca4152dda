/**
 * `POST /api/imports?name=FILE` with the bytes of a file as the body: answers what was understood of it (`UnderstoodFile`) and
 * stores nothing. Who may not import, or comes with too much, is told so before the file has travelled.
 */
import { raw, Router, type Request, type Response } from 'express'
import { LARGEST_IMPORT } from '../../shared/protocol/imports.ts'
import { mayAddText } from '../../shared/proposal/permissions.ts'
import type { Refusal } from '../../shared/outcome.ts'
import { understandUpload } from '../import/understand-upload.ts'
import { sendRefusal } from './calls.ts'
import { inTurn } from './costly-questions.ts'
import type { Services } from './handlers.ts'

export function importRouter(services: Pick<Services, 'identity' | 'turns'>): Router {
  const { identity } = services
  const router = Router()
  const body = raw({ type: () => true, limit: LARGEST_IMPORT, inflate: false })
  router.post('/api/imports', async (request, response, next) => {
    const refusal = (await notPermitted(request, identity)) ?? unfit(request)
    return refusal ? refuseEarly(request, response, refusal) : next()
  })
  router.post('/api/imports', inTurn(services), body, async (request, response) => {
    const bytes: unknown = request.body
    const outcome = await understandUpload(bytes instanceof Uint8Array ? bytes : new Uint8Array(), nameIn(request)!)
    if (!outcome.ok) return sendRefusal(response, outcome.refusal)
    return response.set('Cache-Control', 'no-store').json(outcome.value)
  })
  return router
}

async function notPermitted(request: Request, identity: Services['identity']): Promise<Refusal | null> {
  const person = await identity.personOf(request)
  if (!person) return { code: 'not-signed-in', reason: 'Sign in first.' }
  if (person.memberships.some(({ roles }) => mayAddText(roles))) return null
  return { code: 'not-permitted', reason: 'Only coordinators and secretariats add texts to the library.' }
}

function unfit(request: Request): Refusal | null {
  if (nameIn(request) === null) return { code: 'malformed-request', reason: 'The name of the file is missing.' }
  if (request.headers['content-encoding'] !== undefined)
    return { code: 'malformed-request', reason: 'The file must be sent as it is, not packed for the way.' }
  if (Number(request.headers['content-length'] ?? 0) > LARGEST_IMPORT)
    return { code: 'too-large', reason: 'This file is too large. A Word file may have 20 MB, a plain text 2 MB.' }
  return null
}

function nameIn({ query }: Request): string | null {
  const { name } = query
  return typeof name === 'string' && name.length > 0 && name.length <= 255 ? name : null
}

/** Long enough for the answer to arrive, then the rest of the file is not waited for. */
const TO_READ_THE_ANSWER = 1_000

function refuseEarly(request: Request, response: Response, refusal: Refusal): void {
  response.set('Connection', 'close')
  sendRefusal(response, refusal)
  if (!request.complete) setTimeout(() => request.destroy(), TO_READ_THE_ANSWER).unref()
}
