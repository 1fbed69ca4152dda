/** After a restart the pages come back by themselves, and not as one wave. Time is virtual, all else real. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Page } from './devices.ts'
import { sqlitePlaces, type Places } from './places.ts'
import { chanceFromSeed } from '../support/seeded-crypto.ts'
import { beginVirtualTime, elapse, endVirtualTime, until } from './virtual-time.ts'
import { World } from './world.ts'

let places: Places
beforeAll(() => void (places = sqlitePlaces()))
afterAll(() => places.leave())

it('40 pages come back by themselves after the server was away, each with its unsent words, at different moments', async () => {
  const place = places.fresh()
  beginVirtualTime()
  chanceFromSeed(1)
  const world = new World(1, place)
  const pages = Array.from({ length: 40 }, (_, at) => new Page(world.belongings(at, `p${at}-`)))
  try {
    await until(
      () => pages.every((page) => page.isAtRest()),
      () => 'all came in',
    )
    for (const at of world.nodes.keys()) world.kill(at)
    await elapse(1_000)
    for (const page of pages) page.write('type')
    await elapse(9_000)
    for (const at of world.nodes.keys()) world.start(at)
    const [began, cameBack] = [performance.now(), new Map<Page, number>()]
    while (cameBack.size < pages.length && performance.now() - began < 60_000) {
      await elapse(10)
      for (const page of pages)
        if (page.isAtRest() && !cameBack.has(page)) cameBack.set(page, performance.now() - began)
    }
    world.log.readOn()
    expect(pages.flatMap(({ typed }) => typed).filter(({ word }) => !world.log.has(word))).toEqual([])
    expect(cameBack.size).toBe(pages.length)
    const busiest = Math.max(...tenthsOf([...cameBack.values()]))
    expect(busiest, 'in one tenth of a second').toBeLessThan(pages.length / 3)
  } finally {
    for (const page of pages) page.close()
    world.end()
    await elapse(1_000)
    endVirtualTime()
    place.leave()
  }
})

/** How many of these moments fall into each tenth of a second. */
function tenthsOf(moments: readonly number[]): readonly number[] {
  const counts = new Map<number, number>()
  for (const moment of moments) counts.set(Math.floor(moment / 100), (counts.get(Math.floor(moment / 100)) ?? 0) + 1)
  return [...counts.values()]
}
