import { useEffect, useState } from 'react'
import type { UnderstoodFile } from '../../shared/import/understood-file.ts'
import { understandFile } from './upload.ts'

export type Understanding =
  | { readonly state: 'sending'; readonly share: number }
  | { readonly state: 'refused'; readonly error: unknown }
  | { readonly state: 'understood'; readonly file: UnderstoodFile }

/** What the server understands of a file. */
export function useUnderstood(file: File): Understanding {
  const [understanding, setUnderstanding] = useState<Understanding>({ state: 'sending', share: 0 })
  useEffect(() => {
    const abort = new AbortController()
    const tell = (next: Understanding) => !abort.signal.aborted && setUnderstanding(next)
    tell({ state: 'sending', share: 0 })
    understandFile(file, (share) => tell({ state: 'sending', share }), abort.signal).then(
      (understood) => tell({ state: 'understood', file: understood }),
      (error: unknown) => tell({ state: 'refused', error }),
    )
    return () => abort.abort()
  }, [file])
  return understanding
}
