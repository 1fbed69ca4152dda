/** What is compared, as it stands in the address, so that a comparison can be sent to somebody. */
import type { MomentName } from '../../../shared/protocol/compare.ts'

export type Comparing = {
  /** Null where the address does not say: from the beginning, to the present. */
  readonly from: MomentName | null
  readonly to: number | null
  /** Only changes by these administrations are marked; null for all. `NO_ADMINISTRATION` is one of them. */
  readonly by: readonly string[] | null
  readonly who: boolean
  /** The clause to show first. */
  readonly clause: string | null
}

export function comparingIn(address: URLSearchParams): Comparing {
  const by = address.get('by')
  return {
    from: address.get('from') === 'base' ? 'base' : entryIn(address.get('from')),
    to: entryIn(address.get('to')),
    by: by === null ? null : by.split(',').filter(Boolean),
    who: address.get('who') === '1',
    clause: address.get('clause'),
  }
}

export function addressOf({ from, to, by, who, clause }: Comparing): URLSearchParams {
  const fields = {
    from: from === null ? null : String(from),
    to: to === null ? null : String(to),
    by: by && by.join(','),
    who: who ? '1' : null,
    clause,
  }
  return new URLSearchParams(Object.entries(fields).filter((field): field is [string, string] => field[1] !== null))
}

export const comparePath = (proposal: string, comparing: Partial<Comparing> = {}): string => {
  const address = addressOf({ from: null, to: null, by: null, who: false, clause: null, ...comparing }).toString()
  return `/proposals/${encodeURIComponent(proposal)}/compare${address && `?${address}`}`
}

function entryIn(value: string | null): number | null {
  const entry = Number(value ?? 0)
  return Number.isSafeInteger(entry) && entry > 0 ? entry : null
}
