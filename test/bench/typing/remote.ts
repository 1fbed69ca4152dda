/** Another delegate at the same text, without a page: the program's own session, over the program's own line. */
import { setTimeout as wait } from 'node:timers/promises'
import { WebSocket as NodeSocket } from 'ws'
import type * as Y from 'yjs'
import type { SocketClass } from '../../../client/sync/environment.ts'
import { openProposalSession, type ProposalSession } from '../../../client/sync/proposal-session.ts'
import { plainText, type Block } from '../../../shared/document/blocks.ts'
import { fragmentOf, readFragment } from '../../../shared/document/ydoc.ts'
import { personId } from '../../../shared/ids.ts'
import { memoryOutboxStore } from '../../client/sync/memory-outbox-store.ts'
import { wordsOf } from './clauses.ts'

type Joining = {
  readonly address: string
  readonly proposal: string
  readonly person: string
  readonly cookie: string
}

export async function joinFrom({ address, proposal, person, cookie }: Joining): Promise<ProposalSession> {
  class SignedInSocket extends NodeSocket {
    constructor(url: string, protocols: string[]) {
      super(url, protocols, { headers: { cookie } })
    }
  }
  const session = openProposalSession(
    { proposal, person: personId(person) },
    {
      url: `${address.replace('http', 'ws')}/sync`,
      WebSocket: SignedInSocket as unknown as SocketClass,
      store: memoryOutboxStore().store,
      now: Date.now,
      random: Math.random,
      leastWait: 100,
      mostWait: 1_000,
    },
  )
  await saved(session)
  return session
}

export async function saved(session: ProposalSession): Promise<void> {
  const { synced, save, isClean } = session.snapshot()
  if (synced && isClean && save.state === 'saved') return
  await wait(20)
  return saved(session)
}

export const itemsOf = ({ doc }: ProposalSession): readonly Block[] =>
  readFragment(fragmentOf(doc, 'text')).filter(({ kind }) => kind === 'item')

/** Every third clause: a few words struck in its middle, others in their place, and some at its end. */
export async function rewriteAThird(session: ProposalSession, chance: () => number): Promise<void> {
  const changed = itemsOf(session).filter((_, at) => at % 3 === 0)
  for (const batch of inBatches(changed, 20)) {
    session.doc.transact(() => batch.forEach((block) => rewrite(session.doc, block, chance)))
    // oxlint-disable-next-line no-await-in-loop -- the server takes so many frames a second
    await wait(30)
  }
  await saved(session)
}

function rewrite(doc: Y.Doc, block: Block, chance: () => number): void {
  const text = fragmentOf(doc, 'text').get(block.id)!
  const words = plainText(block)
  const from = words.indexOf(' ', words.length / 3) + 1
  const to = words.indexOf(' ', from + 20)
  text.insert(words.length - 1, `, ${wordsOf(4, chance)}`)
  text.delete(from, to - from)
  text.insert(from, wordsOf(4, chance))
}

function inBatches<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size))
}

/** Five characters a second at the end of this clause, with the caret that goes with them. Answers how to stop. */
export function typeSteadily({ doc, presence }: ProposalSession, block: string): () => void {
  const text = fragmentOf(doc, 'text').get(block)!
  const { client, clock } = text._item!.id
  const end = { place: 'end', client, clock } as const
  const place = presence.caretPlace(() => ({ anchor: end, head: end }))
  let typed = 0
  const timer = setInterval(() => {
    text.insert(text.length, ++typed % 6 === 0 ? ' ' : 'r')
    place.moved()
  }, 200)
  return () => clearInterval(timer)
}
