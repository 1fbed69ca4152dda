/** The frames of `shared/protocol/PROTOCOL.md`, to and from bytes. */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { bytesOf, hex } from '../../shared/bytes.ts'
import type { LogEntry } from '../../shared/proposal/acts.ts'
import { readCaret, type Caret } from '../../shared/protocol/presence.ts'
import { FRAME, type Nack, type TextSpan, type TypedSpan, type Welcome } from '../../shared/protocol/sync.ts'

const STEP_1 = 0
const STEP_2 = 1
const UPDATE = 2
const DIGEST_BYTES = 32

type ClientFrame =
  | { readonly type: 'step-1'; readonly stateVector: Uint8Array }
  | { readonly type: 'update'; readonly update: Uint8Array; readonly isExchange: boolean }
  | { readonly type: 'awareness'; readonly update: Uint8Array }
  | { readonly type: 'query-awareness' }
  | { readonly type: 'caret'; readonly caret: Caret | null }
  | { readonly type: 'probe'; readonly seq: number; readonly digest: string }

/** Null for bytes that are no frame of a client. */
export function readFrame(bytes: Uint8Array): ClientFrame | null {
  try {
    const decoder = decoding.createDecoder(bytes)
    const frame = readKnown(decoder)
    return frame && !decoding.hasContent(decoder) ? frame : null
  } catch {
    return null
  }
}

function readKnown(decoder: decoding.Decoder): ClientFrame | null {
  const type = decoding.readVarUint(decoder)
  if (type === FRAME.queryAwareness) return { type: 'query-awareness' }
  if (type === FRAME.awareness) return { type: 'awareness', update: decoding.readVarUint8Array(decoder) }
  if (type === FRAME.probe) return readProbe(decoder)
  if (type === FRAME.caret) return { type: 'caret', caret: readCaret(decoder) }
  if (type !== FRAME.sync) return null
  const step = decoding.readVarUint(decoder)
  const content = decoding.readVarUint8Array(decoder)
  if (step === STEP_1) return isVector(content) ? { type: 'step-1', stateVector: content } : null
  return step === STEP_2 || step === UPDATE ? { type: 'update', update: content, isExchange: step === STEP_2 } : null
}

/** Throws where it ends too soon, or a number is none. */
function isVector(bytes: Uint8Array): boolean {
  const decoder = decoding.createDecoder(bytes)
  for (let left = 2 * decoding.readVarUint(decoder); left > 0; left--) decoding.readVarUint(decoder)
  return !decoding.hasContent(decoder)
}

/** The frames of one request over HTTP. Null where the bytes are no such list. */
export function readFrames(bytes: Uint8Array): readonly Uint8Array[] | null {
  try {
    const decoder = decoding.createDecoder(bytes)
    const all: Uint8Array[] = []
    while (decoding.hasContent(decoder)) all.push(decoding.readVarUint8Array(decoder))
    return all
  } catch {
    return null
  }
}

export const isPresence = (bytes: Uint8Array): boolean => bytes[0] === FRAME.awareness || bytes[0] === FRAME.caret
export const isProbe = (bytes: Uint8Array): boolean => bytes[0] === FRAME.probe
export const isUpdate = (bytes: Uint8Array): boolean => bytes[0] === FRAME.sync && bytes[1] !== STEP_1

const readProbe = (decoder: decoding.Decoder): ClientFrame => ({
  type: 'probe',
  seq: decoding.readVarUint(decoder),
  digest: hex(decoding.readUint8Array(decoder, DIGEST_BYTES)),
})

export const stepOneFrame = (stateVector: Uint8Array) => syncFrame(STEP_1, stateVector)
export const stepTwoFrame = (update: Uint8Array) => syncFrame(STEP_2, update)
export const updateFrame = (update: Uint8Array) => syncFrame(UPDATE, update)

export const ackFrame = (frames: number, head: number) => numbersFrame(FRAME.ack, frames, head)
export const seqFrame = (head: number) => numbersFrame(FRAME.seq, head)
export const divergedFrame = (seq: number) => numbersFrame(FRAME.diverged, seq)
export const closedFrame = (code: number) => numbersFrame(FRAME.closed, code)
export const stateFrame = (welcome: Welcome) => stateFrameOf(bytesOf(JSON.stringify(welcome)))
/** `welcome`: in JSON, as UTF-8. */
export const stateFrameOf = (welcome: Uint8Array) =>
  written((encoder) => {
    encoding.writeVarUint(encoder, FRAME.state)
    encoding.writeVarUint8Array(encoder, welcome)
  })
export const actsFrame = (entries: readonly LogEntry[]) => jsonFrame(FRAME.acts, entries)

export const textsFrame = ({ from, to, time, by }: TextSpan) =>
  written((encoder) => {
    for (const number of [FRAME.texts, from, to, time]) encoding.writeVarUint(encoder, number)
    encoding.writeVarString(encoder, by)
  })

/** `update` is empty for the author's own line. */
export const typedFrame = ({ from, to, later, author }: TypedSpan, update: Uint8Array) =>
  written((encoder) => {
    for (const number of [FRAME.typed, from, to - from, later, author]) encoding.writeVarUint(encoder, number)
    encoding.writeUint8Array(encoder, update)
  })

export const nackFrame = (frame: number, nack: Nack) =>
  written((encoder) => {
    encoding.writeVarUint(encoder, FRAME.nack)
    encoding.writeVarUint(encoder, frame)
    encoding.writeVarString(encoder, JSON.stringify(nack))
  })

export const awarenessFrame = (update: Uint8Array) =>
  written((encoder) => {
    encoding.writeVarUint(encoder, FRAME.awareness)
    encoding.writeVarUint8Array(encoder, update)
  })

const syncFrame = (step: number, content: Uint8Array) =>
  written((encoder) => {
    encoding.writeVarUint(encoder, FRAME.sync)
    encoding.writeVarUint(encoder, step)
    encoding.writeVarUint8Array(encoder, content)
  })

const numbersFrame = (...numbers: readonly number[]) =>
  written((encoder) => numbers.forEach((number) => encoding.writeVarUint(encoder, number)))

const jsonFrame = (type: number, value: unknown) =>
  written((encoder) => {
    encoding.writeVarUint(encoder, type)
    encoding.writeVarString(encoder, JSON.stringify(value))
  })

function written(write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder()
  write(encoder)
  return encoding.toUint8Array(encoder)
}
