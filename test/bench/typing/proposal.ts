/** A proposal of so many clauses on the running program, made by its own calls. */
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { ResponseOf } from '../../../shared/protocol/api.ts'
import { chanceFrom, clausesOf, textInForce } from './clauses.ts'
import { joinFrom, rewriteAThird } from './remote.ts'

export const WRITER = 'demo-delegate-ken'
export const OTHER = 'demo-delegate-sen'
const COORDINATOR = 'demo-coordinator-nga'
const FORUM = 'rto-atu-wtdc-29'

export async function cookieOf(address: string, person: string): Promise<string> {
  const response = await post(address, '/api/sign-in/demonstration', { person }, '')
  return response.headers.getSetCookie()[0]!.split(';')[0]!
}

/** Answers its id. A third of the clauses differ from the text in force. */
export async function makeProposal(address: string, clauses: number): Promise<string> {
  const chance = chanceFrom(clauses)
  const cookie = await cookieOf(address, COORDINATOR)
  const accepted = await post(address, '/api/texts', textInForce(clausesOf(clauses, chance)), cookie)
  const { text } = (await accepted.json()) as ResponseOf<'acceptImport'>
  const started = await post(
    address,
    `/api/forums/${FORUM}/proposals`,
    { ...START, commandId: randomUUID(), base: text.id },
    cookie,
  )
  const { id } = (await started.json()) as { readonly id: string }
  const session = await joinFrom({ address, proposal: id, person: OTHER, cookie: await cookieOf(address, OTHER) })
  await rewriteAThird(session, chance)
  session.close()
  await wait(200)
  return id
}

const START = { title: 'Typed in', operator: 'MOD', summary: '', reasons: 'Measured.', acceptSuperseded: true }

async function post(address: string, path: string, body: object, cookie: string): Promise<Response> {
  const headers = { 'content-type': 'application/json', cookie }
  const response = await fetch(address + path, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return response
}
