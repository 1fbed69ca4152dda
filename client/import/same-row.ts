/** Whether a row shows the same as before: a text may have a thousand, and a change by hand touches a few. */
import { isFootnoteRef } from '../../shared/document/blocks.ts'
import type { Language } from '../../shared/document/language.ts'
import type { Remark } from './remark.ts'
import type { Row } from './rows.ts'

type Shown = {
  readonly row: Row
  readonly labels: ReadonlyMap<string, string>
  readonly remarks: readonly Remark[]
  readonly previous: ReadonlyMap<string, string>
  readonly editing: { readonly id: string; readonly words: string } | null
  readonly onChange: unknown
  readonly onOpen: unknown
  readonly language: Language
}

export function isSameRow(was: Shown, is: Shown): boolean {
  return (
    was.onChange === is.onChange &&
    was.onOpen === is.onOpen &&
    was.language === is.language &&
    was.row.partOf === is.row.partOf &&
    was.editing?.id === is.editing?.id &&
    was.editing?.words === is.editing?.words &&
    alike(was.row.paragraphs, is.row.paragraphs) &&
    alike(was.row.blocks, is.row.blocks) &&
    alike(was.row.leftOut, is.row.leftOut) &&
    alike(was.remarks.map(stateOf), is.remarks.map(stateOf)) &&
    idsIn(is.row).every(
      (id) => was.labels.get(id) === is.labels.get(id) && was.previous.get(id) === is.previous.get(id),
    )
  )
}

const stateOf = ({ index, isMended }: Remark) => (isMended ? -1 - index : index)

/** Of its blocks, of the footnotes that they refer to, and of the block that its words went into. */
const idsIn = ({ blocks, partOf }: Row): readonly string[] =>
  [...blocks, ...(partOf ? [partOf] : [])].flatMap(({ id, runs }) => [
    id,
    ...runs.filter(isFootnoteRef).map(({ footnote }) => footnote),
  ])

const alike = <T>(a: readonly T[], b: readonly T[]) => a.length === b.length && a.every((each, at) => each === b[at])
