import { useCallback, useRef, useState } from 'react'

/** Whether an import may be left without a question: when it is accepted, or given up in words. */
export function useLeaving(onLeave: () => void) {
  const isOver = useRef(false)
  const [asks, setAsks] = useState(false)
  const done = useCallback(() => {
    isOver.current = true
  }, [])
  return {
    asks,
    ask: () => setAsks(true),
    stay: () => setAsks(false),
    leave: () => {
      done()
      onLeave()
    },
    done,
    isDone: useCallback(() => isOver.current, []),
  }
}
