// @vitest-environment jsdom
/**
 * Whatever three to five people do to one text at once, with whatever delays: when all is said and heard, all see the same; no id
 * stands twice; and every character ever typed stands in the text, or was taken away by somebody who had it on the screen, or is
 * held in a review flag.
 *
 * Seeds: `played-seeds.ts` (`npm run fuzz -- random-collisions`); `STRICT=1` also counts the known gap (`random-table.ts`).
 */
import { afterAll, expect, it } from 'vitest'
import { blocksIn } from '../../../client/editor/pm-blocks.ts'
import { readFragment } from '../../../shared/document/ydoc.ts'
import { faultsIn } from '../../client/editor/desk.ts'
import { playedSeeds } from '../../support/played-seeds.ts'
import { RandomTable } from '../../support/random-table.ts'
import { openEngine } from '../../support/server-engine.ts'

const PINNED: readonly number[] = [
  // Words left behind stood next to words that were themselves carried on.
  4, 8,
  // A clause that an undo put in the place of a standing one took new words with it.
  1368174079, 1368174277,
  // A deletion missed a copy two stations further.
  30, 57,
  // Words carried within their own clause counted as gone.
  1368174254,
  // Two brought one clause back, one of them with words that only that copy had.
  398472397,
  // Words brought back by two people unseen of each other.
  1368174034, 1368174063, 1368174090, 1368174104, 1368174130, 1368174300,
  // A letter typed anew, where the rule for what an undo brought back had been made too narrow.
  1041968500, 1041968538, 1041968649,
  // Words that began with a mark came into a clause that was gone, and nothing looked at them.
  2021201552,
  // What was carried was taken for a copy that the server had taken out, and so taken out as well.
  1238681839, 247389623, 5000047,
  // Both copies were taken out, for two reasons.
  1415514505,
  // Lost of old; why was not looked at.
  600954714,
]
/** The same words split, joined and undone by three people: what an undo brought back is flagged as well. */
const STRICT: readonly number[] = [
  46,
  // Two deleted the same word and brought it back; a clause came back twice.
  600952453, 600953988, 600952953, 600953432,
  // What an undo put back was cut by others since.
  600953834, 600954709,
  // Two reasons for one flag, of which one was kept.
  600953241,
  // Both copies were new.
  600953365, 600953335,
  // Known from before.
  1368174300, 1368174090, 1081606887, 1081606797, 1081606788,
]
const seeds = playedSeeds({ pinned: [...PINNED, ...STRICT], usual: 100, from: 100 })

const { engine } = openEngine({ later: afterAll })

function nothingIsLost(seed: number, inBatches: boolean): void {
  const leaving: (() => void)[] = []
  const random = new RandomTable(engine, seed, { later: (work) => void leaving.push(work), inBatches })
  const { table } = random.play(70)
  for (const { person } of table.seats) {
    person.editor.state.doc.check()
    expect(blocksIn(person.editor.state.doc)).toEqual(readFragment(person.fragment))
    expect(readFragment(person.fragment)).toEqual(table.blocks)
    expect(new Set(person.ids).size).toBe(person.ids.length)
    expect(faultsIn(person.fragment)).toEqual([])
  }
  const strictly = STRICT.includes(seed) || process.env['STRICT'] === '1'
  expect(random.unaccounted({ strictly })).toEqual([])
  leaving.forEach((leave) => leave())
}

it.each(seeds)('nothing is lost between several people (seed %i)', (seed) => nothingIsLost(seed, false))

it.each(seeds)('nor where what somebody sends at once becomes fewer entries (seed %i)', (seed) =>
  nothingIsLost(seed, true),
)
