/** Who has a proposal open and where their carets are, as the frames 110 to 113 of the live connection carry it. */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { PersonId } from '../ids.ts'

/** One line of a person. Everything in it is what the server knows; of what a client says of itself nothing comes in here. */
export type Present = {
  /** What this line is called in the frames of this connection. */
  readonly number: number
  /** The same for all lines of a person, another one for each other person who is here: colours go by it. From 0, the smallest that is free. */
  readonly seat: number
  readonly person: PersonId
  readonly name: string
  readonly administration: string | null
  /** A label; not every administration has a known one. */
  readonly symbol: string
}

/**
 * A place between letters, named by a Yjs item, so that it stays right while others type. Before the letter that follows it moves
 * along with its owner's typing by itself, and so does the end of a text, which is named by the item of its `Y.Text`.
 */
export type CaretEnd = {
  readonly place: 'before' | 'behind' | 'end'
  readonly client: number
  readonly clock: number
}
/** `head` is the end that moves. Where both are the same, nothing is selected. */
export type Caret = { readonly anchor: CaretEnd; readonly head: CaretEnd }
/** Null: nowhere in the text. */
export type CaretMove = { readonly number: number; readonly caret: Caret | null }

/** The least time between two words about one's caret, and between two frames about all that moved; by how many lines are in the room. */
export function caretPace(lines: number): number {
  if (lines > 50) return 1_000
  return lines >= 15 ? 500 : 250
}

const PLACES = [null, 'before', 'behind', 'end'] as const
/** Yjs has client ids of 32 bits; no text has as many letters. */
const HIGHEST = 2 ** 32

export const caretBytes = (caret: Caret | null): Uint8Array => encoding.encode((encoder) => writeCaret(encoder, caret))

/** Two bits for the place of the head (0: nowhere), two for that of the anchor (0: where the head is); then the items that they name. */
export function writeCaret(encoder: encoding.Encoder, caret: Caret | null): void {
  if (caret === null) return encoding.writeVarUint(encoder, 0)
  const { anchor, head } = caret
  const isSelection = !isSameEnd(anchor, head)
  const places = PLACES.indexOf(head.place) + (isSelection ? PLACES.indexOf(anchor.place) << 2 : 0)
  encoding.writeVarUint(encoder, places)
  for (const { client, clock } of isSelection ? [head, anchor] : [head]) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
  }
}

/** Throws where the bytes are no caret. */
export function readCaret(decoder: decoding.Decoder): Caret | null {
  const places = decoding.readVarUint(decoder)
  const [headPlace, anchorPlace] = [PLACES[places & 3], PLACES[(places >> 2) & 3]]
  if (places === 0) return null
  if (places > 15 || !headPlace) throw new Error('no caret')
  const head = { place: headPlace, ...readItem(decoder) }
  return { head, anchor: anchorPlace ? { place: anchorPlace, ...readItem(decoder) } : head }
}

export function writeCaretMoves(encoder: encoding.Encoder, moves: readonly CaretMove[]): void {
  for (const { number, caret } of moves) {
    encoding.writeVarUint(encoder, number)
    writeCaret(encoder, caret)
  }
}

/** To the end of the bytes. Throws where they are no such list. */
export function readCaretMoves(decoder: decoding.Decoder): readonly CaretMove[] {
  const moves: CaretMove[] = []
  while (decoding.hasContent(decoder)) moves.push({ number: decoding.readVarUint(decoder), caret: readCaret(decoder) })
  return moves
}

export const isSameCaret = (a: Caret | null, b: Caret | null): boolean =>
  a === b || (a !== null && b !== null && isSameEnd(a.anchor, b.anchor) && isSameEnd(a.head, b.head))

const isSameEnd = (a: CaretEnd, b: CaretEnd) => a.place === b.place && a.client === b.client && a.clock === b.clock

function readItem(decoder: decoding.Decoder): { readonly client: number; readonly clock: number } {
  const [client, clock] = [decoding.readVarUint(decoder), decoding.readVarUint(decoder)]
  if (client >= HIGHEST || clock >= HIGHEST) throw new Error('no item of a text')
  return { client, clock }
}
