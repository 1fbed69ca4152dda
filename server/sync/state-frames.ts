/** The first frame of a connection, made of the state as the storage keeps it: once for all who have the same rights at the same entry. */
import type { ProposalId } from '../../shared/ids.ts'
import { bytesOf } from '../../shared/bytes.ts'
import { RecentlyUsed } from '../log/recently-used.ts'
import type { Joining } from '../store/joining.ts'
import { stateFrameOf } from './frames.ts'

/** `state`: in JSON. */
export type Stated = {
  readonly head: number
  /** Which log it is. */
  readonly lineage: number
  readonly state: string
  readonly frames: Map<string, Uint8Array>
}

const KEPT = { most: 16_000_000, forMs: 30_000 }

export class StateFrames {
  private readonly kept: RecentlyUsed<Stated>

  constructor(clock: () => number) {
    this.kept = new RecentlyUsed({ ...KEPT, clock })
  }

  /** What is known here: the storage needs not tell it again. */
  held(id: ProposalId): Stated | null {
    return this.kept.get(id) ?? null
  }

  /** `held` is what was known when the storage was asked. */
  frameFor(id: ProposalId, { greeting, lineage, state, start }: Joining, held: Stated | null): Uint8Array {
    const stated = state === null ? held! : this.keep(id, { head: greeting.head, lineage }, state)
    const first = { ...greeting, ...(start.kind === 'resumed' && { resumed: true }) }
    const key = JSON.stringify(first)
    const frame = stated.frames.get(key) ?? stateFrameOf(bytesOf(`${key.slice(0, -1)},"state":${stated.state}}`))
    stated.frames.set(key, frame)
    return frame
  }

  dropOld(): void {
    this.kept.dropOld()
  }

  private keep(id: ProposalId, { head, lineage }: Pick<Stated, 'head' | 'lineage'>, state: string): Stated {
    const known = this.kept.get(id)
    if (known?.head === head && known.lineage === lineage) return known
    return this.kept.set(id, { head, lineage, state, frames: new Map() }, 4 * state.length)
  }
}
