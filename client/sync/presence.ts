/**
 * Who else is here and where their carets are, and telling them where ours is: the newest place alone, no faster than the server
 * passes it on, and nothing at all while nobody else is here. Outlives the lines over which it goes.
 */
import type { PersonId } from '../../shared/ids.ts'
import { caretPace, isSameCaret, type Caret, type CaretMove, type Present } from '../../shared/protocol/presence.ts'

type Other = Present & { readonly caret: Caret | null }

/** Where our caret may be; `read` answers null while it is not there. */
type CaretPlace = {
  /** It may be elsewhere than before. */
  readonly moved: () => void
  readonly leave: () => void
}

export type Presence = {
  others(): readonly Other[]
  caretPlace(read: () => Caret | null): CaretPlace
  onPeople(listener: () => void): () => void
  onCarets(listener: () => void): () => void
}

/** What the line of the moment has to say. */
export type PresenceEvents = {
  /** Nothing is known of us there yet. */
  opened(send: (caret: Caret | null) => void): void
  lost(): void
  number(own: number): void
  people(came: readonly Present[]): void
  left(numbers: readonly number[]): void
  carets(moves: readonly CaretMove[]): void
  /** Of a line that is here, ours too. */
  readonly personOf: (number: number) => PersonId | null
}

type Sources = {
  readonly person: PersonId
  readonly now: () => number
  /** Each word costs much: by the reader's wish, or because of the line. */
  readonly isSparing: () => boolean
}

/** Milliseconds between two words about our caret. */
const SPARING_PACE = 2_000

export function createPresence({ person, now, isSparing }: Sources): { presence: Presence; events: PresenceEvents } {
  const places = new Set<() => Caret | null>()
  const [people, carets] = [listeners(), listeners()]
  const others = new Map<number, Other>()
  let own: number | null = null
  let send: ((caret: Caret | null) => void) | null = null
  let told: Caret | null = null
  let toldAt = -Infinity
  let timer: ReturnType<typeof setTimeout> | undefined

  function moved(): void {
    if (send === null || others.size === 0) return
    const pace = Math.max(caretPace(others.size + 1), isSparing() ? SPARING_PACE : 0)
    timer ??= setTimeout(tell, Math.max(0, toldAt + pace - now()))
  }

  function tell(): void {
    timer = undefined
    const caret = ownCaret()
    if (isSameCaret(caret, told)) return
    told = caret
    toldAt = now()
    send?.(caret)
  }

  function ownCaret(): Caret | null {
    for (const read of places) {
      const caret = read()
      if (caret) return caret
    }
    return null
  }

  function forgetOthers(): void {
    if (others.size === 0) return
    others.clear()
    people.tell()
    carets.tell()
  }

  const presence: Presence = {
    others: () => [...others.values()],
    caretPlace(read) {
      places.add(read)
      return { moved, leave: () => void (places.delete(read) && moved()) }
    },
    onPeople: people.add,
    onCarets: carets.add,
  }
  const events: PresenceEvents = {
    opened(sender) {
      send = sender
      told = null
      moved()
    },
    lost() {
      clearTimeout(timer)
      timer = undefined
      send = null
      forgetOthers()
    },
    number(number) {
      own = number
      forgetOthers()
    },
    people(came) {
      for (const each of came)
        if (each.number !== own) others.set(each.number, { ...each, caret: others.get(each.number)?.caret ?? null })
      people.tell()
      carets.tell()
      moved()
    },
    left(numbers) {
      for (const number of numbers) others.delete(number)
      people.tell()
      carets.tell()
    },
    carets(moves) {
      const theirs = moves.filter(({ number }) => others.has(number))
      for (const { number, caret } of theirs) others.set(number, { ...others.get(number)!, caret })
      if (theirs.length > 0) carets.tell()
    },
    personOf: (number) => (number === own ? person : (others.get(number)?.person ?? null)),
  }
  return { presence, events }
}

function listeners() {
  const all = new Set<() => void>()
  return {
    add: (listener: () => void) => {
      all.add(listener)
      return () => void all.delete(listener)
    },
    tell: () => all.forEach((listener) => listener()),
  }
}
