/** Words become links where they name one clause and no other. The words themselves stay as they are. */
import type { BlockId } from '../ids.ts'
import { appendRun, isFootnoteRef, type Block, type Run } from '../document/blocks.ts'
import type { ClauseNames } from './clause-names.ts'
import { linksIn } from './linked-references.ts'
import { referencesIn, type Reference } from './references.ts'

export type Link = { readonly from: number; readonly to: number; readonly target: BlockId }

/** Every reference of these blocks that is beyond doubt, linked; what is linked already stays. */
export const withLinks = (blocks: readonly Block[], names: ClauseNames): readonly Block[] =>
  blocks.map((block) => linked(block, unlinkedIn(block, names).flatMap(linkOf)))

/** The references that no link covers. */
export function unlinkedIn(block: Block, names: ClauseNames): readonly Reference[] {
  const links = linksIn(block)
  return referencesIn(block, names).filter(({ from, to }) => links.every((link) => link.to <= from || to <= link.from))
}

export const linkOf = ({ from, to, targets }: Reference): readonly Link[] =>
  targets.length === 1 ? [{ from, to, target: targets[0]! }] : []

const linked = (block: Block, links: readonly Link[]): Block =>
  links.length === 0 ? block : { ...block, runs: links.reduce(withLink, block.runs) }

function withLink(runs: readonly Run[], { from, to, target }: Link): readonly Run[] {
  const result: Run[] = []
  let at = 0
  for (const run of runs) {
    const start = at
    at += isFootnoteRef(run) ? 1 : run.text.length
    if (isFootnoteRef(run) || at <= from || start >= to) {
      appendRun(result, run)
      continue
    }
    const [head, tail] = [Math.max(0, from - start), Math.min(run.text.length, to - start)]
    appendRun(result, { ...run, text: run.text.slice(0, head) })
    appendRun(result, { ...run, text: run.text.slice(head, tail), reference: target })
    appendRun(result, { ...run, text: run.text.slice(tail) })
  }
  return result
}
