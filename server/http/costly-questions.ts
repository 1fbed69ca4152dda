/** Which questions to the storage thread take long enough to be felt by whoever types meanwhile: they are asked in turns. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Identity } from '../auth/identity.ts'
import type { Config } from '../config.ts'
import type { CommitQueue } from '../log/commit-queue.ts'
import type { Store } from '../store/engine-client.ts'
import { FairTurns } from './fair-turns.ts'

type Whose = { readonly [Name in keyof Store]?: (...args: Parameters<Store[Name]>) => string }

/** By whom each is asked. What is not here reads a few rows. */
const WHOSE = {
  forums: ({ id }) => id,
  summaries: ({ id }) => id,
  acceptImport: ({ id }) => id,
  startProposal: ({ id }) => id,
  view: ({ id }) => id,
  parkedDrafts: ({ id }) => id,
  previewParked: (person) => person,
  discardParked: (person) => person,
  applyParked: ({ person }) => person,
  official: ({ id }) => id,
  recordHead: ({ id }) => id,
  recordPage: ({ id }) => id,
} satisfies Whose

/** The same storage; what costs is asked in turns. */
export function askedInTurns(store: Store, turns: FairTurns): Store {
  return new Proxy(store, {
    get: (_, name: keyof Store) => {
      const ask = store[name] as (...args: readonly unknown[]) => Promise<unknown>
      if (!Object.hasOwn(WHOSE, name)) return ask
      const whose = WHOSE[name as keyof typeof WHOSE] as (...args: readonly unknown[]) => string
      return (...args: readonly unknown[]) => turns.take(whose(...args), () => ask(...args))
    },
  })
}

export type Commands = Pick<CommitQueue, 'append'>

/** A step is decided on the whole text: it is a costly question too. */
export const commandsInTurns = (queue: Commands, turns: FairTurns): Commands => ({
  append: (item) => turns.take(item.person, () => queue.append(item)),
})

export type Turns = {
  /** Of the storage thread: one question at a time, whoever asks. */
  readonly asking: FairTurns
  /** Of a whole answer, however many questions it takes: comparisons, downloads, files that are read. One at a time each person. */
  readonly whole: FairTurns
}

export const turnsOf = ({ maxQuestionsWaiting: mayWait }: Pick<Config, 'maxQuestionsWaiting'>): Turns => ({
  asking: new FairTurns({ atOnce: 1, mayWait }),
  whole: new FairTurns({ atOnce: Infinity, mayWait }),
})

/** Before whatever makes a page or a file: the turn is over when its reader has all of it, or is gone. */
export const inTurn =
  ({ identity, turns }: { readonly identity: Identity; readonly turns: Turns }) =>
  async (request: IncomingMessage, response: ServerResponse, next: () => void): Promise<void> => {
    const person = await identity.personOf(request)
    if (!person) return next()
    return turns.whole.take(person.id, () => {
      const isOver = new Promise<void>((resolve) => void response.on('close', resolve))
      if (!response.destroyed) next()
      return response.destroyed ? Promise.resolve() : isOver
    })
  }
