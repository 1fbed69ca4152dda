import { useMemo, useState, type ReactNode } from 'react'
import { LibraryEditionsContext } from '../../editor/references/library-context.ts'
import { useLibraryEditions } from '../../library/use-library-editions.ts'
import { useCalmDocument } from '../use-calm-document.ts'
import { TextEditors, TextEditorsContext } from './text-editors.ts'
import { CheckedContext, useFindingsIn } from './use-findings.ts'

type Props = {
  /** Keep its identity, or all of it is drawn with each check. */
  readonly children: ReactNode
}

/** What the text and what stands beside it share: the library, the editors, and what the checks found. */
export function DraftingContexts({ children }: Props) {
  const [editors] = useState(() => new TextEditors())
  return (
    <LibraryEditionsContext value={useLibraryEditions()}>
      <TextEditorsContext value={editors}>
        <ChecksOfText>{children}</ChecksOfText>
      </TextEditorsContext>
    </LibraryEditionsContext>
  )
}

/** The text is checked once for all who show something of it. */
function ChecksOfText({ children }: Props) {
  const document = useCalmDocument()
  const findings = useFindingsIn(document)
  return (
    <CheckedContext value={useMemo(() => ({ document, findings }), [document, findings])}>{children}</CheckedContext>
  )
}
