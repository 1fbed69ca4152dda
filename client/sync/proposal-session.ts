/**
 * One proposal, live: its text, its log, who is here, and what has become of the edits made here.
 *
 * 1. An edit leaves the outbox only when the server has it or has parked it; else it is set aside, and stays on this device.
 * 2. A refused edit stays in the local doc for ever, because Yjs forgets nothing; so the doc is replaced by a new one.
 *    That waits until every frame under way is answered, and meanwhile nobody types.
 */
import type * as Y from 'yjs'
import { insertedWords } from '../../shared/document/inserted-words.ts'
import type { PersonId } from '../../shared/ids.ts'
import { CLOSE } from '../../shared/protocol/close-codes.ts'
import type { Nack, Reached, Welcome } from '../../shared/protocol/sync.ts'
import { finalReason, reasonOf } from './closing.ts'
import { createDraining } from './draining.ts'
import { browserEnvironment, type Environment } from './environment.ts'
import { createLeftBehind } from './left-behind.ts'
import type { LineEvents } from './line-events.ts'
import { reachedWith, startingFrom, textSeqOf, textsOf, withEntries, withTexts, type Log } from './log-follower.ts'
import type { SetAside } from './outbox-store.ts'
import { openOutbox } from './outbox.ts'
import { peoplePresent } from './people-present.ts'
import { createPresence, type Presence } from './presence.ts'
import { createProbing } from './probing.ts'
import { createPublisher } from './publisher.ts'
import { isPassing, partWith, withRefusal } from './refusals.ts'
import { isRenewed, rightsNow } from './rights-now.ts'
import { saveStateOf, type SaveState } from './save-state.ts'
import type { SessionSnapshot } from './session-snapshot.ts'
import { beginEpoch, type TextEpoch } from './text-epoch.ts'
import { createTextReader } from './text-reader.ts'
import { hasUnwritten, onUnwritten } from '../../shared/document/unwritten.ts'

export type ProposalSession = {
  /** The doc of the present epoch. */
  readonly doc: Y.Doc
  readonly presence: Presence
  subscribe(listener: () => void): () => void
  snapshot(): SessionSnapshot
  dismissParked(): void
  /** Throws away edits that are kept on this device only. */
  discardAside(edits: readonly SetAside[]): void
  /** The words of the edits made here that wait for the server. */
  waitingWords(): string
  /** After a refusal: its reason may be gone. The refusal stands until the server has said otherwise. */
  tryAgain(): void
  close(): void
}

type Subject = { readonly proposal: string; readonly person: PersonId }

