/** The script that the README names, run as anybody would run it. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { startServer } from '../support/server-app.ts'

const SCRIPT = fileURLToPath(new URL('../examples/type-a-word.mjs', import.meta.url))
const run = async (...parts: readonly string[]) =>
  (await promisify(execFile)(process.execPath, [SCRIPT, ...parts])).stdout

describe('the script of the README', () => {
  it('types a word into a proposal that it starts, and reads it back', async () => {
    const { address } = await startServer()
    expect(await run(address)).toMatch(/^[0-9a-f]{20}: hello \n$/)
  })

  it('types into the proposal that it is told, as the person that it is told', async () => {
    const { address, startProposal, signIn } = await startServer()
    const proposal = await startProposal()
    expect(await run(address, 'demo-delegate-sen', proposal)).toMatch(new RegExp(`^${proposal}: hello \\S.*\\n$`))
    const { body } = await (
      await signIn('demo-chair-tza')
    ).call<{ entries: readonly { author: string }[] }>('GET', `/api/proposals/${proposal}/history`)
    expect(body.entries.at(-1)!.author).toBe('demo-delegate-sen')
  })
})
