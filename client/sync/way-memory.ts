/** By which way a server was last heard from this tab: the next proposal need not find it out again. */
export type WayMemory = {
  last(): Kind | null
  keep(way: Kind): void
}
type Kind = 'socket' | 'http'
type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const NAME = 'way-to-the-server'

/**
 * HTTP is remembered over a reload, because finding out takes seconds. That a socket worked is known of this page only: a machine
 * that was carried elsewhere is loaded anew there.
 */
export function rememberWay(storage: () => Kept): WayMemory {
  let last: Kind | null = null
  /** A browser may forbid the storage: then the page remembers by itself. */
  function inStorage<T>(use: (kept: Kept) => T): T | null {
    try {
      return use(storage())
    } catch {
      return null
    }
  }
  return {
    last: () => last ?? (inStorage((kept) => kept.getItem(NAME)) === 'http' ? 'http' : null),
    keep(way) {
      if (way === last) return
      last = way
      inStorage((kept) => (way === 'http' ? kept.setItem(NAME, way) : kept.removeItem(NAME)))
    },
  }
}

export const wayOfThisTab = rememberWay(() => sessionStorage)