export function openProposalSession(
  { proposal, person }: Subject,
  environment: Environment = browserEnvironment(),
): ProposalSession {
  const { now, store } = environment
  const openedAt = now()
  const outbox = openOutbox({ person, proposal, store, now, onChange: () => publish() })
  const reader = createTextReader({ state: () => log, textSeq: () => textSeqOf(log, contained), onRead: publish })
  const publisher = createPublisher({ current, waitingSince, now })
  const probing = createProbing(environment, probe)
  const leftBehind = createLeftBehind(() => void restore())
  const draining = createDraining(() => epoch.line.state(), replaceEpoch)
  const isLowBandwidth = () => environment.isLowBandwidth?.() ?? false
  const { presence, events: ofPresence } = createPresence({
    person,
    now,
    isSparing: () => isLowBandwidth() || epoch.line.state().isSlow,
  })

  let log: Log = null
  let contained = 0
  /** The same, of the doc of this epoch. */
  let containedHere = 0
  let welcome: Welcome | null = null
  let refusal: SessionSnapshot['refusal'] = null
  let trouble: SessionSnapshot['trouble'] = null
  let parked: SessionSnapshot['parked'] = null
  let present: SessionSnapshot['present'] = []
  let isRestored = false
  let isClosed = false
  let hadGap = false
  let savedAt: number | null = null

  const events: LineEvents = {
    changed() {
      publish()
      // Not in the middle of a change of the doc or of the provider's own opening.
      if (draining.isOn()) queueMicrotask(() => draining.look())
    },
    synced() {
      probing.rejoined()
      leftBehind.look()
      if (outbox.edits.size === 0) trouble = null
      bringWaitingEdits()
      if (epochRead !== epochs) reader.readNow()
      epochRead = epochs
      publish()
    },
    lost(code) {
      hadGap ||= code === CLOSE.gap
      trouble = reasonOf(code) ?? trouble
      publish()
    },
    goesBackTo({ state }) {
      // An edit that the server finds no ground for says the same, where others have written there since.
      if (log === null || state.head >= log.head) return hadGap
      // What was acknowledged since is in the doc alone.
      log = null
      contained = 0
      containedHere = 0
      return true
    },
    welcome(received) {
      welcome = received
      refusal = null
      followTo(startingFrom(log, received.state))
      bringWaitingEdits()
    },
    contains(head) {
      contained = Math.max(contained, head)
      containedHere = Math.max(containedHere, head)
      reader.readSoon()
    },
    entries(received) {
      const next = withEntries(log, received)
      if (next === 'gap') return epoch.line.reconnect()
      followTo(next)
    },
    texts(span) {
      events.contains(span.to)
      const next = withTexts(log, span)
      if (next === 'gap') return epoch.line.reconnect()
      if (span.by === person) savedAt = Math.max(savedAt ?? 0, span.time)
      followTo(next)
    },
    typed(brief) {
      const span = textsOf(log, brief, ofPresence.personOf(brief.author))
      if (span === 'gap') return epoch.line.reconnect()
      events.texts(span)
    },
    diverged() {
      probing.diverged()
      draining.begin()
      draining.look()
    },
    settled(edits) {
      outbox.settle(edits)
      hadGap = false
      trouble = null
      if (edits.length > 0) savedAt = now()
      publish()
      draining.look()
    },
    refused(nack, edits) {
      // It stays in the outbox: the next connection brings it again, or the new doc.
      if (isPassing(nack) && !draining.isOn()) return epoch.line.reconnect()
      if (!isPassing(nack) && edits.length > 0) refuse(edits, nack)
      draining.look()
    },
    closed(code) {
      refusal = { code, reason: finalReason(code), isTryingAgain: false }
      publish()
    },
  }

  let epochs = 0
  /** The epoch whose text was read at once when it came. */
  let epochRead: number | null = null
  let epoch: TextEpoch
  presence.onPeople(() => {
    present = peoplePresent(presence.others(), person)
    publish()
  })
  epoch = nextEpoch()
  void restore()

  function nextEpoch(): TextEpoch {
    containedHere = 0
    const sources = { person, proposal, presence: ofPresence, outbox, environment, events, reached, refuse, letGo }
    const begun = beginEpoch(sources)
    reader.follow(begun.doc)
    begun.doc.on('update', () => probing.touched())
    onUnwritten(begun.doc, publish)
    return begun
  }

  function reached(): Reached | null {
    return reachedWith(log, containedHere)
  }

  function replaceEpoch(): void {
    if (isClosed) return
    epoch.close()
    epochs += 1
    epoch = nextEpoch()
    publish()
  }

  /** A device that cannot be read now holds nothing that could be known; one that does not answer may hold anything. */
  async function restore(): Promise<void> {
    await outbox.restore()
    isRestored = true
    bringWaitingEdits()
    publish()
  }

  function followTo(next: Log): void {
    const isFirst = log === null
    const isNew = next !== log
    log = next
    if (isNew && isFirst && epoch.hasText()) reader.readNow()
    else if (isNew) reader.readSoon()
    publish()
  }

  function bringWaitingEdits(): void {
    if (isClosed || draining.isOn() || !epoch.line.state().isSynced) return
    epoch.bringWaiting()
    epoch.line.offer(mayEdit())
  }

  /** False where there is nothing certain to ask about: ours is on its way, or the server's is. */
  function probe(): boolean {
    if (isClosed || draining.isOn() || !epoch.line.state().isSettled || !isRestored || outbox.edits.size > 0)
      return false
    reader.readNow()
    const { textSeq, digest } = reader.text
    if (digest === null || textSeq === 0) return false
    epoch.line.probe(textSeq, digest)
    return true
  }

  /** Edits that are in the doc. */
  function refuse(edits: readonly number[], why: Nack): void {
    draining.begin()
    letGo(edits, why)
  }

  function letGo(edits: readonly number[], why: Nack): void {
    parked = withRefusal(parked, why, now())
    partWith(outbox, edits, why)
    publish()
  }

  const rights = () => rightsNow(welcome, log, draining.isOn() || refusal !== null)
  const mayEdit = () => rights().includes('edit-text')

  function waitingSince(): number | null {
    const [oldest] = outbox.edits.values()
    const times = [epoch.line.state().waitingSince, oldest?.at ?? null, isRestored ? null : openedAt]
    const known = times.filter((time) => time !== null)
    return known.length > 0 ? Math.min(...known) : null
  }

  function saveNow(): SaveState {
    const { connection, isSettled } = epoch.line.state()
    const isComposed = hasUnwritten(epoch.doc)
    return saveStateOf(
      {
        mayEdit: mayEdit(),
        connected: connection === 'online',
        // What earlier tabs left unsent is not known before.
        settled: isSettled && isRestored,
        edits: outbox.edits.size + (isComposed ? 1 : 0),
        waitingSince: waitingSince(),
        savedAt,
        keptOnDevice: outbox.keptOnDevice() && !isComposed,
        notTaken: outbox.aside().edits.length,
        notTakenIsStored: outbox.aside().isStored,
      },
      now(),
    )
  }

  function current(): SessionSnapshot {
    return {
      connection: refusal ? 'refused' : epoch.line.state().connection,
      isSlow: epoch.line.state().isSlow,
      refusal,
      trouble,
      isRenewed: isRenewed(welcome),
      synced: epoch.hasText(),
      save: saveNow(),
      state: log,
      rights: rights(),
      ...reader.text,
      isClean: isRestored && outbox.edits.size === 0,
      present,
      parked,
      aside: outbox.aside(),
      epoch: epochs,
    }
  }

  function publish(): void {
    if (!isClosed && epoch) publisher.publish()
  }

  return {
    get doc() {
      return epoch.doc
    },
    presence,
    subscribe: (listener) => publisher.subscribe(listener),
    snapshot: () => publisher.snapshot(),
    dismissParked() {
      parked = null
      publish()
    },
    discardAside(edits) {
      outbox.discardAside(edits)
      publish()
    },
    waitingWords: () => insertedWords([...outbox.edits.values()].map(({ update }) => update)),
    tryAgain() {
      if (refusal === null || refusal.isTryingAgain) return
      refusal = { ...refusal, isTryingAgain: true }
      epoch.line.tryAgain()
      publish()
    },
    close() {
      epoch.line.release()
      isClosed = true
      publisher.close()
      probing.stop()
      leftBehind.stop()
      draining.stop()
      reader.close()
      epoch.close()
      outbox.close()
    },
  }
}
