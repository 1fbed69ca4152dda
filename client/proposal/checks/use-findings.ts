import { createContext, useContext, useMemo } from 'react'
import type { Document } from '../../../shared/document/blocks.ts'
import { draftingFindings, type Finding } from '../../../shared/drafting/drafting-checks.ts'
import { flagFindings } from '../../../shared/proposal/flag-findings.ts'
import { useLabelling } from '../../editor/labelling-context.ts'
import { useKnownEditions } from '../../editor/references/library-context.ts'
import { useWorkspace } from '../workspace-context.ts'

/** What is to be looked at, and the text in which it was found. */
export type Checked = { readonly document: Document; readonly findings: readonly Finding[] }

export const CheckedContext = createContext<Checked>({
  document: { text: [], reasons: [], summary: [] },
  findings: [],
})

/** What is to be looked at in the text; it comes after the typing, not with it. */
export const useChecked = (): Checked => useContext(CheckedContext)

export function useFindingsIn(document: Document): readonly Finding[] {
  const { view, state, snapshot } = useWorkspace()
  const labelling = useLabelling()
  const library = useKnownEditions()
  const { operator, flags } = state
  const isOnline = snapshot.connection === 'online'
  return useMemo(() => {
    const found = draftingFindings({ operator, document, base: view.base, labelling, library })
    // The links follow on the server: without it they only seem to lag, and whoever mends one mends it twice.
    const own = isOnline ? found : found.filter(({ code }) => code !== 'reference-differs')
    return [...flagFindings({ flags, text: document.text, labelling }), ...own]
  }, [operator, flags, isOnline, document, view.base, labelling, library])
}
