/** Whether the text is what its operator says. Source: ITU PP-10 proposal guidelines (domain.md §2.1). */
import { plainText, type Block } from '../../document/blocks.ts'
import { fragmentDigest } from '../../document/digest.ts'
import { operatorName } from '../../document/operator-sign.ts'
import { finding, type Checked, type CheckedOperator, type Finding } from './finding.ts'

export function againstOperator({ operator, document: { text }, base }: Checked): readonly Finding[] {
  if (operator === 'SUP') return text.length > 0 ? [SUP_NEEDS_NO_TEXT] : []
  if (operator === 'ADD') return addInsideText(text)
  const same = saysTheSame(text, base)
  if (operator === 'NOC' || operator === 'NOC-underlined') return same ? [] : [changed(operator)]
  if (same) return [unchanged(operator)]
  return operator === '(MOD)' ? wordsChanged(text, base) : []
}

const SUP_NEEDS_NO_TEXT = finding({
  code: 'text-not-reproduced',
  message: 'SUP deletes the text: it need not be reproduced.',
})

const changed = (operator: CheckedOperator) =>
  finding({
    code: 'no-change',
    message: `${operatorName(operator)} proposes no change, but the text differs from the text in force.`,
    how: 'Compare the redline; a changed text is MOD.',
  })

const unchanged = (operator: CheckedOperator) =>
  finding({
    code: 'no-change',
    message: `${operator} proposes a change, but the text is the same as the text in force.`,
    how: 'Change the text, or propose NOC.',
  })

/** A change of level or of emphasis alone is a change. */
const saysTheSame = (one: readonly Block[], other: readonly Block[]) =>
  fragmentDigest('text', one) === fragmentDigest('text', other)

/** "New text inside an existing paragraph is MOD, not ADD." */
function addInsideText(text: readonly Block[]): readonly Finding[] {
  const taken = text.find(({ origin }) => origin !== null)
  const existing = text.find((block) => block.kind === 'number' && EXISTING.test(plainText(block)))
  const where = existing ?? taken
  if (!where) return []
  const message =
    'ADD adds a new text, but this one is of an existing resolution: words added inside an existing text are MOD.'
  return [
    finding({ code: 'add-inside-text', block: where.id, message, how: 'Start it as MOD from the text in force.' }),
  ]
}

/** "RESOLUTION 31 (Rev. Kigali, 2022)": a number and an edition, and neither "new" nor a placeholder. */
const EXISTING = /^(?!.*\[)(?!.*\bnew\b)[^(]*\b\d+\b[^(]*\((?:r[ée]v\.?|пересм\.?)/iu

/** Editorial is what changes no word: capitals, punctuation, numbers of clauses, emphasis. */
function wordsChanged(text: readonly Block[], base: readonly Block[]): readonly Finding[] {
  const before = new Map(base.map((block) => [block.id, wordsOf(block)]))
  const clauses = text.filter((block) => before.get(block.origin ?? block.id) !== wordsOf(block))
  const gone = base.length > text.length
  if (clauses.length === 0 && !gone) return []
  const message = '(MOD) is for editorial amendments only, but words were changed.'
  return [finding({ code: 'words-changed', block: clauses[0]?.id ?? null, message, how: 'A change of sense is MOD.' })]
}

const wordsOf = (block: Block) =>
  plainText(block)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
