/** Whether a load balancer should send people to this node: `GET /health`, 200 or 503. */
import type { RequestHandler } from 'express'
import type { Store } from '../store/engine-client.ts'

/** A storage that says nothing for so long stands still. */
const PATIENCE_MS = 2_000

type Checked = {
  readonly store: Pick<Store, 'settled'>
  /** Hears of what other nodes write. */
  readonly isFollowing: () => boolean
}

export class Health {
  private isLeaving = false
  private asking: Promise<boolean> | null = null
  private readonly checked: Checked

  constructor(checked: Checked) {
    this.checked = checked
  }

  /** From now on nobody should come here. */
  leave(): void {
    this.isLeaving = true
  }

  /** Null where all is well. */
  async problem(): Promise<string | null> {
    if (this.isLeaving) return 'This node is about to stop.'
    if (!this.checked.isFollowing()) return 'This node does not reach the database.'
    return (await this.storageAnswers()) ? null : 'The storage does not answer.'
  }

  readonly answer: RequestHandler = async (_, response) => {
    const problem = await this.problem()
    response
      .status(problem === null ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ ready: problem === null, ...(problem !== null && { problem }) })
  }

  /** Asked once, however many want to know. */
  private storageAnswers(): Promise<boolean> {
    this.asking ??= this.checked.store
      .settled()
      .then(
        () => true,
        () => false,
      )
      .finally(() => (this.asking = null))
    return Promise.race([this.asking, late(PATIENCE_MS)])
  }
}

const late = (ms: number) => new Promise<boolean>((resolve) => void setTimeout(() => resolve(false), ms).unref())
