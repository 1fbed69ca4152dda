import { useMemo } from 'react'
import type { Block, Document } from '../../../shared/document/blocks.ts'
import { draftingFindings, type Finding, type LibraryEdition } from '../../../shared/document/drafting-checks.ts'
import { readEdition } from '../../../shared/document/edition-references.ts'
import { flagFindings } from '../../../shared/proposal/flag-findings.ts'
import type { LibraryText } from '../../../shared/protocol/views.ts'
import { useLabelling } from '../../editor/labelling-context.ts'
import { useTexts } from '../../library/queries.ts'
import { useCalmDocument } from '../use-calm-document.ts'
import { useWorkspace } from '../workspace-context.ts'

/** What is to be looked at in the text; it comes after the typing, not with it. */
export function useFindings(): readonly Finding[] {
  return useFindingsIn(useCalmDocument())
}

export function useFindingsIn(document: Document): readonly Finding[] {
  const { view, state } = useWorkspace()
  const labelling = useLabelling()
  const library = useLibraryEditions()
  const base: readonly Block[] = view.base
  return useMemo(
    () => [
      ...flagFindings(state.flags),
      ...draftingFindings({ operator: state.operator, document, base, labelling, library }),
    ],
    [state.operator, state.flags, document, base, labelling, library],
  )
}

const NONE: readonly LibraryText[] = []

/** The library's texts, as far as their names say which edition they are. */
export function useLibraryEditions(): readonly LibraryEdition[] {
  const { data = NONE } = useTexts()
  return useMemo(() => data.flatMap(editionOf), [data])
}

/** "Resolution 31 (Rev. Kigali, 2022)" */
const NAME = /^\S+ (?<number>\S+) \((?<revision>.+)\)$/u

function editionOf({ id, name, conference, edition }: LibraryText): readonly LibraryEdition[] {
  const { number, revision } = NAME.exec(name)?.groups ?? {}
  if (number === undefined || revision === undefined || readEdition(revision) === null) return []
  return [{ id, number, revision, conference, edition }]
}
