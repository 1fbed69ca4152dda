import { useEffect, useState } from 'react'
import type { Document } from '../../shared/document/blocks.ts'
import type { ProposalSession } from '../sync/proposal-session.ts'
import { useWorkspace } from './workspace-context.ts'

/** Milliseconds: nobody typed for so long; and no longer behind than this, however much is typed. */
const REST = 400
const LATEST = 2_000

/** The text for what need not follow every key: who asks for it is not woken before. */
export function useCalmDocument(): Document {
  const { session } = useWorkspace()
  const [calm, setCalm] = useState(() => session.snapshot().document)
  useEffect(() => followCalmly(session, setCalm), [session])
  return calm
}

/** Answers how to end it. */
function followCalmly(session: ProposalSession, take: (document: Document) => void): () => void {
  let taken: Document | null = null
  let seen: Document | null = null
  let behindSince = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function takeNow(): void {
    taken = seen
    take(seen!)
  }

  function look(): void {
    const { document } = session.snapshot()
    if (document === seen) return
    // The first text is not worth waiting for: nobody typed it just now.
    const isFirst = seen === null || isBlank(seen)
    if (taken === seen) behindSince = Date.now()
    seen = document
    clearTimeout(timer)
    if (isFirst) takeNow()
    else timer = setTimeout(takeNow, Math.max(0, Math.min(REST, behindSince + LATEST - Date.now())))
  }

  const unsubscribe = session.subscribe(look)
  look()
  return () => {
    unsubscribe()
    clearTimeout(timer)
  }
}

const isBlank = ({ text, reasons, summary }: Document) => text.length + reasons.length + summary.length === 0
