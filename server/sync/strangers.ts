/**
 * Those who came and are not known yet. Anybody may come, and each costs memory and a question to the storage until that is answered, so
 * there may be only so many at once. A whole conference may come from one address: its share is large.
 */
import type { IncomingMessage } from 'node:http'
import type { Config } from '../config.ts'
import type { Rooms } from './rooms.ts'

type Most = Pick<Config, 'maxStrangers' | 'maxStrangersPerAddress'>

export class Strangers {
  private readonly most: Most
  private readonly from = new Map<string, number>()
  private all = 0

  constructor(most: Most) {
    this.most = most
  }

  /** Called once when this one is known, or gone and forgotten. Null where there are too many already. */
  enter(address: string): (() => void) | null {
    const here = this.from.get(address) ?? 0
    if (this.all >= this.most.maxStrangers || here >= this.most.maxStrangersPerAddress) return null
    this.all++
    this.from.set(address, here + 1)
    let isIn = true
    return () => {
      if (isIn) this.leave(address)
      isIn = false
    }
  }

  private leave(address: string): void {
    this.all--
    const others = this.from.get(address)! - 1
    if (others > 0) this.from.set(address, others)
    else this.from.delete(address)
  }
}

const strangers = new WeakMap<Rooms, Strangers>()

/** Of this node, by whichever way they came. */
export function strangersOf({ rooms, config }: { readonly rooms: Rooms; readonly config: Most }): Strangers {
  const known = strangers.get(rooms) ?? new Strangers(config)
  strangers.set(rooms, known)
  return known
}

/** As Express counts them: each trusted proxy has added by whom it was asked to the end of the list. */
export function addressOf({ headers, socket }: IncomingMessage, proxyHops: number): string {
  const forwarded = String(headers['x-forwarded-for'] ?? '').split(',')
  const named = proxyHops > 0 ? forwarded.map((each) => each.trim()).filter((each) => each !== '') : []
  return named.slice(-proxyHops)[0] ?? socket.remoteAddress ?? ''
}
