/** A sentence that is not in the catalog would appear on the screen as its key. */
import { fileURLToPath } from 'node:url'
import { getCatalogs } from '@lingui/cli/api'
import { getConfig } from '@lingui/conf'
import { expect, it } from 'vitest'

const configPath = fileURLToPath(new URL('../../../client/lingui.config.ts', import.meta.url))

it('the English catalog has every sentence of the screens (npx lingui extract --config client/lingui.config.ts)', async () => {
  const [catalog] = await getCatalogs(getConfig({ configPath }))
  const said = Object.keys((await catalog!.collect()) ?? {})
  const listed = new Set(Object.keys((await catalog!.read('en')) ?? {}))
  expect(said.length).toBeGreaterThan(300)
  expect(said.filter((id) => !listed.has(id))).toEqual([])
})
