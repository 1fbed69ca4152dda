/**
 * By which way the server is reached.
 *
 *   socket → (fails twice before a word is heard; four times where one was heard before) → http
 *   http → (fails too: it is the server that is away) → socket
 *   http → (a socket tried beside it hears a word) → socket
 *
 * The way that was heard last in this tab is tried first. A socket that opens nothing within 5 s counts as failed twice, where none
 * has opened before.
 */
import type { Environment, SocketClass } from './environment.ts'

export type Way = {
  /** For the provider: each time it makes one, it gets the kind that is next. */
  readonly Socket: SocketClass
  isSlow(): boolean
  /** Nothing was heard yet, and there is a way that was not tried: what failed so far says nothing of the server. */
  isOpening(): boolean
  /** The server said something on the present connection. */
  heard(): void
  /** The connection is over. `isTold`: the server said why. */
  lost(isTold: boolean): void
  stop(): void
}

type Sources = {
  readonly environment: Environment
  readonly socket: SocketClass
  /** Null where there is no other way. */
  readonly http: SocketClass | null
  /** A socket can be opened again. */
  readonly onBetter: () => void
}

/** Where a socket has worked on this page, it is rather the server that is away: all its readers must not come back by the slower way. */
const FAILURES = { atFirst: 2, later: 4 }
/** Without a word for so long a connection counts as failed: some proxies let it in and then leave it lying. Milliseconds. */
const SILENCE = 15_000
/** Some networks answer nothing at all to a socket. Milliseconds. */
const OPENING = 5_000
const TRY_AGAIN = { least: 15_000, most: 300_000 }

export function createWay({ environment, socket, http, onBetter }: Sources): Way {
  const { wayMemory: memory } = environment
  let next: 'socket' | 'http' = http && memory?.last() === 'http' ? 'http' : 'socket'
  let present = next
  let hasHeard = false
  let isOpening = http !== null
  let failures = 0
  let most = memory?.last() === 'socket' ? FAILURES.later : FAILURES.atFirst
  let tries = 0
  let silence: ReturnType<typeof setTimeout> | undefined
  let opening: ReturnType<typeof setTimeout> | undefined
  /** Ends the socket that is tried beside. */
  let endTry: (() => void) | null = null
  let trying: ReturnType<typeof setTimeout> | undefined

  /** Called with `new`: what it returns stands for what it would have made. */
  function make(url: string, protocols: string[]): WebSocket {
    present = next
    hasHeard = false
    const made = new (present === 'http' ? http! : socket)(url, protocols)
    clearTimeout(silence)
    if (http) silence = setTimeout(() => void (!hasHeard && made.close()), SILENCE)
    if (present === 'http') tryLater(() => new environment.WebSocket(url, protocols))
    else if (http && isUnproven()) awaitOpening(made)
    return made
  }

  /** No socket was ever heard from this page. */
  const isUnproven = () => most === FAILURES.atFirst

  function awaitOpening(made: WebSocket): void {
    opening = setTimeout(() => {
      failures = most - 1
      made.close()
    }, OPENING)
    made.addEventListener('open', () => clearTimeout(opening))
  }

  function heard(): void {
    if (hasHeard) return
    hasHeard = true
    isOpening = false
    memory?.keep(present)
    if (present === 'socket') [failures, tries, most] = [0, 0, FAILURES.later]
  }

  function lost(isTold: boolean): void {
    stop()
    if (hasHeard || isTold || http === null) return
    if (present === 'socket') failures += 1
    else [failures, isOpening] = [most - 1, false]
    next = failures >= most ? 'http' : 'socket'
  }

  function stop(): void {
    clearTimeout(silence)
    clearTimeout(opening)
    clearTimeout(trying)
    endTry?.()
  }

  function tryLater(open: () => WebSocket): void {
    clearTimeout(trying)
    const longest = Math.min(TRY_AGAIN.most, TRY_AGAIN.least * 2 ** tries++)
    trying = setTimeout(() => tryNow(open), longest * (0.5 + environment.random() / 2))
  }

  function tryNow(open: () => WebSocket): void {
    const tried = open()
    let isOver = false
    const end = (then: () => void) => {
      if (isOver) return
      isOver = true
      clearTimeout(trying)
      tried.close()
      then()
    }
    endTry = () => end(() => {})
    tried.addEventListener('error', () => {})
    tried.addEventListener('message', () => end(goBack))
    trying = setTimeout(() => end(() => tryLater(open)), SILENCE)
  }

  function goBack(): void {
    memory?.keep('socket')
    next = 'socket'
    failures = 0
    if (present === 'http') onBetter()
  }

  return {
    Socket: make as unknown as SocketClass,
    isSlow: () => present === 'http' && hasHeard,
    isOpening: () => isOpening && isUnproven(),
    heard,
    lost,
    stop,
  }
}
