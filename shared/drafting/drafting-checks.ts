/**
 * What is to be looked at in a text before it is locked. Blocking findings stop the lock unless the chair gives a reason; the
 * others only advise. Each says where, and how to mend it.
 */
import { againstOperator } from './checks/operators.ts'
import { editionFindings } from './checks/editions.ts'
import type { Checked, Finding, Subject } from './checks/finding.ts'
import { footnoteFindings } from './checks/footnotes.ts'
import { oddCharacters } from './checks/odd-characters.ts'
import { proofReading } from './checks/proof-reading.ts'
import { punctuationFindings } from './checks/punctuation.ts'
import { referenceFindings } from './checks/references.ts'
import { unfinished } from './checks/unfinished.ts'
import { clauseNames } from './clause-names.ts'
import { labelsOf } from '../document/labels.ts'

export type { Finding, FindingCode } from './checks/finding.ts'
export type { LibraryEdition } from './newer-edition.ts'

const BLOCKING_CHECKS = [unfinished, footnoteFindings, referenceFindings]
const CHECKS = [...BLOCKING_CHECKS, againstOperator, editionFindings, punctuationFindings, oddCharacters, proofReading]

export const draftingFindings = (subject: Subject): readonly Finding[] => run(CHECKS, subject)

export const blockingFindings = (subject: Subject): readonly Finding[] =>
  run(BLOCKING_CHECKS, subject).filter(({ blocking }) => blocking)

function run(checks: readonly ((subject: Checked) => readonly Finding[])[], subject: Subject): readonly Finding[] {
  const { text } = subject.document
  const labels = labelsOf(text, subject.labelling)
  const checked = { ...subject, labels, names: clauseNames(text, labels) }
  return checks.flatMap((check) => check(checked))
}
