/** The frames 109 to 113 on a line of the provider, which knows none of them. */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { WebsocketProvider } from 'y-websocket'
import { readCaretMoves, writeCaret, type Caret, type Present } from '../../shared/protocol/presence.ts'
import { FRAME } from '../../shared/protocol/sync.ts'
import { onFrame, readJson, readNumber } from './heard-frames.ts'
import type { PresenceEvents } from './presence.ts'

/** Answers how to end it. */
export function linkPresence(provider: WebsocketProvider, events: PresenceEvents): () => void {
  onFrame(provider, FRAME.number, readNumber, (own) => events.number(own))
  onFrame(provider, FRAME.people, readJson, (came) => events.people(came as readonly Present[]))
  onFrame(provider, FRAME.left, readNumbers, (numbers) => events.left(numbers))
  onFrame(provider, FRAME.carets, readCaretMoves, (moves) => events.carets(moves))
  provider.on('status', ({ status }) => {
    if (status === 'disconnected') events.lost()
    if (status === 'connected') events.opened((caret) => provider.ws?.send(caretFrame(caret)))
  })
  return () => events.lost()
}

const caretFrame = (caret: Caret | null): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(
    encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, FRAME.caret)
      writeCaret(encoder, caret)
    }),
  )

function readNumbers(decoder: decoding.Decoder): readonly number[] {
  const numbers: number[] = []
  while (decoding.hasContent(decoder)) numbers.push(readNumber(decoder))
  return numbers
}
