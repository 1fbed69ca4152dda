/**
 * What is not finished. Source for the need of reasons: ITU PP-10 proposal guidelines (domain.md §2.1): each proposal is followed
 * by its reason; NOC needs none unless it is underlined.
 */
import { operatorName } from '../../document/operator-sign.ts'
import { isFootnoteRef, plainText, FRAGMENTS, type Block } from '../../document/blocks.ts'
import { bracketsIn } from '../../document/brackets.ts'
import { placeAtStart, placeWords, shortened } from '../place-words.ts'
import { finding, type Checked, type Finding } from './finding.ts'

export const unfinished = (subject: Checked): readonly Finding[] => [
  ...missingReasons(subject),
  ...emptyText(subject),
  ...emptyClauses(subject),
  ...openBrackets(subject),
]

function missingReasons({ operator, document }: Checked): readonly Finding[] {
  const given = document.reasons.some((block) => plainText(block).trim() !== '')
  if (given || operator === 'NOC') return []
  const message = `The reasons are missing; ${operatorName(operator)} needs them.`
  return [
    finding({
      code: 'missing-reasons',
      blocking: true,
      fragment: 'reasons',
      message,
      how: 'Write them below the text.',
    }),
  ]
}

/** SUP alone proposes no text. */
function emptyText({ operator, document }: Checked): readonly Finding[] {
  if (operator === 'SUP' || document.text.length > 0) return []
  return [finding({ code: 'empty-text', blocking: true, message: 'The text is empty: there is nothing to propose.' })]
}

const saysNothing = (block: Block) => plainText(block).trim() === '' && !block.runs.some(isFootnoteRef)

function emptyClauses({ document: { text }, names }: Checked): readonly Finding[] {
  return text.flatMap((block) => {
    if (!saysNothing(block)) return []
    const message = `${placeAtStart({ fragment: 'text', block }, names)} is empty.`
    const mend = { kind: 'delete-block', fragment: 'text', block: block.id } as const
    const mends = [{ name: 'delete-empty-clause', words: '', mend, safeForAll: false } as const]
    return [
      finding({ code: 'empty-clause', blocking: true, block: block.id, message, how: 'Write it or delete it.', mends }),
    ]
  })
}

function openBrackets({ document, names }: Checked): readonly Finding[] {
  return FRAGMENTS.flatMap((fragment) => {
    const blocks = new Map(document[fragment].map((block) => [block.id, block]))
    return bracketsIn(document[fragment]).flatMap(({ block, alternatives, broken }) => {
      const place = placeWords({ fragment, block: blocks.get(block)! }, names)
      const signs = alternatives.map(({ words }) => `[${shortened(words)}]`).join('')
      const open = finding({
        code: 'unsettled-bracket',
        blocking: true,
        fragment,
        block,
        message: `${signs} in ${place} is not settled.`,
        how: 'Settle it under “Not agreed”, with a reason.',
      })
      const torn = finding({
        code: 'broken-bracket',
        fragment,
        block,
        message: `The bracket ${signs} in ${place} was torn apart by an edit: it is drawn in several pieces.`,
        how: 'Settle it, or put its words together again.',
      })
      return broken ? [open, torn] : [open]
    })
  })
}
