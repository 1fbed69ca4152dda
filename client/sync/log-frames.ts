/** The frames 100 to 107 and 114: what has become of our edits, and what was written. */
import * as decoding from 'lib0/decoding'
import type { WebsocketProvider } from 'y-websocket'
import { personId } from '../../shared/ids.ts'
import type { LogEntry } from '../../shared/proposal/acts.ts'
import { FRAME, type Nack, type TextSpan, type TypedSpan, type Welcome } from '../../shared/protocol/sync.ts'
import { onFrame, readJson, readNumber } from './heard-frames.ts'
import type { LineEvents } from './line-events.ts'

type Heard = Pick<LineEvents, 'contains' | 'entries' | 'texts' | 'diverged'> & {
  acked(upTo: number): void
  nacked(frame: number, nack: Nack): void
  greeted(welcome: Welcome): void
  /** `update` is empty where the text came another way. */
  typed(span: TypedSpan, update: Uint8Array): void
}

export function linkLog(provider: WebsocketProvider, heard: Heard): void {
  const on = <T>(type: number, read: (decoder: decoding.Decoder) => T, then: (value: T) => void) =>
    onFrame(provider, type, read, then)
  on(FRAME.ack, readNumber, (upTo) => heard.acked(upTo))
  on(FRAME.nack, readNack, ([frame, nack]) => heard.nacked(frame, nack))
  on(FRAME.state, readJson, (welcome) => heard.greeted(welcome as Welcome))
  on(FRAME.seq, readNumber, (head) => heard.contains(head))
  on(FRAME.acts, readJson, (entries) => heard.entries(entries as readonly LogEntry[]))
  on(FRAME.texts, readTexts, (span) => heard.texts(span))
  on(FRAME.typed, readTyped, ({ span, update }) => heard.typed(span, update))
  on(FRAME.diverged, readNumber, (seq) => heard.diverged(seq))
}

const readNack = (decoder: decoding.Decoder) => [readNumber(decoder), readJson(decoder) as Nack] as const

const readTexts = (decoder: decoding.Decoder): TextSpan => ({
  from: readNumber(decoder),
  to: readNumber(decoder),
  time: readNumber(decoder),
  by: personId(decoding.readVarString(decoder)),
})

function readTyped(decoder: decoding.Decoder): { readonly span: TypedSpan; readonly update: Uint8Array } {
  const [from, more, later, author] = [0, 0, 0, 0].map(() => readNumber(decoder)) as [number, number, number, number]
  return { span: { from, to: from + more, later, author }, update: decoding.readTailAsUint8Array(decoder) }
}
