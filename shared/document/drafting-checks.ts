/**
 * What is unfinished in a text. Blocking findings stop the lock unless the chair gives a reason; the others only advise.
 * Source for the need of reasons: ITU PP-10 proposal guidelines (domain.md §2.1): each proposal is followed by its reason;
 * NOC needs none unless it is underlined. SUP and NOC do not reproduce the text.
 */
import type { BlockId } from '../ids.ts'
import { isFootnoteRef, plainText, type Block, type Document } from './blocks.ts'
import { fragmentDigest } from './digest.ts'
import { labelsOf, type Labelling } from './labels.ts'

export type FindingCode =
  | 'missing-reasons'
  | 'empty-text'
  | 'empty-clause'
  | 'vanished-footnote'
  | 'text-not-reproduced'
  | 'no-change'
  | 'open-review-flag'
export type Finding = {
  readonly code: FindingCode
  readonly blocking: boolean
  readonly block: BlockId | null
  /** A sentence for the chair and for the record. */
  readonly message: string
}

type Operator = 'MOD' | 'ADD' | 'SUP' | 'NOC' | '(MOD)'
type Subject = {
  readonly operator: Operator
  readonly document: Document
  readonly base: readonly Block[]
  readonly labelling?: Labelling
}

export function draftingFindings(subject: Subject): readonly Finding[] {
  const { text } = subject.document
  return [
    ...missingReasons(subject),
    ...emptyText(subject),
    ...emptyClauses(text, subject.labelling),
    ...vanishedFootnotes(text),
    ...againstOperator(subject),
  ]
}

export const blockingFindings = (subject: Subject) => draftingFindings(subject).filter((finding) => finding.blocking)

function missingReasons({ operator, document }: Subject): readonly Finding[] {
  const given = document.reasons.some((block) => plainText(block).trim() !== '')
  if (given || operator === 'NOC') return []
  return [
    {
      code: 'missing-reasons',
      blocking: true,
      block: null,
      message: `The reasons are missing; ${operator} needs them.`,
    },
  ]
}

/** SUP alone proposes no text. */
function emptyText({ operator, document }: Subject): readonly Finding[] {
  if (operator === 'SUP' || document.text.length > 0) return []
  return [
    { code: 'empty-text', blocking: true, block: null, message: 'The text is empty: there is nothing to propose.' },
  ]
}

function emptyClauses(text: readonly Block[], labelling?: Labelling): readonly Finding[] {
  const labels = labelsOf(text, labelling)
  return text.flatMap((block, index) =>
    block.runs.length > 0 && (plainText(block).trim() !== '' || block.runs.some(isFootnoteRef))
      ? []
      : [
          {
            code: 'empty-clause',
            blocking: true,
            block: block.id,
            message: `${placeOf(block, labels[index]!)} is empty.`,
          },
        ],
  )
}

const placeOf = (block: Block, label: string) => (label ? `Clause ${label}` : `A paragraph (${block.kind})`)

function vanishedFootnotes(text: readonly Block[]): readonly Finding[] {
  const notes = new Set(text.filter((block) => block.kind === 'footnote').map((block) => block.id))
  return text.flatMap((block) =>
    block.runs
      .filter(isFootnoteRef)
      .filter((ref) => !notes.has(ref.footnote))
      .map(() => ({
        code: 'vanished-footnote' as const,
        blocking: true,
        block: block.id,
        message: 'A footnote mark points to a footnote that is gone.',
      })),
  )
}

function againstOperator({ operator, document, base }: Subject): readonly Finding[] {
  if (operator === 'SUP' && document.text.length > 0)
    return [finding('text-not-reproduced', 'SUP deletes the text: it need not be reproduced.')]
  const same = saysTheSame(document.text, base)
  if (operator === 'NOC' && !same)
    return [finding('no-change', 'NOC proposes no change, but the text differs from the text in force.')]
  if ((operator === 'MOD' || operator === '(MOD)') && same)
    return [finding('no-change', `${operator} proposes a change, but the text is the same as the text in force.`)]
  return []
}

const finding = (code: FindingCode, message: string): Finding => ({ code, blocking: false, block: null, message })

/** A change of level or of emphasis alone is a change. */
const saysTheSame = (one: readonly Block[], other: readonly Block[]) =>
  fragmentDigest('text', one) === fragmentDigest('text', other)
