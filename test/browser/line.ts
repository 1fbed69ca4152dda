/** A page's line to the server, in the hands of the test: it can be slow, or be cut while pages still load. */
import type { Page, WebSocketRoute } from '@playwright/test'

export type Line = {
  /** From now on what the server says waits. */
  readonly holdAnswers: () => void
  readonly letThrough: () => void
  /** From now on what the page says waits. */
  readonly holdEdits: () => void
  readonly cut: () => void
  readonly mend: () => void
}

/** Take it before the page opens a proposal. */
export async function lineOf(page: Page): Promise<Line> {
  const open = new Set<WebSocketRoute>()
  let waiting: (() => void)[] = []
  let [holdsAnswers, holdsEdits, isCut] = [false, false, false]
  const pass = (held: boolean, send: () => void) => void (held ? waiting.push(send) : send())
  await page.routeWebSocket(/\/sync\//, (socket) => {
    if (isCut) return void socket.close()
    open.add(socket)
    const server = socket.connectToServer()
    server.onMessage((message) => pass(holdsAnswers, () => socket.send(message)))
    socket.onMessage((message) => pass(holdsEdits, () => server.send(message)))
  })
  // An answer without a word: a broken one would stand in the console.
  const nothing = { status: 200, contentType: 'text/event-stream', body: '' }
  await page.route(/\/sync\//, (route) => (isCut ? route.fulfill(nothing) : route.continue()))
  return {
    holdAnswers: () => void (holdsAnswers = true),
    holdEdits: () => void (holdsEdits = true),
    letThrough: () => {
      ;[holdsAnswers, holdsEdits] = [false, false]
      for (const send of waiting) send()
      waiting = []
    },
    cut: () => {
      isCut = true
      for (const socket of open) void socket.close()
      open.clear()
    },
    mend: () => void (isCut = false),
  }
}
