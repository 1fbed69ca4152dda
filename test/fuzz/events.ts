/** What may happen in a world, and how often, out of the sum of all. */
import type { Device } from './devices.ts'
import { Page, StockClient } from './devices.ts'
import { elapse } from './virtual-time.ts'
import type { World } from './world.ts'

type Event = { readonly times: number; readonly happen: (world: World, device: Device) => void | Promise<void> }

const unheard = () => {}

export const EVENTS: Record<string, Event> = {
  type: { times: 40, happen: (_, device) => device.write('type') },
  erase: { times: 4, happen: (_, device) => device.write('erase') },
  emphasize: { times: 3, happen: (_, device) => device.write('emphasize') },
  level: { times: 2, happen: (_, device) => device.write('level') },
  move: { times: 2, happen: (_, device) => device.write('move') },
  'add a clause': { times: 2, happen: (_, device) => device.write('add') },
  'remove a clause': { times: 1, happen: (_, device) => device.write('remove') },

  'a moment': { times: 30, happen: ({ chance }) => elapse(chance.number(40)) },
  'a while': { times: 6, happen: ({ chance }) => elapse(200 + chance.number(3_000)) },
  'a long while': { times: 1, happen: () => elapse(35_000) },

  'a line is cut': { times: 4, happen: (_, { line }) => line.cut() },
  'a line lives on at the other end': {
    times: 3,
    happen: ({ chance }, { line }) => line.leaveBehind(chance.number(4_000)),
  },
  'a line is parted': { times: 3, happen: (_, { line }) => line.part() },
  'a line is joined': { times: 7, happen: (_, { line }) => line.join() },
  'a line becomes slow': { times: 2, happen: (_, { line }) => void (line.latency = { least: 100, more: 900 }) },
  'a line becomes fast': { times: 3, happen: (_, { line }) => void (line.latency = { least: 1, more: 6 }) },
  'sockets are blocked': {
    times: 2,
    happen: (_, device) => {
      device.isBlocked = true
      device.line.cut()
    },
  },
  'sockets are free again': { times: 3, happen: (_, device) => void (device.isBlocked = false) },

  'the page is loaded anew': { times: 2, happen: (_, device) => device.reopen() },
  'a slow line is announced': {
    times: 1,
    happen: (_, device) => void (device instanceof Page && (device.isLowBandwidth = !device.isLowBandwidth)),
  },
  'what is kept aside is discarded': {
    times: 1,
    happen: (_, device) => void (device instanceof Page && device.discardAside()),
  },
  'the notice is read': {
    times: 3,
    happen: (_, device) => void (device instanceof Page && device.session.dismissParked()),
  },
  'the stock client begins anew': {
    times: 3,
    happen: (_, device) => void (device instanceof StockClient && device.isOver() && device.reopen()),
  },

  lock: { times: 3, happen: (world) => void world.lock().catch(unheard) },
  unlock: { times: 5, happen: (world) => void world.unlock().catch(unheard) },
  'a draft is looked at': {
    times: 2,
    happen: (world, { person }) => void world.decideOnDraft(person, 'look').catch(unheard),
  },
  'a draft is applied': {
    times: 10,
    happen: (world, { person }) => void world.decideOnDraft(person, 'apply').catch(unheard),
  },
  'a draft is discarded': {
    times: 1,
    happen: (world, { person }) => void world.decideOnDraft(person, 'discard').catch(unheard),
  },
  'somebody may only read': { times: 2, happen: (world, { person }) => world.changeRoles(person, ['secretariat']) },
  'somebody may write again': { times: 5, happen: (world, { person }) => world.changeRoles(person, ['delegate']) },
  'somebody is taken out': { times: 1, happen: (world, { person }) => world.changeRoles(person, []) },
  'somebody signs out': { times: 1, happen: (world, { person }) => world.signOut(person) },

  'a node is killed': { times: 2, happen: (world) => world.kill(world.chance.number(world.nodes.length)) },
  'the nodes are started': { times: 5, happen: (world) => [...world.nodes.keys()].forEach((at) => world.start(at)) },
  'a disk is full': { times: 1, happen: ({ alive }) => alive.forEach(({ disk }) => (disk.isFull = true)) },
  'a disk has room': { times: 3, happen: ({ alive }) => alive.forEach(({ disk }) => (disk.isFull = false)) },
  'a disk is slow': { times: 2, happen: ({ alive }) => alive.forEach(({ disk }) => (disk.slowness = 200)) },
  'a disk is fast': { times: 3, happen: ({ alive }) => alive.forEach(({ disk }) => (disk.slowness = 3)) },
  'hints are lost': { times: 1, happen: (world) => void (world.hintsAreLost = true) },
  'hints are heard': { times: 1, happen: (world) => void (world.hintsAreLost = false) },
}

const NAMES = Object.entries(EVENTS).flatMap(([name, { times }]) => Array.from({ length: times }, () => name))

export const nextEvent = ({ chance }: World): string => chance.one(NAMES)
