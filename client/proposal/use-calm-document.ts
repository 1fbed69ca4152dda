import { useEffect, useRef, useState } from 'react'
import type { Document } from '../../shared/document/blocks.ts'
import { useMovingText } from './workspace-context.ts'

/** Milliseconds: nobody typed for so long; and no longer behind than this, however much is typed. */
const REST = 400
const LATEST = 2_000

/** The text for what need not follow every key. */
export function useCalmDocument(): Document {
  const { document } = useMovingText()
  const [calm, setCalm] = useState(document)
  const behindSince = useRef<number | null>(null)
  useEffect(() => {
    if (document === calm) return
    behindSince.current ??= Date.now()
    const take = () => {
      behindSince.current = null
      setCalm(document)
    }
    // The first text is not worth waiting for: nobody typed it just now.
    const wait = isBlank(calm) ? 0 : Math.min(REST, behindSince.current + LATEST - Date.now())
    const timer = setTimeout(take, wait)
    return () => clearTimeout(timer)
  }, [document, calm])
  return calm
}

const isBlank = ({ text, reasons, summary }: Document) => text.length + reasons.length + summary.length === 0
