/**
 * How often somebody may come: each coming costs a handshake, and a question to the storage. Whoever comes and leaves in a loop is turned
 * away before either. A whole conference may come from one address, and all of it at once after a restart.
 */
import { ipKeyGenerator } from 'express-rate-limit'
import type { IncomingMessage } from 'node:http'
import type { Config } from '../config.ts'
import { Credits } from './credits.ts'
import { Credit } from './inbound-rate.ts'
import type { Rooms } from './rooms.ts'

type Most = Pick<Config, 'maxArrivalsPerMinute'>
type Services = { readonly rooms: Rooms; readonly config: Most }

/** So many seconds' worth may come at once. */
const BURST_SECONDS = 15
/** A post comes far more often than a line, and costs no handshake. */
const POST = 0.1
/** Said to whoever came too often. Seconds. */
export const COME_BACK_AFTER = 15

export class Arrivals {
  private readonly credits: Credits

  constructor({ maxArrivalsPerMinute }: Most) {
    this.credits = new Credits(() => new Credit(maxArrivalsPerMinute / 60, BURST_SECONDS))
  }

  /** Of one that is turned away nothing is counted: who tries again all the time comes in as often as anybody may. */
  isTooOften(address: string, weight = 1): boolean {
    const credit = this.credits.of(ipKeyGenerator(address))
    if (credit.rest > 0) return true
    credit.spend(weight)
    return false
  }
}

const arrivals = new WeakMap<Rooms, Arrivals>()

/** Of this node. */
export function comesTooOften(
  { rooms, config }: Services,
  address: string,
  method: IncomingMessage['method'],
): boolean {
  const known = arrivals.get(rooms) ?? new Arrivals(config)
  arrivals.set(rooms, known)
  return known.isTooOften(address, method === 'POST' ? POST : 1)
}
