import type { Administration } from '../ids.ts'
import { isStale, type Position, type PositionRecord } from './position.ts'

/** Who says what on one exact text. Silence, abstention and opposition are never merged. */
export type Tally = {
  readonly supporting: readonly PositionRecord[]
  readonly opposing: readonly PositionRecord[]
  readonly abstaining: readonly PositionRecord[]
  /** Positions on another text: kept, shown, not counted. */
  readonly stale: readonly PositionRecord[]
  readonly notAnswered: readonly Administration[]
}

export function tallyOn(digest: string, records: readonly PositionRecord[], roster: readonly Administration[]): Tally {
  const fresh = records.filter((record) => !isStale(record, digest))
  const taking = (position: Position) => fresh.filter((record) => record.position === position)
  const answered = new Set(records.map((record) => record.administration))
  return {
    supporting: taking('supports'),
    opposing: taking('opposes'),
    abstaining: taking('abstains'),
    stale: records.filter((record) => isStale(record, digest)),
    notAnswered: roster.filter((each) => !answered.has(each)),
  }
}
