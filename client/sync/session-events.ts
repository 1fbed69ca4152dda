/** What each word of the line means for the parts of a session. */
import type { PersonId } from '../../shared/ids.ts'
import type { Nack } from '../../shared/protocol/sync.ts'
import type { Draining } from './draining.ts'
import type { KnownLog, Step } from './known-log.ts'
import type { LeftBehind } from './left-behind.ts'
import type { LineEvents } from './line-events.ts'
import type { Outbox } from './outbox.ts'
import type { Probing } from './probing.ts'
import { isPassing } from './refusals.ts'
import type { Saving } from './saving.ts'
import type { Standing } from './standing.ts'
import type { TextReader } from './text-reader.ts'

type Parts = {
  readonly person: PersonId
  readonly outbox: Outbox
  readonly known: KnownLog
  readonly standing: Standing
  readonly saving: Saving
  readonly reader: TextReader
  readonly probing: Probing
  readonly draining: Draining
  readonly leftBehind: LeftBehind
  /** By the number of a line that is here. */
  readonly personOf: (number: number) => PersonId | null
  /** The doc of the present epoch holds the server's text. */
  readonly hasText: () => boolean
  readonly reconnect: () => void
  /** Sends now what is held back for a moment. */
  readonly release: () => void
  readonly bringWaiting: () => void
  /** Edits that are in the doc. */
  readonly refuse: (edits: readonly number[], why: Nack) => void
  readonly publish: () => void
}

export function sessionEvents(parts: Parts): LineEvents {
  const { outbox, known, standing, saving, reader, probing, draining, leftBehind } = parts
  const { person, personOf, hasText, reconnect, release, bringWaiting, refuse, publish } = parts

  function followed(step: Step): void {
    if (step === 'gap') return reconnect()
    if (step === 'first' && hasText()) reader.readNow()
    else if (step !== 'same') reader.readSoon()
    publish()
  }

  const events: LineEvents = {
    changed() {
      publish()
      // Not in the middle of a change of the doc or of the provider's own opening.
      if (draining.isOn()) queueMicrotask(() => draining.look())
    },
    synced() {
      probing.rejoined()
      leftBehind.look()
      if (outbox.edits.size === 0) standing.calm()
      bringWaiting()
      reader.textCame()
      publish()
    },
    lost(code) {
      standing.lost(code)
      publish()
    },
    // An edit that the server finds no ground for says the same, where others have written there since.
    goesBackTo: ({ state }) => known.goesBackTo(state) || standing.hadGap(),
    welcome(welcome) {
      standing.greeted(welcome)
      followed(known.startFrom(welcome.state))
      bringWaiting()
    },
    contains(head) {
      known.contains(head)
      reader.readSoon()
    },
    entries: (entries) => followed(known.entries(entries)),
    texts(span) {
      events.contains(span.to)
      const step = known.texts(span)
      if (step !== 'gap' && span.by === person) saving.written(span.time)
      followed(step)
    },
    typed(brief) {
      const span = known.spanOf(brief, personOf(brief.author))
      if (span === 'gap') return reconnect()
      events.texts(span)
    },
    diverged() {
      probing.diverged()
      draining.begin()
      draining.look()
    },
    settled(edits) {
      outbox.settle(edits)
      standing.settled()
      if (edits.length > 0) saving.acknowledged()
      publish()
      draining.look()
    },
    refused(nack, edits) {
      // It stays in the outbox: the next connection brings it again, or the new doc.
      if (isPassing(nack) && !draining.isOn()) return reconnect()
      if (!isPassing(nack) && edits.length > 0) refuse(edits, nack)
      // What is held for a moment builds on it: the server parks it too, as it would have done had it been sent already.
      if (nack.parked !== null) release()
      draining.look()
    },
    closed(code) {
      standing.closed(code)
      publish()
    },
  }
  return events
}
