/**
 * One proposal, live: its text, its log, who is here, and what has become of the edits made here.
 *
 * 1. An edit is in the outbox before it is on the line, and leaves the outbox only when the server has it or has parked it.
 * 2. A refused edit stays in the local doc for ever, because Yjs forgets nothing; so the doc is replaced by a new one.
 *    That waits until every frame under way is answered, and meanwhile nobody types.
 * 3. A new doc gets the server's text first, then the edits that still wait.
 */
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { PersonId } from '../../shared/ids.ts'
import { CLOSE, type CloseReason } from '../../shared/protocol/close-codes.ts'
import type { Nack, Welcome } from '../../shared/protocol/sync.ts'
import { browserEnvironment, type Environment } from './environment.ts'
import { openLine, type Line, type LineEvents } from './line.ts'
import { startingFrom, textSeqOf, withEntries, type Log } from './log-follower.ts'
import { openOutbox, type Edit } from './outbox.ts'
import { othersPresent } from './presence.ts'
import { isPassing, partWith, withRefusal } from './refusals.ts'
import { REPLAY, replay, sortEdits } from './replay.ts'
import { rightsNow } from './rights-now.ts'
import { PATIENCE, saveStateOf } from './save-state.ts'
import { steady, type SessionSnapshot } from './session-snapshot.ts'
import { createTextReader } from './text-reader.ts'

export type ProposalSession = {
  /** The doc of the present epoch. */
  readonly doc: Y.Doc
  readonly awareness: Awareness
  subscribe(listener: () => void): () => void
  snapshot(): SessionSnapshot
  dismissParked(): void
  close(): void
}

type Subject = { readonly proposal: string; readonly person: PersonId }

