/**
 * One doc of a proposal, from its first frame until refused edits end it: the doc, its line, and which edits of the outbox are in it.
 *
 * 1. The doc gets the server's text first, then the edits that still wait.
 * 2. An edit is in the outbox before it is on the line.
 */
import * as Y from 'yjs'
import { typingClient } from '../../shared/document/undo-client.ts'
import type { PersonId } from '../../shared/ids.ts'
import type { Nack, Reached } from '../../shared/protocol/sync.ts'
import type { Environment } from './environment.ts'
import type { LineEvents } from './line-events.ts'
import { openLine, type Line } from './line.ts'
import type { Edit } from './outbox-store.ts'
import type { Outbox } from './outbox.ts'
import { isTooLarge } from './parcels.ts'
import type { PresenceEvents } from './presence.ts'
import { STUCK, TOO_LARGE } from './refusals.ts'
import { isComplete, REPLAY, replay, sortEdits } from './replay.ts'

export type TextEpoch = {
  readonly doc: Y.Doc
  readonly line: Line
  /** Of this connection or an earlier one. */
  hasText(): boolean
  /** Joins to the doc the edits that wait and are not in it. */
  bringWaiting(): void
  close(): void
}

type Sources = {
  readonly person: PersonId
  readonly proposal: string
  readonly presence: PresenceEvents
  readonly outbox: Outbox
  readonly environment: Environment
  readonly events: LineEvents
  /** Up to where the server's text in this doc goes; null where that is not certain. */
  readonly reached: () => Reached | null
  /** These edits can never be sent, and are in the doc. */
  readonly refuse: GiveUp
  /** These can never be sent either, but the doc has not got them. */
  readonly letGo: GiveUp
}

type GiveUp = (edits: readonly number[], why: Nack) => void

export function beginEpoch({ outbox, events, reached, refuse, letGo, ...rest }: Sources): TextEpoch {
  const doc = new Y.Doc()
  doc.clientID = typingClient(doc.clientID)
  const held = new WeakSet<Edit>()
  let hasText = false

  // Before the line listens: a frame looks into the outbox for the edit that it carries.
  doc.on('update', write)
  const line = openLine({
    ...rest,
    doc,
    edits: () => heldEdits(),
    reached: () => (hasText && isComplete(doc) ? reached() : null),
    events: { ...events, synced },
  })

  const heldEdits = () => [...outbox.edits.values()].filter((edit) => held.has(edit))

  function synced(): void {
    hasText = true
    events.synced()
  }

  /** What comes from the line has the provider as its origin, and is not ours. */
  function write(update: Uint8Array, origin: unknown, _doc: Y.Doc, { local }: Y.Transaction): void {
    if (!local || origin === REPLAY) return
    const edit = outbox.add(update)
    held.add(edit)
    if (isTooLarge(edit)) refuse([edit.n], TOO_LARGE)
    events.changed()
  }

  function bringWaiting(): void {
    const foreign = [...outbox.edits.values()].filter((edit) => !held.has(edit))
    if (foreign.length === 0) return
    giveUp(foreign.filter(isTooLarge), TOO_LARGE)
    line.quietly(() => bring(foreign.filter((edit) => !isTooLarge(edit))))
  }

  function bring(edits: readonly Edit[]): void {
    const { applicable, stuck } = sortEdits(doc, edits)
    giveUp(stuck, STUCK)
    // An edit that the server's text already holds is on disk: nobody sees an edit before that.
    if (!replay(doc, applicable)) return outbox.settle(applicable.map(numberOf))
    for (const edit of applicable) held.add(edit)
  }

  function giveUp(edits: readonly Edit[], why: Nack): void {
    if (edits.length > 0) letGo(edits.map(numberOf), why)
  }

  return {
    doc,
    line,
    hasText: () => hasText,
    bringWaiting,
    close() {
      line.close()
      doc.off('update', write)
      // The editor lets go of it when it hears of the new epoch.
      setTimeout(() => doc.destroy())
    },
  }
}

const numberOf = ({ n }: Edit) => n
