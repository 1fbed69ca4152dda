/** The program's HTTP calls, made as a signed-in person without a page: for the many people of whom a story shows only a few. */
import type { APIRequestContext } from '@playwright/test'
import { api, type Call, type RequestOf, type ResponseOf } from '../../shared/protocol/api.ts'

/** @throws with the server's own sentence where it refuses. */
export async function callAs<C extends Call>(
  request: APIRequestContext,
  name: C,
  input: RequestOf<C>,
): Promise<ResponseOf<C>> {
  const { method, path } = api[name]
  const fields = input as Readonly<Record<string, unknown>>
  const filled = path.replace(/:(\w+)/g, (_, field: string) => encodeURIComponent(String(fields[field])))
  const answer = await request.fetch(filled, { method, ...(method !== 'GET' && { data: fields }) })
  if (!answer.ok()) throw new Error(`${name}: ${answer.status()} ${await answer.text()}`)
  return (await answer.json()) as ResponseOf<C>
}
