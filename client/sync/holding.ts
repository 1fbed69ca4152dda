/**
 * How long an edit is held before it is sent, so that quick keys share one frame. A key that comes after a pause goes at once; those
 * that follow it closely go together. Nothing is held when the writer leaves the text or the page, or asks for a step.
 */
export type Holding = {
  /** An edit was made. */
  edited(): void
  /** Sends now what is held. */
  release(): void
  /** What is held is no longer sent by this. */
  drop(): void
  stop(): void
}

type Sources = {
  readonly isLowBandwidth: () => boolean
  readonly now: () => number
  readonly send: () => void
}

/** Milliseconds. */
const HELD = { usually: 50, onLowBandwidth: 250 }

/** The writer turns away; each of them reaches the window. */
const MOMENTS = ['focusout', 'blur', 'visibilitychange', 'pagehide', 'beforeunload']

export function createHolding({ isLowBandwidth, now, send }: Sources): Holding {
  let timer: ReturnType<typeof setTimeout> | undefined
  let sentAt = -Infinity

  function sendNow(): void {
    drop()
    sentAt = now()
    send()
  }

  function drop(): void {
    clearTimeout(timer)
    timer = undefined
  }

  function edited(): void {
    const longest = isLowBandwidth() ? HELD.onLowBandwidth : HELD.usually
    if (timer !== undefined) return
    if (Math.abs(now() - sentAt) >= longest) return sendNow()
    timer = setTimeout(sendNow, longest)
  }

  const release = () => void (timer !== undefined && sendNow())
  for (const moment of MOMENTS) globalThis.addEventListener?.(moment, release)
  const holding: Holding = {
    edited,
    release,
    drop,
    stop() {
      drop()
      open.delete(holding)
      for (const moment of MOMENTS) globalThis.removeEventListener?.(moment, release)
    },
  }
  open.add(holding)
  return holding
}

const open = new Set<Holding>()

/** Before a step that others will see: what its author wrote is on its way first. */
export const sendAllHeld = (): void => open.forEach((holding) => holding.release())
