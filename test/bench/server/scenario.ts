/** What every measurement is given, and the order in which it goes round: A B C, A B C. */
import { contestant, NAMES, type Contestant, type Name } from './contestants.ts'
import type { Sheet } from './sheet.ts'

export type Settings = {
  readonly isQuick: boolean
  readonly repeats: number
  readonly names: readonly Name[]
  readonly nodeOptions: readonly string[]
  readonly sheet: Sheet
}
export type Scenario = (settings: Settings) => Promise<void>

/** Starts them, goes round so many times, ends them. `once` runs before the first round. */
export async function goRound(
  { names, repeats, nodeOptions }: Settings,
  measure: (at: Contestant, round: number) => Promise<void>,
  prepare: (at: Contestant) => Promise<void> = async () => {},
): Promise<void> {
  const contestants: Contestant[] = []
  try {
    /* oxlint-disable no-await-in-loop -- one at a time, or they would measure each other */
    for (const name of names) {
      const at = await contestant(name, name === 'ours' ? nodeOptions : [])
      contestants.push(at)
      await prepare(at)
    }
    for (let round = 0; round < repeats; round++) for (const at of contestants) await measure(at, round)
    /* oxlint-enable no-await-in-loop */
  } finally {
    await Promise.all(contestants.map(({ server }) => server.remove()))
  }
}

export const persistent = (names: readonly Name[]): readonly Name[] =>
  NAMES.filter((name) => names.includes(name) && name !== 'y-websocket, memory')
