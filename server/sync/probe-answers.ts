/** Whether the copy at the other end of a connection is the same as ours. A difference is an incident, and is written down. */
import type { PersonId, ProposalId } from '../../shared/ids.ts'
import type { Store } from '../store/engine-client.ts'

/** The digest of a long text takes a few milliseconds of the storage's time. */
const PROBE_PACE_MS = 5_000

type Probe = { readonly seq: number; readonly digest: string }
type Copy = { readonly proposal: ProposalId; readonly person: { readonly id: PersonId } }

export class ProbeAnswers {
  private readonly store: Pick<Store, 'digestAt'>
  private readonly copy: Copy
  private askedAt = -Infinity

  constructor(store: Pick<Store, 'digestAt'>, copy: Copy) {
    this.store = store
    this.copy = copy
  }

  /** False also where nothing can be said: there is newer text already, or it was asked only just now. */
  async isDiverged({ seq, digest }: Probe): Promise<boolean> {
    const now = performance.now()
    if (now - this.askedAt < PROBE_PACE_MS) return false
    this.askedAt = now
    const { proposal, person } = this.copy
    const ours = await this.store.digestAt(proposal, seq).catch(() => null)
    if (ours === null || ours === digest) return false
    console.error(
      `Incident: a copy of proposal ${proposal} diverged at entry ${seq}: ${digest} at ${person.id}, ${ours} here.`,
    )
    return true
  }
}
