/** The calls of `shared/protocol/api.ts`, as functions. What the server turns down comes back as a thrown `RefusedCall`. */
import { api, type Call, type RefusalBody, type RequestOf, type ResponseOf } from '../shared/protocol/api.ts'
import { HTTP_STATUS, type RefusalCode } from '../shared/refusals.ts'

/** `no-line`: the server was not reached, so nobody knows whether the call was carried out. `status` is 0 then. */
export class RefusedCall extends Error {
  readonly code: RefusalCode | 'no-line'
  /** A sentence for the reader. */
  readonly reason: string
  readonly status: number

  constructor(code: RefusalCode | 'no-line', reason: string, status: number) {
    super(reason)
    this.name = 'RefusedCall'
    this.code = code
    this.reason = reason
    this.status = status
  }
}

/** @throws RefusedCall, and nothing else. */
export async function call<C extends Call>(name: C, request: RequestOf<C>): Promise<ResponseOf<C>> {
  const { method, path } = api[name]
  const { filled, rest } = fillPath(path, { ...request })
  const response = await (method === 'GET' ? reach(withQuery(filled, rest)) : reach(filled, withJson(method, rest)))
  return (await answerOf(response)) as ResponseOf<C>
}

export type ReceivedFile = { readonly file: Blob; readonly name: string }

/** For calls that answer a file, like the Word export. @throws RefusedCall */
export async function postForFile(path: string, body: Record<string, unknown>): Promise<ReceivedFile> {
  const response = await reach(path, withJson('POST', body))
  const file = await response.blob().catch(lostLine)
  return { file, name: fileNameOf(response.headers.get('content-disposition')) }
}

type Fields = Readonly<Record<string, unknown>>

/** Every `:name` of the path is taken out of the request; what is left is the body or the query. */
function fillPath(path: string, request: Fields): { filled: string; rest: Fields } {
  const inPath = new Set(Array.from(path.matchAll(/:(\w+)/g), (match) => match[1]!))
  const filled = path.replace(/:(\w+)/g, (_, field: string) => encodeURIComponent(asText(request[field])))
  return { filled, rest: Object.fromEntries(Object.entries(request).filter(([field]) => !inPath.has(field))) }
}

function withQuery(path: string, fields: Fields): string {
  const query = new URLSearchParams(Object.entries(fields).map(([field, value]) => [field, asText(value)])).toString()
  return query === '' ? path : `${path}?${query}`
}

const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

const withJson = (method: string, fields: Fields): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(fields),
})

async function reach(path: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(new URL(path, location.origin), init).catch(lostLine)
  if (response.ok) return response
  throw await refusalOf(response)
}

function lostLine(): never {
  throw new RefusedCall('no-line', 'The server cannot be reached. Check the connection and try again.', 0)
}

async function answerOf(response: Response): Promise<unknown> {
  const text = await response.text().catch(lostLine)
  return text === '' ? {} : parsed(text, response.status)
}

function parsed(text: string, status: number): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new RefusedCall('internal-error', 'The server gave an answer that this page cannot read.', status)
  }
}

/** A proxy between the browser and the server answers in its own words; those are no refusal of ours. */
async function refusalOf(response: Response): Promise<RefusedCall> {
  const body: unknown = await response.json().catch(() => null)
  if (isRefusal(body)) return new RefusedCall(body.code, body.reason, response.status)
  return new RefusedCall('internal-error', `The server could not answer (${response.status}).`, response.status)
}

const isRefusal = (body: unknown): body is RefusalBody & { code: RefusalCode } =>
  typeof body === 'object' &&
  body !== null &&
  'code' in body &&
  typeof body.code === 'string' &&
  Object.hasOwn(HTTP_STATUS, body.code) &&
  'reason' in body &&
  typeof body.reason === 'string'

/** Source: RFC 6266; the extended form carries names beyond ASCII and wins. */
function fileNameOf(disposition: string | null): string {
  const extended = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1]
  if (extended) return decoded(extended)
  return /filename="?([^";]+)"?/i.exec(disposition ?? '')?.[1] ?? 'download'
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
