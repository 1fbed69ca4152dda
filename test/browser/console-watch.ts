/** Everything that a page complains about: script errors, broken loads, breaches of the content security policy. */
import type { BrowserContext } from '@playwright/test'

export type ConsoleWatch = {
  readonly follow: (context: BrowserContext) => void
  /** A complaint that the story itself provokes, such as a refused upload or a cut line. */
  readonly expect: (words: RegExp) => void
  readonly complaints: () => readonly string[]
}

const COMPLAINTS = ['error', 'warning', 'assert']

export function watchConsoles(): ConsoleWatch {
  const heard: string[] = []
  const expected: RegExp[] = []
  return {
    follow: (context) => {
      context.on('weberror', (event) => heard.push(event.error().stack ?? event.error().message))
      context.on('console', (message) => {
        if (COMPLAINTS.includes(message.type()))
          heard.push(`${message.type()}: ${message.text()} (${message.location().url})`)
      })
    },
    expect: (words) => expected.push(words),
    complaints: () => heard.filter((complaint) => !expected.some((words) => words.test(complaint))),
  }
}

/** What a browser says when the story cuts its line or stops the server. */
export const LINE_IS_CUT = /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|WebSocket connection to .* failed/