export function openProposalSession(
  { proposal, person }: Subject,
  environment: Environment = browserEnvironment(),
): ProposalSession {
  const { now, store } = environment
  const listeners = new Set<() => void>()
  const outbox = openOutbox({ person, proposal, store, now, onChange: () => publish() })
  const reader = createTextReader({ state: () => log, textSeq: () => textSeqOf(log, contained), onRead: publish })
  /** The doc that each waiting edit is part of. */
  const heldBy = new WeakMap<Edit, Y.Doc>()

  /** Its client id is not the text's, and outlives the docs: others see one person and not one after the other. */
  const awareness = new Awareness(new Y.Doc())

  let log: Log = null
  let contained = 0
  let welcome: Welcome | null = null
  let refusal: SessionSnapshot['refusal'] = null
  let parked: SessionSnapshot['parked'] = null
  let epoch = 0
  let hasText = false
  let isRestored = false
  let isClosed = false
  let hadGap = false
  let savedAt: number | null = null
  const openedAt = now()
  /** Set while refused edits are in the doc and frames are under way. */
  let draining: ReturnType<typeof setTimeout> | null = null
  let patience: ReturnType<typeof setTimeout> | undefined
  let last: SessionSnapshot | null = null

  const events: LineEvents = {
    changed: publish,
    synced() {
      const isFirst = !hasText
      hasText = true
      bringWaitingEdits()
      if (isFirst) reader.readNow()
      publish()
    },
    lost: () => (draining ? replaceDoc() : publish()),
    welcome(received) {
      welcome = received
      followTo(startingFrom(log, received.state))
      bringWaitingEdits()
    },
    contains(head) {
      contained = Math.max(contained, head)
      reader.readSoon()
    },
    entries(received) {
      const next = withEntries(log, received)
      if (next === 'gap') return line.reconnect()
      followTo(next)
    },
    settled(edits) {
      outbox.settle(edits)
      hadGap = false
      if (edits.length > 0) savedAt = now()
      publish()
      replaceWhenAnswered()
    },
    refused,
    closed(code) {
      refusal = { code, reason: reasonOf(code) }
      if (draining) replaceDoc()
      publish()
    },
  }

  let doc: Y.Doc
  let line: Line
  awareness.on('change', publish)
  beginDoc()
  void restore()

  function followTo(next: Log): void {
    if (next === log) return publish()
    const isFirst = log === null
    log = next
    if (isFirst && hasText) reader.readNow()
    else reader.readSoon()
    publish()
  }

  async function restore(): Promise<void> {
    await outbox.restore()
    isRestored = true
    bringWaitingEdits()
    publish()
  }

  function beginDoc(): void {
    doc = new Y.Doc()
    // Before the line listens: a frame looks into the outbox for the edit that it carries.
    doc.on('update', write)
    reader.follow(doc)
    line = openLine({ proposal, doc, awareness, edits: () => editsHeldBy(doc), environment, events })
  }

  /** What comes from the line has the provider as its origin, and is not ours. */
  function write(update: Uint8Array, origin: unknown, from: Y.Doc, { local }: Y.Transaction): void {
    if (!local || origin === REPLAY) return
    heldBy.set(outbox.add(update), from)
    publish()
  }

  const editsHeldBy = (holder: Y.Doc) => [...outbox.edits.values()].filter((edit) => heldBy.get(edit) === holder)

  function endDoc(): void {
    line.close()
    doc.off('update', write)
    const old = doc
    // The editor lets go of it when it hears of the new epoch.
    setTimeout(() => old.destroy())
  }

  function bringWaitingEdits(): void {
    if (isClosed || !hasText || !line.state().isSynced) return
    const foreign = [...outbox.edits.values()].filter((edit) => heldBy.get(edit) !== doc)
    if (foreign.length > 0) line.quietly(() => bring(foreign))
    line.offer(mayEdit())
  }

  function bring(edits: readonly Edit[]): void {
    const { applicable, stuck } = sortEdits(doc, edits)
    if (stuck.length > 0) void letGo(stuck.map(numberOf), STUCK)
    // An edit that the server's text already holds is on disk: nobody sees an edit before that.
    if (!replay(doc, applicable)) return outbox.settle(applicable.map(numberOf))
    for (const edit of applicable) heldBy.set(edit, doc)
  }

  function refused(nack: Nack, edits: readonly number[]): void {
    if (!draining && isPassing(nack, hadGap)) {
      hadGap ||= nack.code === 'gap-in-updates'
      return line.reconnect()
    }
    if (edits.length === 0) return replaceWhenAnswered()
    draining ??= setTimeout(replaceDoc, PATIENCE)
    void letGo(edits, nack)
    publish()
    replaceWhenAnswered()
  }

  async function letGo(edits: readonly number[], nack: Nack): Promise<void> {
    parked = withRefusal(parked, nack, now())
    const kept = await partWith(outbox, edits, nack)
    if (parked && kept > 0) parked = { ...parked, onDevice: parked.onDevice + kept }
    publish()
  }

  function replaceWhenAnswered(): void {
    if (draining && line.state().framesWaiting === 0) replaceDoc()
  }

  function replaceDoc(): void {
    if (isClosed || !draining) return
    clearTimeout(draining)
    draining = null
    endDoc()
    epoch += 1
    hasText = false
    beginDoc()
    publish()
  }

  const rights = () => rightsNow(welcome, log, draining !== null || refusal !== null)
  const mayEdit = () => rights().includes('edit-text')

  function waitingSince(): number | null {
    const [oldest] = outbox.edits.values()
    const times = [line.state().waitingSince, oldest?.at ?? null, isRestored ? null : openedAt]
    const known = times.filter((time) => time !== null)
    return known.length > 0 ? Math.min(...known) : null
  }

  function saveNow() {
    const { connection, isSettled } = line.state()
    return saveStateOf(
      {
        mayEdit: mayEdit(),
        connected: connection === 'online',
        // What earlier tabs left unsent is not known before.
        settled: isSettled && isRestored,
        edits: outbox.edits.size,
        waitingSince: waitingSince(),
        savedAt,
        keptOnDevice: outbox.keptOnDevice(),
      },
      now(),
    )
  }

  function current(): SessionSnapshot {
    return {
      connection: refusal ? 'refused' : line.state().connection,
      refusal,
      synced: hasText,
      save: saveNow(),
      state: log,
      rights: rights(),
      ...reader.text,
      isClean: isRestored && outbox.edits.size === 0,
      present: othersPresent(awareness),
      parked,
      epoch,
    }
  }

  function publish(): void {
    if (isClosed || !line) return
    const next = steady(last, current())
    clearTimeout(patience)
    if (next.save.state === 'saving')
      patience = setTimeout(publish, Math.max(0, (waitingSince() ?? now()) + PATIENCE - now()) + 1)
    if (next === last) return
    last = next
    for (const listener of listeners) listener()
  }

  return {
    get doc() {
      return doc
    },
    awareness,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    snapshot: () => (last ??= current()),
    dismissParked() {
      parked = null
      publish()
    },
    close() {
      isClosed = true
      listeners.clear()
      clearTimeout(patience)
      if (draining) clearTimeout(draining)
      reader.close()
      endDoc()
      awareness.doc.destroy()
      outbox.close()
    },
  }
}

const numberOf = ({ n }: Edit) => n

const STUCK: Nack = {
  code: 'gap-in-updates',
  reason: 'These edits build on others that were refused, so they cannot be joined to the text.',
  parked: null,
}

const reasonOf = (code: number): CloseReason =>
  (Object.keys(CLOSE) as CloseReason[]).find((reason) => CLOSE[reason] === code) ?? 'notPermitted'
