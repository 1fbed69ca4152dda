/**
 * How an operator is written. Source: ITU PP-10 proposal guidelines (domain.md §2.1): NOC underlined asks that a text be kept
 * unchanged, and its reasons must be given; plain NOC only clarifies. Neither reproduces the text.
 */

/** The sign as it stands on paper, and whether it is underlined there. */
export const operatorSign = (operator: string): { readonly sign: string; readonly underlined: boolean } =>
  operator === 'NOC-underlined' ? { sign: 'NOC', underlined: true } : { sign: operator, underlined: false }

/** As a sentence names it, where nothing can be underlined. */
export const operatorName = (operator: string): string =>
  operatorSign(operator).underlined ? `underlined ${operatorSign(operator).sign}` : operator

/** SUP, and NOC of either form, do not reproduce the text. */
export const isReproduced = (operator: string): boolean => operator !== 'SUP' && operatorSign(operator).sign !== 'NOC'
