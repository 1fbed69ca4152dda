/**
 * One proposal, live: its text, its log, who is here, and what has become of the edits made here.
 *
 * 1. An edit leaves the outbox only when the server has it or has parked it; else it is set aside, and stays on this device.
 * 2. A refused edit stays in the local doc for ever, because Yjs forgets nothing; so the doc is replaced by a new one.
 *    That waits until every frame under way is answered, and meanwhile nobody types.
 */
import type * as Y from 'yjs'
import { insertedWords } from '../../shared/document/inserted-words.ts'
import { hasUnwritten, onUnwritten } from '../../shared/document/unwritten.ts'
import type { PersonId } from '../../shared/ids.ts'
import type { Nack } from '../../shared/protocol/sync.ts'
import { createDraining } from './draining.ts'
import { browserEnvironment, type Environment } from './environment.ts'
import { createKnownLog } from './known-log.ts'
import { createLeftBehind } from './left-behind.ts'
import type { SetAside } from './outbox-store.ts'
import { openOutbox } from './outbox.ts'
import { peoplePresent } from './people-present.ts'
import { createPresence, type Presence } from './presence.ts'
import { createProbing } from './probing.ts'
import { createPublisher } from './publisher.ts'
import { createRefusals } from './refusals.ts'
import { createSaving } from './saving.ts'
import { sessionEvents } from './session-events.ts'
import type { SessionSnapshot } from './session-snapshot.ts'
import { createStanding } from './standing.ts'
import { beginEpoch, type TextEpoch } from './text-epoch.ts'
import { createTextReader } from './text-reader.ts'

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
  let epoch: TextEpoch
  let epochs = 0
  let present: SessionSnapshot['present'] = []
  let isClosed = false

  const line = () => epoch.line.state()
  const outbox = openOutbox({ person, proposal, store, now, onChange: publish })
  const known = createKnownLog()
  const refusals = createRefusals(outbox, now)
  const reader = createTextReader({ state: known.log, textSeq: known.textSeq, onRead: publish })
  const probing = createProbing(environment, probe)
  const draining = createDraining(line, replaceEpoch)
  const standing = createStanding({ log: known.log, isDraining: draining.isOn })
  const leftBehind = createLeftBehind(outbox, lookedAround)
  const { hasLooked: isRestored } = leftBehind
  const { mayEdit } = standing
  const isComposed = () => hasUnwritten(epoch.doc)
  const saving = createSaving({ outbox, line, mayEdit, isRestored, isComposed, now })
  const publisher = createPublisher({ current, waitingSince: saving.waitingSince, now })
  const isSparing = () => (environment.isLowBandwidth?.() ?? false) || line().isSlow
  const { presence, events: ofPresence } = createPresence({ person, now, isSparing })
  const events = sessionEvents({
    person,
    outbox,
    known,
    standing,
    saving,
    reader,
    probing,
    draining,
    leftBehind,
    personOf: ofPresence.personOf,
    hasText: () => epoch.hasText(),
    reconnect: () => epoch.line.reconnect(),
    release: () => epoch.line.release(),
    bringWaiting,
    refuse,
    publish,
  })

  presence.onPeople(() => {
    present = peoplePresent(presence.others(), person)
    publish()
  })
  epoch = nextEpoch()
  leftBehind.look()

  function nextEpoch(): TextEpoch {
    known.beginDoc()
    const begun = beginEpoch({
      person,
      proposal,
      presence: ofPresence,
      outbox,
      environment,
      events,
      reached: known.reached,
      refuse,
      letGo,
    })
    reader.follow(begun.doc)
    begun.doc.on('update', () => probing.touched())
    onUnwritten(begun.doc, publish)
    return begun
  }

  function replaceEpoch(): void {
    if (isClosed) return
    epoch.close()
    epochs += 1
    epoch = nextEpoch()
    publish()
  }

  function lookedAround(): void {
    bringWaiting()
    publish()
  }

  function bringWaiting(): void {
    if (isClosed || draining.isOn() || !line().isSynced) return
    epoch.bringWaiting()
    epoch.line.offer(mayEdit())
  }

  /** False where there is nothing certain to ask about: ours is on its way, or the server's is. */
  function probe(): boolean {
    if (isClosed || draining.isOn() || !line().isSettled || !isRestored() || outbox.edits.size > 0) return false
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
    refusals.letGo(edits, why)
    publish()
  }

  function current(): SessionSnapshot {
    const { connection, isSlow } = line()
    const refusal = standing.refusal()
    return {
      connection: refusal ? 'refused' : connection,
      isSlow,
      refusal,
      trouble: standing.trouble(),
      isRenewed: standing.isRenewed(),
      synced: epoch.hasText(),
      save: saving.state(),
      state: known.log(),
      rights: standing.rights(),
      ...reader.text,
      isClean: isRestored() && outbox.edits.size === 0,
      present,
      parked: refusals.notice(),
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
      refusals.dismiss()
      publish()
    },
    discardAside(edits) {
      outbox.discardAside(edits)
      publish()
    },
    waitingWords: () => insertedWords([...outbox.edits.values()].map(({ update }) => update)),
    tryAgain() {
      if (!standing.tryAgain()) return
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
