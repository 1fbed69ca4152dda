/** How the program starts, and how it gives up: in one line that names what to do. */
import { createServer, type AddressInfo } from 'node:net'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { readConfig, WrongSetting } from '../../server/config.ts'
import { request } from '../support/server-app.ts'
import { temporaryFolder } from '../support/server-engine.ts'
import { spawnServer, spawnUntilEnd } from '../support/server-process.ts'

const settings = (more: Record<string, string> = {}) => ({ DATA_DIR: join(temporaryFolder(), 'data'), ...more })

describe('the program', () => {
  it('says where it is ready, and without DEMO prints the link of the first administrator', async () => {
    const { printed, address, kill } = await spawnServer(settings())
    expect(printed()).toMatch(
      /^Nobody has an account yet\. The first administrator signs in here, once: http:\S+\/sign-in\/link\/\S+\nCommon Proposals is ready at http:\/\/127\.0\.0\.1:\d+\n$/,
    )
    expect((await request(address, 'GET', '/api/session')).status).toBe(200)
    expect(await kill('SIGTERM')).toBe(0)
  })

  it('warns that DEMO lets everybody in, and stops although a client does not answer the farewell', async () => {
    const { printed, address, kill } = await spawnServer(settings({ DEMO: '1' }))
    expect(printed()).toMatch(/DEMO=1: anybody .*\nCommon Proposals is ready at/)
    const { headers } = await request(address, 'POST', '/api/sign-in/demonstration', {
      body: { person: 'demo-delegate-ken' },
    })
    const socket = new WebSocket(`${address.replace('http', 'ws')}/sync/00000000000000000000`, {
      headers: { cookie: headers.getSetCookie()[0]! },
    })
    socket.on('error', () => {})
    await new Promise((resolve) => socket.once('open', resolve))
    socket.pause()
    expect(await kill('SIGTERM')).toBe(0)
    socket.terminate()
  })

  it('gives up in one line where a setting is wrong', async () => {
    const { code, printed } = await spawnUntilEnd(settings({ PORT: 'a' }))
    expect(code).toBe(1)
    expect(printed).toMatch(/^the setting PORT is wrong: .*\n$/)
  })

  it('gives up in one line where the port is in use', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    const { code, printed } = await spawnUntilEnd(settings({ PORT: String(port) }))
    other.close()
    expect({ code, printed }).toEqual({ code: 1, printed: 'The port is in use: set PORT to another one.\n' })
  })

  it('gives up in one line where the data folder is a file', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'data'), '')
    const { code, printed } = await spawnUntilEnd({ DATA_DIR: join(folder, 'data') })
    expect(code).toBe(1)
    expect(printed).toMatch(/^The data folder .* cannot be used: .*\n$/)
  })
})

describe('a wrong setting is named, with what it should be:', () => {
  it.each([
    ['PORT', 'a'],
    ['PORT', '70000'],
    ['DEMO', 'yes'],
    ['PUBLIC_URL', 'proposals.example'],
    ['PUBLIC_URL', 'ftp://proposals.example'],
    ['MAX_FRAME_BYTES', '10'],
    ['MAX_BODY_BYTES', '-1'],
    ['MAX_CONNECTIONS', '0'],
    ['SESSION_DAYS', 'two'],
  ])('%s is "%s"', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(WrongSetting)
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^the setting ${name} is wrong: [^\n]+$`))
  })
})
