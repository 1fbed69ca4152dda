/**
 * What a key cost, read from Chrome's own trace events.
 *
 * `busy`: time in which the main thread ran tasks, from the dispatch of the keydown event to the end of the style and layout of
 * the first frame after the key was handled. Waiting (for the frame, for nothing at all) is not in it; whatever else ran on the
 * thread meanwhile is, and so is time that other programs took from it: `cpu` is the same span in the thread's own processor time,
 * the figure to compare on a shared machine. `paint`: from the key reaching the browser to the frame with it being shown (Event Timing).
 */
export type TraceEvent = {
  readonly name: string
  readonly cat: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  /** Microseconds. */
  readonly ts: number
  readonly dur?: number
  /** Processor time of the thread. */
  readonly tts?: number
  /** `duration` of an event's timing: milliseconds, not rounded as the page would get it. */
  readonly args?: { readonly data?: { readonly type?: string; readonly duration?: number } }
}

/** Milliseconds. `whole`: processor time of all that the main thread did while the keys were typed, shared among the keys. */
export type KeyCosts = {
  readonly busy: readonly number[]
  readonly cpu: readonly number[]
  readonly paint: readonly number[]
  readonly whole: number
  readonly parts: Readonly<Record<Part, number>>
}
export type Part = 'script' | 'style' | 'layout' | 'paint'

export const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel']

type Span = { readonly from: number; readonly to: number; readonly cpu?: number }

export function costsOf(events: readonly TraceEvent[], first: number): KeyCosts {
  const { pid, tid } = events.find((event) => isDispatch(event, 'keydown'))!
  const main = events.filter((event) => event.pid === pid && event.tid === tid).toSorted((a, b) => a.ts - b.ts)
  const downs = main.filter((event) => isDispatch(event, 'keydown')).slice(first)
  const tasks = main.filter(({ name, ph }) => name === 'RunTask' && ph === 'X').map(spanOf)
  const last = main.findLast(({ ts, tts }) => tts !== undefined && ts < downs.at(-1)!.ts + PAUSE)!
  const typing = { from: downs[0]!.ts, to: downs.at(-1)!.ts + PAUSE }
  const spans = downs.flatMap((down, at) => {
    const span = keySpan(main, down, downs[at + 1]?.ts ?? Infinity)
    return span ? [span] : []
  })
  const per = (of: number) => of / 1000 / downs.length
  return {
    busy: spans.map((span) => busyIn(tasks, span) / 1000),
    cpu: spans.map(({ cpu = Number.NaN }) => cpu / 1000),
    paint: paintsOf(events, pid).slice(first),
    whole: per((last.tts ?? Number.NaN) - (downs[0]!.tts ?? Number.NaN)),
    parts: {
      script: per(sum(main, typing, SCRIPT)),
      style: per(sum(main, typing, ['UpdateLayoutTree'])),
      layout: per(sum(main, typing, ['Layout'])),
      paint: per(sum(main, typing, ['PrePaint', 'Paint', 'Layerize', 'Commit'])),
    },
  }
}

/** Microseconds after the last key that still count as its. */
const PAUSE = 200_000
const SCRIPT = ['EventDispatch', 'FunctionCall', 'TimerFire', 'FireAnimationFrame', 'RunMicrotasks']

const isDispatch = ({ name, ph, args }: TraceEvent, type: string) =>
  name === 'EventDispatch' && ph === 'X' && args?.data?.type === type

const spanOf = ({ ts, dur = 0 }: TraceEvent): Span => ({ from: ts, to: ts + dur })

/** The key changes the text with its `input` event, which can come a task later than its keydown. */
function keySpan(main: readonly TraceEvent[], down: TraceEvent, next: number): Span | null {
  const input = main.find((event) => event.ts >= down.ts && event.ts < next && isDispatch(event, 'input'))
  const handled = (input ?? down).ts
  const frame = main.find(({ name, ts }) => name === 'PrePaint' && ts > handled)
  if (!frame) return null
  return { from: down.ts, to: frame.ts, cpu: (frame.tts ?? Number.NaN) - (down.tts ?? Number.NaN) }
}

const busyIn = (tasks: readonly Span[], { from, to }: Span) =>
  tasks.reduce((total, task) => total + Math.max(0, Math.min(task.to, to) - Math.max(task.from, from)), 0)

/** Of spans that lie in each other only the outermost counts. */
function sum(main: readonly TraceEvent[], within: Span, names: readonly string[]): number {
  let [total, end] = [0, 0]
  for (const { name, ph, ts, dur = 0 } of main) {
    if (ph !== 'X' || !names.includes(name) || ts < within.from || ts > within.to || ts < end) continue
    total += dur
    end = ts + dur
  }
  return total
}

const paintsOf = (events: readonly TraceEvent[], process: number): readonly number[] =>
  events
    .filter(({ name, ph, pid, args }) => name === 'EventTiming' && ph === 'b' && pid === process && isKey(args))
    .toSorted((a, b) => a.ts - b.ts)
    .map(({ args }) => args?.data?.duration ?? Number.NaN)

const isKey = (args: TraceEvent['args']) => args?.data?.type === 'keydown'
