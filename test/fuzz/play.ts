/** Plays one seed: a world, some dozens of events, everything healed, and judged. */
import { vi } from 'vitest'
import { hex } from '../../shared/bytes.ts'
import { EVENTS, nextEvent } from './events.ts'
import { Judge, type Violation } from './invariants.ts'
import { Page, StockClient } from './devices.ts'
import { chanceFromSeed } from '../support/seeded-crypto.ts'
import { beginVirtualTime, elapse, endVirtualTime, settle, until } from './virtual-time.ts'
import { World, type Place } from './world.ts'

export type Played = {
  readonly seed: number
  readonly violations: readonly Violation[]
  readonly asked: Judge['asked']
  readonly events: readonly string[]
  /** Of the last entry: over all that was written, by whom and when. */
  readonly chain: string
  /** What the server printed that no event explains. */
  readonly complaints: readonly string[]
  /** How often what the invariants are to be tried on came about. */
  readonly cameAbout: {
    readonly refusals: number
    readonly posts: number
    readonly locks: number
    readonly draftsApplied: number
  }
}

export async function play(seed: number, place: Place): Promise<Played> {
  const printed = vi.spyOn(console, 'error').mockImplementation(() => {})
  beginVirtualTime()
  chanceFromSeed(seed)
  const world = new World(seed, place)
  const judge = new Judge(world)
  const events: string[] = []
  try {
    await until(
      () => world.devices.every((device) => device.isAtRest()),
      () => `${restless(world)} came in`,
    )
    const steps = 80 + world.chance.number(world.chance.is(0.2) ? 600 : 200)
    for (let step = 0; step < steps && judge.violations.length === 0; step++) {
      const name = nextEvent(world)
      const device = world.chance.one(world.devices)
      events.push(`${device.name}: ${name}`)
      await EVENTS[name]!.happen(world, device)
      await settle()
      judge.always()
    }
    if (judge.violations.length === 0) {
      await comeToRest(world)
      judge.inTheEnd()
    }
    const { violations, asked } = judge
    const complaints = printed.mock.calls
      .map((words) => words.map(String).join(' '))
      .filter((line) => !isExplained(line))
    const chain = hex(world.log.rows.at(-1)!.chain)
    return { seed, violations, asked, events, chain, complaints, cameAbout: countsOf(world) }
  } finally {
    world.end()
    printed.mockRestore()
    await elapse(5_000)
    endVirtualTime()
  }
}

async function comeToRest(world: World): Promise<void> {
  world.heal()
  // What was asked of a slow disk is done only now.
  await elapse(30_000)
  world.giveRolesBack()
  await elapse(3_000)
  while (world.isLocked) {
    void world.unlock()
    await elapse(1_000)
  }
  for (const device of world.devices) if (isEnded(device)) device.reopen()
  await until(
    () => world.devices.every((device) => device.isAtRest()),
    () => `${restless(world)} came to rest`,
  )
  await elapse(8_000)
}

function isEnded(device: World['devices'][number]): boolean {
  if (device instanceof StockClient) return device.isOver()
  return device instanceof Page && device.session.snapshot().connection === 'refused'
}

function countsOf({ devices, locks, applied }: World): Played['cameAbout'] {
  const sum = (of: (told: World['devices'][number]['told']) => number) =>
    devices.reduce((all, { told }) => all + of(told), 0)
  return {
    refusals: sum(({ refused }) => refused.length),
    posts: sum(({ posts }) => posts),
    locks,
    draftsApplied: applied,
  }
}

/** A disk that is full. */
const isExplained = (line: string) => line.startsWith('Nothing can be saved at present: the disk is full')

const restless = ({ devices }: World): string =>
  devices
    .filter((device) => !device.isAtRest())
    .map((device) => `${device.name} (${device.describe()})`)
    .join()
