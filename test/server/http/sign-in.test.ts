/** Who comes in, how, and when the demonstration is open. */
import { describe, expect, it } from 'vitest'
import type { Person } from '../../../shared/protocol/people.ts'
import type { SessionView } from '../../../shared/protocol/views.ts'
import { callerWith, cookieIn, request, startServer, type Caller, type TestServer } from '../../support/server-app.ts'
import { ATU, temporaryFolder } from '../../support/server-engine.ts'
import { ownPort } from '../../support/own-port.ts'

const demonstration = (server: TestServer, person = 'demo-delegate-ken') =>
  request<SessionView>(server.address, 'POST', '/api/sign-in/demonstration', { body: { person } })

const byLink = (server: TestServer, link: string) =>
  request<SessionView>(server.address, 'POST', '/api/sign-in/link', { body: { token: link.split('/').at(-1) } })

async function administrator(server: TestServer): Promise<Caller> {
  const { status, headers } = await byLink(server, server.app.firstLink!)
  expect(status).toBe(200)
  return callerWith(server.address, cookieIn(headers))
}

const newPerson = (more: object = {}) => ({
  name: 'Jane',
  administration: 'KEN',
  organization: null,
  isAdministrator: false,
  memberships: [],
  ...more,
})

describe('the demonstration', () => {
  it('is open with DEMO=1: everybody is offered, one call signs in', async () => {
    const server = await startServer({ DEMO: '1' })
    expect(server.app.firstLink).toBeNull()
    const { body } = await request<SessionView>(server.address, 'GET', '/api/session')
    expect(body).toMatchObject({ person: null, demonstration: true })
    expect(body.demonstrationPeople.length).toBeGreaterThan(30)
    const answer = await demonstration(server)
    expect(answer.body.person).toMatchObject({ id: 'demo-delegate-ken', isAdministrator: false })
    const cookie = answer.headers.getSetCookie()[0]!
    expect(cookie).toMatch(/^cp_session=[\w-]{43}; /)
    for (const part of ['HttpOnly', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(part)
    expect(cookie).not.toContain('Secure')
  })

  it('is closed without DEMO, and a session from before is worth nothing', async () => {
    const folder = temporaryFolder()
    const open = await startServer({ DEMO: '1', DATA_DIR: folder })
    const kenya = await open.signIn('demo-delegate-ken')
    await open.stop()
    const closed = await startServer({ DEMO: '0', DATA_DIR: folder })
    expect((await demonstration(closed)).status).toBe(403)
    const { body } = await request<SessionView>(closed.address, 'GET', '/api/session', { cookie: kenya.cookie })
    expect(body).toEqual({ person: null, demonstration: false, demonstrationPeople: [], demonstrationForums: [] })
    expect((await callerWith(closed.address, kenya.cookie).call('GET', '/api/forums')).status).toBe(401)
  })

  it('is closed as soon as there is one real account', async () => {
    const folder = temporaryFolder()
    await (await startServer({ DEMO: '1', DATA_DIR: folder })).stop()
    const real = await startServer({ DEMO: '0', DATA_DIR: folder })
    await administrator(real)
    await real.stop()
    const server = await startServer({ DEMO: '1', DATA_DIR: folder })
    expect((await demonstration(server)).status).toBe(403)
    expect((await request<SessionView>(server.address, 'GET', '/api/session')).body.demonstrationPeople).toEqual([])
  })
})

describe('the first administrator', () => {
  it('comes in by a link that works once, and is offered no second one', async () => {
    const folder = temporaryFolder()
    const server = await startServer({ DEMO: '0', DATA_DIR: folder })
    expect(server.app.firstLink).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/sign-in\/link\/[\w-]{43}$/)
    const caller = await administrator(server)
    expect((await caller.call<SessionView>('GET', '/api/session')).body.person).toMatchObject({ isAdministrator: true })
    expect((await byLink(server, server.app.firstLink!)).status).toBe(403)
    await server.stop()
    expect((await startServer({ DEMO: '0', DATA_DIR: folder })).app.firstLink).toBeNull()
  })

  it('adds forums and people, who come in by links of their own', async () => {
    const server = await startServer({ DEMO: '0' })
    const caller = await administrator(server)
    const forum = await caller.call('POST', '/api/forums', { kind: 'rto', of: 'ATU', conference: 'WTDC-29' })
    expect(forum.body).toMatchObject({ id: ATU })
    const again = await caller.call('POST', '/api/forums', { kind: 'rto', of: 'ATU', conference: 'WTDC-29' })
    expect(again.status).toBe(409)
    const memberships = [{ forum: ATU, roles: ['coordinator'] }]
    const added = await caller.call<{ person: Person; link: string }>('POST', '/api/people', newPerson({ memberships }))
    expect(added.body.person).toMatchObject({ name: 'Jane', memberships, isDemonstration: false })
    const jane = await byLink(server, added.body.link)
    expect(jane.body.person?.id).toBe(added.body.person.id)
    expect((await byLink(server, added.body.link)).status).toBe(403)
    const next = await caller.call<{ link: string }>('POST', `/api/people/${added.body.person.id}/link`, {})
    expect((await byLink(server, next.body.link)).status).toBe(200)
  })

  it.each([
    ['of no administration and no organization', newPerson({ administration: null }), 400],
    ['of both', newPerson({ organization: 'ATU' }), 400],
    ['of a country that is none', newPerson({ administration: 'QQQ' }), 400],
    ['without a name', newPerson({ name: ' ' }), 400],
    ['with an unknown role', newPerson({ memberships: [{ forum: ATU, roles: ['king'] }] }), 400],
    ['in an unknown forum', newPerson({ memberships: [{ forum: 'nowhere', roles: ['delegate'] }] }), 400],
  ])('adds nobody %s', async (_, body, status) => {
    const server = await startServer({ DEMO: '0' })
    const caller = await administrator(server)
    const answer = await caller.call('POST', '/api/people', body)
    expect(answer.status).toBe(status)
    expect(answer.body).toMatchObject({ code: 'malformed-request' })
    expect((await caller.call<readonly Person[]>('GET', '/api/people')).body).toHaveLength(1)
  })

  it('gives no roles to nobody, and none in an unknown forum', async () => {
    const server = await startServer({ DEMO: '0' })
    const caller = await administrator(server)
    const roles = { memberships: [{ forum: 'nowhere', roles: ['delegate'] }] }
    expect((await caller.call('POST', '/api/people/nobody/memberships', roles)).status).toBe(404)
    expect((await caller.call('POST', '/api/people/nobody/link', {})).status).toBe(404)
    expect((await caller.call('POST', '/api/people/first-administrator/memberships', roles)).status).toBe(400)
  })
})

describe('a session', () => {
  it('ends at the sign-out', async () => {
    const server = await startServer({})
    const kenya = await server.signIn('demo-delegate-ken')
    const out = await kenya.call('POST', '/api/sign-out', {})
    expect(out.headers.getSetCookie()[0]).toMatch(/^cp_session=;/)
    expect((await kenya.call('GET', '/api/forums')).status).toBe(401)
  })

  it('goes over https only, and pages of that address only come in, where the site has an https address', async () => {
    const PORT = String(await ownPort())
    await startServer({ PUBLIC_URL: 'https://proposals.example/', PORT })
    const signIn = (origin: string) =>
      request(`http://127.0.0.1:${PORT}`, 'POST', '/api/sign-in/demonstration', {
        body: { person: 'demo-delegate-ken' },
        headers: { origin },
      })
    const answer = await signIn('https://proposals.example')
    expect(answer.headers.getSetCookie()[0]).toContain('Secure')
    expect(answer.headers.get('strict-transport-security')).toContain('max-age')
    expect((await signIn(`http://127.0.0.1:${PORT}`)).status).toBe(403)
  })
})
