import { RefusedCall } from '../api.ts'
import { Notice } from './Notice.tsx'
import { useSentenceOf } from './sentence-of.ts'

/** Why the server said no, in its own sentence, where the person acted. */
export function Refusal({ error }: { readonly error: unknown }) {
  const sentenceOf = useSentenceOf()
  if (!error) return null
  return (
    <Notice tone="refused" live>
      {sentenceOf(error)}
    </Notice>
  )
}

export const isRefused = (error: unknown, code: RefusedCall['code']): error is RefusedCall =>
  error instanceof RefusedCall && error.code === code
