/** For what a `beforeAll` opens: vitest forgets an `afterAll` that is asked for within it. Call it at the top of the file. */
import { afterAll } from 'vitest'
import type { LaterAsync } from './server-app.ts'

export function cleanedUpAfterAll(): LaterAsync {
  const works: Parameters<LaterAsync>[0][] = []
  afterAll(async () => {
    // oxlint-disable-next-line no-await-in-loop -- the last first: what was opened later may need what was opened before
    for (const work of works.toReversed()) await work()
  })
  return (work) => void works.push(work)
}
