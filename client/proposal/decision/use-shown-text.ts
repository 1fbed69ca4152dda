import { useState } from 'react'
import type { Document } from '../../../shared/document/blocks.ts'
import { useMovingText } from '../workspace-context.ts'

/** These three belong together, as in the snapshot that they are taken from. */
export type ShownText = { readonly digest: string; readonly document: Document; readonly textSeq: number }

/** The live text; null until its digest is known. */
export function useLiveText(): ShownText | null {
  const { digest, document, textSeq } = useMovingText()
  return digest === null ? null : { digest, document, textSeq }
}

/** The text that a dialog showed when it opened. It stays that text until the reader asks for the newer one: nothing binds to words that were not on the screen. */
export function useShownText() {
  const live = useLiveText()
  const [shown, setShown] = useState(live)
  if (shown === null && live !== null) setShown(live)
  return {
    shown,
    moved: shown !== null && live !== null && shown.digest !== live.digest,
    showLive: () => setShown(live),
  }
}
