/** The square brackets of a text: what is not agreed, and what could stand there. */
import { bracketOf, numberOf, type Alternative } from './alternative.ts'
import { isFootnoteRef, type Block, type Run } from './blocks.ts'
import type { BlockId } from '../ids.ts'

export type Bracket = {
  readonly id: string
  /** The block in which its first words stand. */
  readonly block: BlockId
  /** In reading order. */
  readonly alternatives: readonly { readonly number: number; readonly words: string }[]
  /** Its words were torn apart: by a split, a join or a move. It reads as several brackets, and can still be settled as one. */
  readonly broken: boolean
}

/** In the order of the text. */
export function bracketsIn(blocks: readonly Block[]): readonly Bracket[] {
  const byBracket = Map.groupBy(stretchesIn(blocks), ({ alternative }) => bracketOf(alternative))
  return [...byBracket].map(([id, stretches]) => ({
    id,
    block: stretches[0]!.block,
    alternatives: alternativesOf(stretches),
    broken: isBroken(stretches),
  }))
}

/** `place` counts the stretches of the text with and without a mark, so that neighbours have following places. */
type Stretch = { alternative: Alternative; block: BlockId; place: number; words: string }

function stretchesIn(blocks: readonly Block[]): readonly Stretch[] {
  const stretches: Stretch[] = []
  let place = 0
  for (const { id, runs } of blocks) {
    let last: Stretch | undefined
    place += 1
    for (const run of runs) {
      if (run.alternative === undefined) {
        last = undefined
        place += 1
      } else if (last?.alternative === run.alternative) last.words += wordsOf(run)
      else {
        last = { alternative: run.alternative, block: id, place: (place += 1), words: wordsOf(run) }
        stretches.push(last)
      }
    }
  }
  return stretches
}

const wordsOf = (run: Run) => (isFootnoteRef(run) ? '' : run.text)

function alternativesOf(stretches: readonly Stretch[]): Bracket['alternatives'] {
  const words = new Map<number, string>()
  for (const { alternative, words: more } of stretches)
    words.set(numberOf(alternative), (words.get(numberOf(alternative)) ?? '') + more)
  return [...words].map(([number, all]) => ({ number, words: all }))
}

const isBroken = (stretches: readonly Stretch[]) =>
  new Set(stretches.map(({ alternative }) => alternative)).size < stretches.length ||
  stretches.some(
    ({ block, place }, at) => at > 0 && (block !== stretches[at - 1]!.block || place !== stretches[at - 1]!.place + 1),
  )
