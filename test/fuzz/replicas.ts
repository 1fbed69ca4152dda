/** The same proposal as different places hold it. */
import { createHash } from 'node:crypto'
import * as Y from 'yjs'
import { LiveProposal } from '../../server/log/live-proposal.ts'
import { Engine } from '../../server/store/engine.ts'
import { digestOf } from '../../shared/document/digest.ts'
import { readDocument } from '../../shared/document/ydoc.ts'
import { isTextKind } from '../../shared/log/chain.ts'
import { KNOWS_NOTHING, PEOPLE } from '../support/server-engine.ts'
import type { World } from './world.ts'

export type Held = { readonly name: string; readonly is: string }

/** State, digest and text, as a person who joins is given them. */
function heldBy(engine: Engine, { proposal }: World): string {
  const view = engine.proposals.view(engine.accounts.person(PEOPLE.chair)!, proposal)
  if (!view.ok) throw new Error(view.refusal.reason)
  const doc = new Y.Doc()
  const { update, head } = engine.proposals.missing(proposal, KNOWS_NOTHING)!
  Y.applyUpdate(doc, update)
  return said({ state: view.value.state, digest: view.value.digest, head, doc })
}

type Said = { readonly state: unknown; readonly digest: string; readonly head: number; readonly doc: Y.Doc }

const said = ({ state, digest, head, doc }: Said): string => {
  const vector = [...Y.decodeStateVector(Y.encodeStateVector(doc))].toSorted(([a], [b]) => a - b)
  const text = createHash('sha256')
    .update(JSON.stringify([readDocument(doc), vector]))
    .digest('hex')
  return JSON.stringify([head, digest, text, state])
}

/** First the log, replayed from its first entry by nothing but Yjs and the fold; the server's own ways to the same after it. */
export function memoriesOf(world: World): readonly Held[] {
  const { db, proposal, log, alive } = world
  const { head, doc, state, digest } = new LiveProposal().replay(log.rows)
  const inMemory = alive.map(({ engine }, at) => ({ name: `the memory of node ${at}`, is: heldBy(engine, world) }))
  const fromSnapshot = heldBy(new Engine(db, Date.now), world)
  db.prepare<[string]>('DELETE FROM snapshot WHERE proposal = ?').run(proposal)
  const withoutSnapshot = heldBy(new Engine(db, Date.now), world)
  return [
    { name: 'the log', is: said({ head, doc, state, digest }) },
    { name: 'a start from the snapshot', is: fromSnapshot },
    { name: 'a start without one', is: withoutSnapshot },
    ...inMemory,
  ]
}

/** The digest at each text entry, from the log alone. */
export function digestsOf({ log }: World) {
  const doc = new Y.Doc({ gc: false })
  const state = new LiveProposal().replay(log.rows).state
  const textOf = (of: Y.Doc) => digestOf(readDocument(of), state).document
  const known = new Map<number, string>()
  for (const { seq, kind, payload } of log.rows) {
    if (!isTextKind(kind)) continue
    Y.applyUpdate(doc, payload)
    known.set(seq, textOf(doc))
  }
  return { doc, textOf, text: textOf(doc), get: (seq: number) => known.get(seq) }
}
