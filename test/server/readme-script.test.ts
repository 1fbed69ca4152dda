/** The script that the README names, run as anybody would run it. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { startServer } from '../support/server-app.ts'

const SCRIPT = fileURLToPath(new URL('../examples/type-a-word.mjs', import.meta.url))
const run = async (...parts: readonly string[]) =>
  (await promisify(execFile)(process.execPath, [SCRIPT, ...parts])).stdout

describe('the script of the README', () => {
  it('types a word into a clause, as the person that it is told, and reads it back', async () => {
    const { address, startProposal, signIn } = await startServer()
    const proposal = await startProposal()
    expect(await run(address, proposal, 'demo-delegate-sen')).toMatch(/^hello \S/)
    const { body } = await (
      await signIn('demo-chair-tza')
    ).call<{ entries: readonly { author: string }[] }>('GET', `/api/proposals/${proposal}/history`)
    expect(body.entries.at(-1)!.author).toBe('demo-delegate-sen')
  })

  it('is the one that the README shows', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
    expect(readme).toContain(readFileSync(SCRIPT, 'utf8'))
  })
})
