/**
 * Fractional keys: strings that sort in code-unit order, with room for another between any two.
 * Two people who insert at the same place get different keys because of the jitter; equal keys are legal (the block id breaks
 * the tie). Digits are base 62 in code-unit order; a key never ends in the lowest digit, so there is always room before it.
 */
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const BASE = DIGITS.length

/**
 * A key strictly between two others; null stands for the start or the end. `chance` gives numbers in [0, 1).
 * Equal or reversed neighbours (possible after offline inserts) give a key just after the first.
 */
export function keyBetween(before: string | null, after: string | null, chance: () => number): string {
  const low = before ?? ''
  const high = after !== null && after > low ? after : null
  return middle(low, high) + jitter(chance)
}

/** Evenly spread keys for the blocks of a new text. */
export function initialKeys(count: number): readonly string[] {
  const width = Math.max(2, Math.ceil(Math.log(count + 2) / Math.log(BASE)) + 1)
  const step = Math.floor(BASE ** width / (count + 1))
  return Array.from({ length: count }, (_, index) => trimmed(digitsOf(step * (index + 1), width)))
}

/** The shortest key between: copies the common prefix, then takes the digit half way, going deeper where there is none. */
function middle(low: string, high: string | null): string {
  let key = ''
  let bounded = high
  for (let at = 0; ; at++) {
    const from = at < low.length ? DIGITS.indexOf(low[at]!) : 0
    const to = bounded !== null && at < bounded.length ? DIGITS.indexOf(bounded[at]!) : BASE
    const half = Math.floor((from + to) / 2)
    if (half > from) return key + DIGITS[half]
    key += DIGITS[from]
    if (to > from) bounded = null
  }
}

const jitter = (chance: () => number) =>
  DIGITS[Math.floor(chance() * BASE)]! + DIGITS[1 + Math.floor(chance() * (BASE - 1))]!

function digitsOf(value: number, width: number): string {
  let rest = value
  let digits = ''
  for (let place = 0; place < width; place++) {
    digits = DIGITS[rest % BASE]! + digits
    rest = Math.floor(rest / BASE)
  }
  return digits
}

const trimmed = (key: string) => key.replace(/0+$/, '') || DIGITS[1]!
