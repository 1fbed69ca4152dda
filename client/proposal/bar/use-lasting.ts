import { useEffect, useState } from 'react'

/** The value once it has lasted `patience` milliseconds; null until then. The first one counts at once. */
export function useLasting<T extends string>(value: T, patience: number): T | null {
  const [lasting, setLasting] = useState<T | null>(value)
  useEffect(() => {
    const timer = setTimeout(() => setLasting(value), patience)
    return () => {
      clearTimeout(timer)
      setLasting(null)
    }
  }, [value, patience])
  return lasting === value ? value : null
}
