/** Whatever is sent to a call: the right status, a code of the closed list, a sentence; and the server still answers afterwards. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HTTP_STATUS } from '../../../shared/refusals.ts'
import { request, startServer, type Answer, type Caller, type TestServer } from '../../support/server-app.ts'
import { ATU, RPM, SAMPLE } from '../../support/server-engine.ts'

let server: TestServer
let proposal: string
const callers = new Map<string, Caller>()
const cleanUps: (() => Promise<void> | void)[] = []

beforeAll(async () => {
  server = await startServer({}, (work) => cleanUps.push(work))
  proposal = await server.startProposal()
  for (const person of ['coordinator-nga', 'delegate-ken', 'delegate-eri', 'chair-tza', 'observer-cept'])
    callers.set(person, await server.signIn(`demo-${person}`))
})
afterAll(async () => {
  for (const work of cleanUps.toReversed()) await work()
})

type Sent = { readonly as?: string; readonly body?: unknown; readonly headers?: Record<string, string> }

async function send(
  method: string,
  path: string,
  { as = 'coordinator-nga', body, headers }: Sent = {},
): Promise<Answer> {
  const cookie = callers.get(as)?.cookie
  return request(server.address, method, path, { body, ...(cookie && { cookie }), ...(headers && { headers }) })
}

async function expectRefusal(answer: Answer, code: keyof typeof HTTP_STATUS): Promise<void> {
  expect(answer.body).toEqual({ code, reason: expect.stringMatching(/^\S.*[.!?]$/s) as string })
  expect(answer.status).toBe(HTTP_STATUS[code])
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect((await send('GET', '/api/session')).status).toBe(200)
}

const uuid = () => crypto.randomUUID()
const IMPORT = '/api/imports?name=r.txt'
const upload = (content: Uint8Array | string) => ({
  body: Buffer.from(content as string),
  headers: { 'content-type': 'application/octet-stream' },
})
const structure = (...blocks: readonly object[]) => ({
  fileName: 'r.txt',
  edition: { number: '1', revision: null, conference: 'C', heldAt: null, title: 'T', language: 'en' },
  blocks: blocks.map((block, at) => ({
    id: `b${at}`,
    kind: 'item',
    level: 0,
    origin: null,
    runs: [{ text: 'Words.' }],
    ...block,
  })),
  findings: [],
  leftOut: [],
})
const startOf = (more: object) => ({
  commandId: uuid(),
  title: 'T',
  operator: 'ADD',
  base: null,
  summary: '',
  reasons: '',
  acceptSuperseded: false,
  ...more,
})
const ZIP = 'PK\u0003\u0004..........word/document.xml'

type Row = readonly [what: string, method: string, path: () => string, sent: Sent, code: keyof typeof HTTP_STATUS]
const here =
  (end = '') =>
  () =>
    `/api/proposals/${proposal}${end}`
const at = (path: string) => () => path

const ROWS: readonly Row[] = [
  ['an unknown proposal', 'GET', at('/api/proposals/nothing'), {}, 'not-found'],
  ['the history of an unknown proposal', 'GET', at('/api/proposals/nothing/history'), {}, 'not-found'],
  ['the drafts of an unknown proposal', 'GET', at('/api/proposals/nothing/parked'), {}, 'not-found'],
  [
    'a command to an unknown proposal',
    'POST',
    at('/api/proposals/nothing/commands'),
    { body: { commandId: uuid(), command: { type: 'open-review' } } },
    'not-found',
  ],
  ['a text that is none', 'GET', here('/text/1'), {}, 'not-found'],
  ['a text that is no number', 'GET', here('/text/last'), {}, 'not-found'],
  ['a text far beyond', 'GET', here('/text/999999999'), {}, 'not-found'],
  ['a proposal of another forum', 'GET', here(), { as: 'delegate-eri' }, 'not-found'],
  ['a proposal as an observer who was not invited', 'GET', here(), { as: 'observer-cept' }, 'not-found'],
  ['the list of another forum', 'GET', at(`/api/forums/${RPM}/proposals`), { as: 'chair-tza' }, 'not-found'],
  ['the list of an unknown forum', 'GET', at('/api/forums/nowhere/proposals'), {}, 'not-found'],
  ['an unknown text of the library', 'GET', at('/api/texts/nothing'), {}, 'not-found'],
  ['an unknown call', 'GET', at('/api/nothing'), {}, 'not-found'],
  ['an unknown way to call', 'PUT', here(), { body: {} }, 'not-found'],
  ['a path that is no text', 'GET', at('/api/proposals/%E0%A4%A'), {}, 'malformed-request'],
  ['an id without end', 'GET', at(`/api/proposals/${'x'.repeat(300)}`), {}, 'not-found'],
  ['an id that no storage could keep', 'GET', at('/api/proposals/%00'), {}, 'not-found'],
  ['the same in a text of the library', 'GET', at('/api/texts/a%00b'), {}, 'not-found'],
  ['the same in a draft', 'GET', here('/parked/%00/preview'), {}, 'not-found'],
  ['the same in an export', 'POST', at('/api/proposals/%00/export'), { body: {} }, 'not-found'],
  ['the same in a record', 'GET', at('/api/proposals/%00/record'), {}, 'not-found'],
  ['the same in a page for the printer', 'GET', at('/proposals/%00/print'), {}, 'not-found'],
  [
    'the same in the name of somebody who signs in',
    'POST',
    at('/api/sign-in/demonstration'),
    { body: { person: 'demo\u0000' } },
    'malformed-request',
  ],
  ...(['a\u0000b', 'a\nb', 'a\u202Eb', 'a\u202Ab', 'a\u2028b', 'a\u0007b'] as const).map((title): Row => [
    `${JSON.stringify(title)} in a title`,
    'POST',
    here('/commands'),
    { body: { commandId: uuid(), command: { type: 'rename', title } } },
    'malformed-request',
  ]),
  ...(['a\u0000b', 'a\u202Eb', 'a\u0007b'] as const).flatMap((words): readonly Row[] => [
    [
      `${JSON.stringify(words)} in a reason`,
      'POST',
      here('/commands'),
      { body: { commandId: uuid(), command: { type: 'withdraw', reason: words } } },
      'malformed-request',
    ],
    [
      `${JSON.stringify(words)} in a summary`,
      'POST',
      at(`/api/forums/${ATU}/proposals`),
      { body: startOf({ summary: words }) },
      'malformed-request',
    ],
  ]),
  ['no JSON', 'POST', here('/commands'), { body: '{"commandId": ' }, 'malformed-request'],
  ['a list for a body', 'POST', here('/commands'), { body: [] }, 'malformed-request'],
  [
    'a body of another kind',
    'POST',
    here('/commands'),
    { body: 'hello', headers: { 'content-type': 'text/plain' } },
    'malformed-request',
  ],
  [
    'JSON in an unknown character set',
    'POST',
    here('/commands'),
    { body: '{}', headers: { 'content-type': 'application/json; charset=ebcdic' } },
    'malformed-request',
  ],
  [
    'an unknown command',
    'POST',
    here('/commands'),
    { body: { commandId: uuid(), command: { type: 'explode' } } },
    'malformed-request',
  ],
  [
    'a command without an id',
    'POST',
    here('/commands'),
    { body: { command: { type: 'open-review' } } },
    'malformed-request',
  ],
  [
    'a command with an id that is none',
    'POST',
    here('/commands'),
    { body: { commandId: '1', command: { type: 'open-review' } } },
    'malformed-request',
  ],
  [
    'an export that the server has not made',
    'POST',
    here('/commands'),
    { body: { commandId: uuid(), command: { type: 'export', digest: 'x', fileSha256: 'x' } } },
    'malformed-request',
  ],
  [
    'a digest that is none',
    'POST',
    here('/commands'),
    { as: 'chair-tza', body: { commandId: uuid(), command: { type: 'lock', digest: 'abc' } } },
    'malformed-request',
  ],
  [
    'an empty title',
    'POST',
    here('/commands'),
    { body: { commandId: uuid(), command: { type: 'rename', title: '  ' } } },
    'malformed-request',
  ],
  [
    'half a character in a title',
    'POST',
    here('/commands'),
    { body: `{"commandId":"${uuid()}","command":{"type":"rename","title":"a\\ud800"}}` },
    'malformed-request',
  ],
  [
    'a step that the role does not allow',
    'POST',
    here('/commands'),
    { as: 'delegate-ken', body: { commandId: uuid(), command: { type: 'open-review' } } },
    'not-permitted',
  ],
  [
    'a step out of turn',
    'POST',
    here('/commands'),
    { as: 'chair-tza', body: { commandId: uuid(), command: { type: 'unlock', reason: 'r' } } },
    'wrong-stage',
  ],
  [
    'a lock of another text',
    'POST',
    here('/commands'),
    { as: 'chair-tza', body: { commandId: uuid(), command: { type: 'lock', digest: '0'.repeat(64) } } },
    'text-changed',
  ],
  [
    'a position of somebody who speaks for nobody',
    'POST',
    here('/commands'),
    {
      as: 'delegate-ken',
      body: {
        commandId: uuid(),
        command: { type: 'take-position', position: 'supports', digest: '0'.repeat(64), textSeq: 2 },
      },
    },
    'not-permitted',
  ],
  ['an export before the end', 'POST', here('/export'), { as: 'chair-tza', body: {} }, 'not-permitted'],
  [
    'a start without a title',
    'POST',
    at(`/api/forums/${ATU}/proposals`),
    { body: startOf({ title: '' }) },
    'malformed-request',
  ],
  [
    'a start with an unknown operator',
    'POST',
    at(`/api/forums/${ATU}/proposals`),
    { body: startOf({ operator: 'DEL' }) },
    'malformed-request',
  ],
  [
    'MOD without a text',
    'POST',
    at(`/api/forums/${ATU}/proposals`),
    { body: startOf({ operator: 'MOD' }) },
    'malformed-request',
  ],
  [
    'ADD with a text',
    'POST',
    at(`/api/forums/${ATU}/proposals`),
    { body: startOf({ base: SAMPLE }) },
    'malformed-request',
  ],
  [
    'MOD of an unknown text',
    'POST',
    at(`/api/forums/${ATU}/proposals`),
    { body: startOf({ operator: 'MOD', base: 'x' }) },
    'not-found',
  ],
  [
    'a start by a delegate',
    'POST',
    at(`/api/forums/${ATU}/proposals`),
    { as: 'delegate-ken', body: startOf({}) },
    'not-permitted',
  ],
  ['a start in an unknown forum', 'POST', at('/api/forums/nowhere/proposals'), { body: startOf({}) }, 'not-found'],
  ['an upload by a delegate', 'POST', at(IMPORT), { as: 'delegate-ken', ...upload('RESOLUTION 1') }, 'not-permitted'],
  ['an upload by nobody', 'POST', at(IMPORT), { as: 'nobody', ...upload('RESOLUTION 1') }, 'not-signed-in'],
  ['an upload without a name', 'POST', at('/api/imports'), upload('RESOLUTION 1'), 'malformed-request'],
  [
    'an upload that is packed for the way',
    'POST',
    at(IMPORT),
    { body: Buffer.from('x'), headers: { 'content-encoding': 'gzip' } },
    'malformed-request',
  ],
  ['an empty file', 'POST', at(IMPORT), upload(''), 'wrong-format'],
  ['a Word file that is damaged', 'POST', at(IMPORT), upload(ZIP), 'wrong-format'],
  ['a PDF file', 'POST', at(IMPORT), upload('%PDF-1.7 …'), 'wrong-format'],
  [
    'bytes',
    'POST',
    at(IMPORT),
    upload(Uint8Array.from({ length: 3000 }, (_, index) => (index * 37) % 256)),
    'wrong-format',
  ],
  ['a letter', 'POST', at(IMPORT), upload('Dear Sir,\n\nthank you for your message.\n'), 'not-a-resolution'],
  ['a text of 3 MB', 'POST', at(IMPORT), upload('a'.repeat(2_900_000)), 'too-large'],
  ['a file of 21 MB', 'POST', at(IMPORT), upload('a'.repeat(21 * 1024 * 1024)), 'too-large'],
  [
    'an accepted import by a delegate',
    'POST',
    at('/api/texts'),
    { as: 'delegate-ken', body: structure({}) },
    'not-permitted',
  ],
  ['an accepted import without a paragraph', 'POST', at('/api/texts'), { body: structure() }, 'malformed-request'],
  ...(
    [
      ['a kind that there is not', { kind: 'heading' }],
      ['a level that there is not', { level: 3 }],
      ['a level on what is no item', { kind: 'text', level: 1 }],
      ['a blank paragraph', { runs: [{ text: ' ' }] }],
      ['a paragraph without runs', { runs: [] }],
      ['half a character', { runs: [{ text: '\uD83D' }] }],
      ['a control character', { runs: [{ text: 'a\u0000b' }] }],
      ['a mark that is not known', { runs: [{ text: 'a', bold: true }] }],
      ['a mark of no footnote', { runs: [{ text: 'a' }, { footnote: 'b9' }] }],
      ['a bracket that is none', { runs: [{ text: 'a', alternative: '?' }] }],
      ['an id that is none', { id: '<script>' }],
      ['an id that stands twice', { id: 'b0' }],
      ['a label', { label: 'a)' }],
    ] as const
  ).map(([what, block]): Row => [
    `an accepted import with ${what}`,
    'POST',
    at('/api/texts'),
    { body: structure({}, block) },
    'malformed-request',
  ]),
  [
    'a start with a clause that comes from nowhere',
    'POST',
    at(`/api/forums/${ATU}/proposals`),
    { body: startOf({ operator: 'MOD', base: SAMPLE, startingText: structure({ origin: 'nowhere' }).blocks }) },
    'malformed-request',
  ],
  ['people, asked by no administrator', 'GET', at('/api/people'), {}, 'not-permitted'],
  [
    'a new forum, asked by no administrator',
    'POST',
    at('/api/forums'),
    { body: { kind: 'rto', of: 'APT', conference: 'WTDC-29' } },
    'not-permitted',
  ],
  [
    'somebody’s roles, asked by no administrator',
    'POST',
    at('/api/people/demo-delegate-ken/memberships'),
    { body: { memberships: [] } },
    'not-permitted',
  ],
  ['no session', 'GET', at('/api/forums'), { as: 'nobody' }, 'not-signed-in'],
  [
    'a command without a session',
    'POST',
    here('/commands'),
    { as: 'nobody', body: { commandId: uuid(), command: { type: 'open-review' } } },
    'not-signed-in',
  ],
  ['an export without a session', 'POST', here('/export'), { as: 'nobody', body: {} }, 'not-signed-in'],
  [
    'an unknown demonstration person',
    'POST',
    at('/api/sign-in/demonstration'),
    { as: 'nobody', body: { person: 'root' } },
    'not-permitted',
  ],
  [
    'a sign-in link that is none',
    'POST',
    at('/api/sign-in/link'),
    { as: 'nobody', body: { token: 'x'.repeat(43) } },
    'not-permitted',
  ],
  [
    'a page of another site',
    'POST',
    here('/commands'),
    { body: {}, headers: { origin: 'https://evil.example' } },
    'foreign-origin',
  ],
  ['a sandboxed page', 'POST', at('/api/sign-out'), { body: {}, headers: { origin: 'null' } }, 'foreign-origin'],
  ['a file that is not there', 'GET', at('/assets/nothing.js'), {}, 'not-found'],
]

describe('a call with', () => {
  it.each(ROWS)('%s', async (_, method, path, sent, code) => {
    await expectRefusal(await send(method, path(), sent), code)
  })
})

describe('a page with', () => {
  it.each([
    ['no session', 'nobody', () => `/proposals/${proposal}/print`, 401],
    ['an unknown proposal', 'chair-tza', () => '/proposals/nothing/print', 404],
    ['a proposal of another forum', 'delegate-eri', () => `/proposals/${proposal}/print`, 404],
  ] satisfies readonly (readonly [string, string, () => string, number])[])(
    '%s is a page that says so',
    async (_, as, path, status) => {
      const answer = await send('GET', path(), { as })
      expect(answer.status).toBe(status)
      expect(answer.headers.get('content-type')).toMatch('text/html')
      expect(answer.body).toContain('This page cannot be shown')
    },
  )
})

describe('every answer', () => {
  it.each(['/api/session', '/api/nothing', '/proposals/x/print', '/'])('has the security headers: %s', async (path) => {
    const { headers } = await send('GET', path)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain(`default-src 'none'`)
    expect(policy).toContain(`script-src 'self'`)
    expect(policy).not.toContain('unsafe')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-powered-by')).toBeNull()
  })
})

it('Arabic and several lines are words like others', async () => {
  const name = 'مقترح \u2067ATU\u2069 بشأن \u200Fالتنمية'
  const own = await server.startProposal()
  const answer = await request(server.address, 'POST', `/api/proposals/${own}/commands`, {
    cookie: callers.get('coordinator-nga')!.cookie,
    body: { commandId: uuid(), command: { type: 'rename', title: name } },
  })
  expect(answer.status).toBe(200)
  const started = await send('POST', `/api/forums/${ATU}/proposals`, {
    body: startOf({ title: name, summary: 'One.\n\tTwo.\r\nThree.', reasons: name }),
  })
  expect(started).toMatchObject({ status: 200 })
})
