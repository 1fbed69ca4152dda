/** The frames 109 to 113 on a line of the provider, which knows none of them. */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { Awareness } from 'y-protocols/awareness'
import type { WebsocketProvider } from 'y-websocket'
import type * as Y from 'yjs'
import { readCaretMoves, writeCaret, type Caret, type Present } from '../../shared/protocol/presence.ts'
import { FRAME } from '../../shared/protocol/sync.ts'
import type { PresenceEvents } from './presence.ts'

/** Answers how to end it. */
export function linkPresence(provider: WebsocketProvider, events: PresenceEvents): () => void {
  const on = (type: number, hear: (decoder: decoding.Decoder) => void) =>
    (provider.messageHandlers[type] = (_encoder, decoder) => hear(decoder))
  on(FRAME.number, (decoder) => events.number(decoding.readVarUint(decoder)))
  on(FRAME.people, (decoder) => events.people(JSON.parse(decoding.readVarString(decoder)) as readonly Present[]))
  on(FRAME.left, (decoder) => events.left(numbersIn(decoder)))
  on(FRAME.carets, (decoder) => events.carets(readCaretMoves(decoder)))
  provider.on('status', ({ status }) => {
    if (status === 'disconnected') events.lost()
    if (status === 'connected') events.opened((caret) => provider.ws?.send(caretFrame(caret)))
  })
  return () => events.lost()
}

/**
 * The provider cannot do without an awareness. This one says nothing and holds nobody: the provider would send every change that it
 * hears back to the server, and speak in the name of the text's client id, which nobody is to learn before its owner has written with it.
 */
export function silentAwareness(doc: Y.Doc): Awareness {
  const silent = new Awareness(doc)
  silent.destroy()
  return silent
}

const caretFrame = (caret: Caret | null): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(
    encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, FRAME.caret)
      writeCaret(encoder, caret)
    }),
  )

function numbersIn(decoder: decoding.Decoder): readonly number[] {
  const numbers: number[] = []
  while (decoding.hasContent(decoder)) numbers.push(decoding.readVarUint(decoder))
  return numbers
}
