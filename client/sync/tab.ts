/**
 * Which outbox sessions still have somebody to send them. A tab holds one lock for as long as it lives, and the browser frees it
 * even when the tab crashes; so a session whose lock is free has nobody, and another tab may send its edits.
 */
import { uuidv4 } from 'lib0/random'

const TAB = uuidv4()
const openHere = new Set<string>()
/** Without Web Locks (an address that is not secure) a session that has not written for so long counts as left. Milliseconds. */
const SILENCE = 30_000

export function beginSession(): string {
  holdTab(TAB)
  const session = `${TAB}/${uuidv4()}`
  openHere.add(session)
  return session
}

export const endSession = (session: string) => void openHere.delete(session)

/** Runs `take` when nobody looks after the session, and nobody else takes it meanwhile. */
export async function ifLeft(session: string, silentFor: number, take: () => Promise<void>): Promise<void> {
  const tab = session.split('/')[0]!
  if (tab === TAB) return openHere.has(session) ? undefined : take()
  const { locks } = globalThis.navigator ?? {}
  if (!locks) return silentFor > SILENCE ? take() : undefined
  await locks.request(lockOf(tab), { ifAvailable: true }, (lock) => (lock ? take() : undefined))
}

export const lockOf = (tab: string) => `common-proposals/tab/${tab}`

let isHeld = false

function holdTab(tab: string): void {
  const { locks } = globalThis.navigator ?? {}
  if (isHeld || !locks) return
  isHeld = true
  locks.request(lockOf(tab), () => new Promise<never>(() => {})).catch(() => (isHeld = false))
}
