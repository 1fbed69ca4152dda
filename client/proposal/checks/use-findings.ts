import { useMemo } from 'react'
import type { Block, Document } from '../../../shared/document/blocks.ts'
import { draftingFindings, type Finding } from '../../../shared/drafting/drafting-checks.ts'
import { flagFindings } from '../../../shared/proposal/flag-findings.ts'
import { useLabelling } from '../../editor/labelling-context.ts'
import { useKnownEditions } from '../../editor/references/library-context.ts'
import { useCalmDocument } from '../use-calm-document.ts'
import { useWorkspace } from '../workspace-context.ts'

/** What is to be looked at in the text; it comes after the typing, not with it. */
export function useFindings(): readonly Finding[] {
  return useFindingsIn(useCalmDocument())
}

export function useFindingsIn(document: Document): readonly Finding[] {
  const { view, state } = useWorkspace()
  const labelling = useLabelling()
  const library = useKnownEditions()
  const base: readonly Block[] = view.base
  return useMemo(
    () => [
      ...flagFindings(state.flags),
      ...draftingFindings({ operator: state.operator, document, base, labelling, library }),
    ],
    [state.operator, state.flags, document, base, labelling, library],
  )
}
