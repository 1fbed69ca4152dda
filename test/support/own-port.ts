/** A port for a server that leaves and comes back to it: one that the system deals out may be given to another test meanwhile. */
import { once } from 'node:events'
import { createServer } from 'node:net'

/** Below what Linux deals out (from 32,768 on). */
const FIRST = 10_000
/** Each process of the tests has so many of its own, and goes round among them. */
const ITS_OWN = 20
const PROCESSES = 1_000

let taken = 0

export async function ownPort(): Promise<number> {
  const port = FIRST + (process.pid % PROCESSES) * ITS_OWN + (taken++ % ITS_OWN)
  return (await isFree(port)) ? port : ownPort()
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1')
  const isListening = await once(server, 'listening').then(
    () => true,
    () => false,
  )
  if (isListening) await new Promise((resolve) => server.close(resolve))
  return isListening
}
