/** Marks whose footnote is gone, and footnotes that no mark leads to. Nothing is deleted by itself: an undo brings either back. */
import type { BlockId } from '../../ids.ts'
import { FRAGMENTS, isFootnoteRef, type Block, type FragmentName } from '../../document/blocks.ts'
import { finding, type Checked, type Finding } from './finding.ts'

export const footnoteFindings = ({ document }: Checked): readonly Finding[] =>
  FRAGMENTS.flatMap((fragment) => [
    ...vanished(document[fragment], fragment),
    ...unreferenced(document[fragment], fragment),
  ])

function vanished(blocks: readonly Block[], fragment: FragmentName): readonly Finding[] {
  const notes = new Set(blocks.filter(({ kind }) => kind === 'footnote').map(({ id }) => id))
  return blocks.flatMap((block) =>
    marksIn(block)
      .filter(({ footnote }) => !notes.has(footnote))
      .map(({ at }) =>
        finding({
          code: 'vanished-footnote',
          blocking: true,
          fragment,
          block: block.id,
          range: { from: at, to: at + 1 },
          message: 'A footnote mark points to a footnote that is gone.',
          how: 'Delete the mark, or bring the footnote back.',
          mends: [
            {
              name: 'delete-mark',
              words: '',
              mend: { kind: 'delete-mark', fragment, block: block.id, at },
              safeForAll: false,
            },
          ],
        }),
      ),
  )
}

function unreferenced(blocks: readonly Block[], fragment: FragmentName): readonly Finding[] {
  const referred = new Set(blocks.flatMap(marksIn).map(({ footnote }) => footnote))
  return blocks
    .filter(({ kind, id }) => kind === 'footnote' && !referred.has(id))
    .map(({ id }) =>
      finding({
        code: 'unreferenced-footnote',
        fragment,
        block: id,
        message: 'No mark in the text leads to this footnote.',
        how: 'Insert a mark where it belongs, or delete it.',
        mends: [
          {
            name: 'delete-footnote',
            words: '',
            mend: { kind: 'delete-block', fragment, block: id },
            safeForAll: false,
          },
        ],
      }),
    )
}

function marksIn({ runs }: Block): readonly { readonly footnote: BlockId; readonly at: number }[] {
  let at = 0
  return runs.flatMap((run) => {
    if (!isFootnoteRef(run)) return ((at += run.text.length), [])
    return [{ footnote: run.footnote, at: at++ }]
  })
}
