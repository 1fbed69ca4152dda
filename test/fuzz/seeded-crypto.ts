/**
 * Imported before all else: Yjs takes its client ids, and the server its salts, from the system's chance, and whoever has the smaller
 * client id stands first. While a seed is played they come from the seed.
 */
import crypto, { webcrypto } from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { chanceOf, type Chance } from '../support/server-chance.ts'

let chance: Chance | null = null

export const chanceFromSeed = (seed: number): void => void (chance = chanceOf(seed))
export const chanceFromSystem = (): void => void (chance = null)

const { randomBytes, randomUUID } = crypto
const getRandomValues = webcrypto.getRandomValues.bind(webcrypto)

function fill(bytes: Uint8Array, from: Chance): void {
  for (let at = 0; at < bytes.length; at++) bytes[at] = from.number(256)
}

const bytesOf = (length: number, from: Chance) => {
  const bytes = Buffer.alloc(length)
  fill(bytes, from)
  return bytes
}

webcrypto.getRandomValues = ((array: Parameters<typeof getRandomValues>[0]) => {
  if (chance === null || array === null) return getRandomValues(array)
  fill(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), chance)
  return array
}) as typeof webcrypto.getRandomValues
crypto.randomBytes = (length: number) => (chance ? bytesOf(length, chance) : randomBytes(length))
crypto.randomUUID = (() => {
  if (chance === null) return randomUUID()
  return bytesOf(16, chance)
    .toString('hex')
    .replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}) as typeof crypto.randomUUID
syncBuiltinESMExports()
