/**
 * What a transaction left alone, from its steps: two edits in one transaction do not touch what lies between them.
 */
import { ChangeSet, type Change } from '@tiptap/pm/changeset'
import type { Node } from '@tiptap/pm/model'
import type { StepMap } from '@tiptap/pm/transform'

/** `length` positions from `before` in the old document are the same as those from `after` in the new one. */
export type KeptSpan = { readonly before: number; readonly after: number; readonly length: number }

export function keptSpans(before: Node, after: Node, maps: readonly StepMap[]): readonly KeptSpan[] {
  const { changes } = ChangeSet.create(before).addSteps(after, maps, null)
  return changes.length === 0 ? [{ before: 0, after: 0, length: before.content.size }] : between(changes, before)
}

const between = (changes: readonly Change[], before: Node): readonly KeptSpan[] =>
  [null, ...changes].map((change, at) => {
    const start = { before: change?.toA ?? 0, after: change?.toB ?? 0 }
    return { ...start, length: (changes[at]?.fromA ?? before.content.size) - start.before }
  })

/** The part of the spans in which a block's old content lies over its new one, counted from the start of the content. */
export function spansWithin(spans: readonly KeptSpan[], old: Extent, now: Extent): readonly KeptSpan[] {
  return spans.flatMap((span) => {
    const skip = Math.max(0, old.start - span.before, now.start - span.after)
    const end = Math.min(span.length, old.start + old.size - span.before, now.start + now.size - span.after)
    if (end <= skip) return []
    return [{ before: span.before + skip - old.start, after: span.after + skip - now.start, length: end - skip }]
  })
}

/** Where a block's content starts in its document, and how many positions it takes. */
export type Extent = { readonly start: number; readonly size: number }
