import { useMemo, type ReactNode } from 'react'
import type { Language } from '../../shared/document/language.ts'
import { LabellingContext } from '../editor/labelling-context.ts'

/** A text of the library has the labels of its language, numbered by their places. */
export function LabelledIn({ language, children }: { readonly language: Language; readonly children: ReactNode }) {
  const labelling = useMemo(() => ({ language, keeping: null }), [language])
  return <LabellingContext value={labelling}>{children}</LabellingContext>
}
