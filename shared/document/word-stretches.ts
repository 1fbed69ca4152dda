/** Stretches of kept and of changed words, and how neighbours join. */
import type { Token } from './word-tokens.ts'

/** Where `kept`, both sides have the same keys, one for one. Stretches alternate between kept and changed. */
export type Stretch = { readonly kept: boolean; readonly old: readonly Token[]; readonly new: readonly Token[] }

/** Neighbours of the same sort are one stretch, and empty ones vanish. */
export function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  const result: Stretch[] = []
  for (const stretch of stretches) {
    const last = result.at(-1)
    if (stretch.old.length + stretch.new.length === 0) continue
    if (last?.kept === stretch.kept) result[result.length - 1] = merge(last, stretch)
    else result.push(stretch)
  }
  return result
}

export function merge(...parts: readonly Stretch[]): Stretch {
  return {
    kept: parts.every(({ kept }) => kept),
    old: parts.flatMap((part) => part.old),
    new: parts.flatMap((part) => part.new),
  }
}

export const weigh = (tokens: readonly Token[]) => tokens.reduce((sum, token) => sum + token.weight, 0)
