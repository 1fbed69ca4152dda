import { useState } from 'react'

/** The value of the last time as long as all its fields are the very same, so that who reads it is not woken. */
export const useSteady = <T extends object>(next: T): T => useSame(next, sameFields)

/** The same by what the values say; for small ones. */
export const useSteadyValue = <T>(next: T): T => useSame(next, (a, b) => JSON.stringify(a) === JSON.stringify(b))

export function useSame<T>(next: T, isSame: (a: T, b: T) => boolean): T {
  const [last, setLast] = useState(next)
  if (last === next || isSame(last, next)) return last
  setLast(next)
  return next
}

function sameFields<T extends object>(a: T, b: T): boolean {
  const names = Object.keys(b) as (keyof T)[]
  return names.length === Object.keys(a).length && names.every((name) => Object.is(a[name], b[name]))
}
