/**
 * Between a node and PostgreSQL: cuts the line exactly where nobody knows afterwards whether a commit took place, or holds all that
 * is said back.
 */
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import type { LaterAsync } from '../support/server-app.ts'

/** `before`: the COMMIT never arrives. `after`: it was carried out, and its answer never arrives. `at once`: who knows. */
export type Cut = 'before' | 'after' | 'at once'
export const CUTS: readonly Cut[] = ['before', 'after', 'at once']

export type CuttingProxy = {
  /** The address of the database by way of the proxy. */
  readonly url: string
  /** Settles when a commit was cut. */
  readonly cutNextCommit: (cut: Cut) => Promise<void>
}

type Order = { readonly cut: Cut; readonly done: () => void }

const COMMIT = Buffer.from('COMMIT\0')

export async function startCuttingProxy(url: string, later: LaterAsync = onTestFinished): Promise<CuttingProxy> {
  const { port } = new URL(url)
  const orders: Order[] = []
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(Number(port), '127.0.0.1')
    for (const socket of [near, far]) sockets.add(socket)
    passOn({ near, far }, () => orders.shift())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  later(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const own = new URL(url)
  own.port = String((server.address() as AddressInfo).port)
  return { url: own.href, cutNextCommit: (cut) => new Promise((done) => void orders.push({ cut, done })) }
}

type Ends = { readonly near: Socket; readonly far: Socket }

function passOn({ near, far }: Ends, nextOrder: () => Order | undefined): void {
  const hangUp = () => {
    near.destroy()
    far.destroy()
  }
  for (const socket of [near, far]) socket.on('error', hangUp).on('close', hangUp)
  let isDeaf = false
  near.on('data', (bytes: Buffer) => {
    const order = bytes.includes(COMMIT) ? nextOrder() : undefined
    if (!order) return void far.write(bytes)
    isDeaf = true
    const cut = () => {
      hangUp()
      order.done()
    }
    if (order.cut === 'before') return cut()
    if (order.cut === 'after') far.once('data', cut)
    return void far.write(bytes, () => order.cut === 'at once' && cut())
  })
  far.on('data', (bytes: Buffer) => void (isDeaf || near.write(bytes)))
}
