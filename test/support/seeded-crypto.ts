/**
 * Chance that the program takes from the system — the client ids of Yjs, of which the smaller stands first, ids, salts, the jitter of a
 * retry — comes from a seed. Imported before all else, because lib0 and others keep the functions that they find. A worker thread and
 * a process of its own have the system's.
 */
import crypto, { webcrypto } from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { chanceOf, type Chance } from './server-chance.ts'

const held = globalThis as { [CHANCE]?: { now: Chance } }
const CHANCE = Symbol.for('common-proposals.test.chance')

export const chanceFromSeed = (seed: number): void => void (held[CHANCE]!.now = chanceOf(seed))

const number = (below: number) => held[CHANCE]!.now.number(below)
/** As `crypto.randomInt`: up to and without the last. */
const integer = (least: number, limit?: number) => (limit === undefined ? number(least) : least + number(limit - least))

function filled<T extends ArrayBufferView>(view: T): T {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
  for (let at = 0; at < bytes.length; at++) bytes[at] = number(256)
  return view
}

/** RFC 9562, version 4. */
function uuid(): ReturnType<typeof crypto.randomUUID> {
  const bytes = filled(Buffer.alloc(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const [first, second, third, fourth, fifth] = bytes
    .toString('hex')
    .match(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/)!
    .slice(1)
  return `${first!}-${second!}-${third!}-${fourth!}-${fifth!}`
}

function takeOver(): void {
  Object.assign(crypto, {
    randomBytes: (length: number) => filled(Buffer.alloc(length)),
    randomUUID: uuid,
    randomInt: integer,
  })
  for (const web of new Set([webcrypto, globalThis.crypto]))
    Object.assign(web, { getRandomValues: filled, randomUUID: uuid })
  Math.random = () => number(2 ** 32) / 2 ** 32
  syncBuiltinESMExports()
}

if (held[CHANCE] === undefined) {
  held[CHANCE] = { now: chanceOf(0) }
  takeOver()
}
