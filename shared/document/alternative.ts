/**
 * What of a text is not agreed: words in square brackets, as a mark on ordinary words. All stretches of one bracket carry its id;
 * each alternative its number, from 0. "[shall][should]" is one bracket with two alternatives, "[at least]" one with one.
 */
declare const brand: unique symbol

/** "k3f9x2:0": the bracket's id, a colon, the number of the alternative. */
export type Alternative = string & { readonly [brand]: 'Alternative' }

const FORM = /^([0-9a-z]{1,32}):(0|[1-9][0-9]?)$/

export const isAlternative = (value: unknown): value is Alternative => typeof value === 'string' && FORM.test(value)

export const MOST_ALTERNATIVES = 100

/** The next one after these numbers of the bracket; null where it can have no more. */
export function nextAlternative(bracket: string, numbers: readonly number[]): Alternative | null {
  const number = Math.max(-1, ...numbers) + 1
  return number < MOST_ALTERNATIVES ? alternativeOf(bracket, number) : null
}

export const alternativeOf = (bracket: string, number: number) => `${bracket}:${number}` as Alternative

export const bracketOf = (alternative: Alternative): string => FORM.exec(alternative)![1]!
export const numberOf = (alternative: Alternative): number => Number(FORM.exec(alternative)![2]!)
