/** The frames of the measured servers, as far as the load speaks them. All carry y-protocols' sync messages; hocuspocus names the document first. */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { FRAME, type Reached, type Welcome } from '../../../shared/protocol/sync.ts'

export type Heard =
  | { readonly type: 'step-1' | 'text' | 'first-text'; readonly bytes: Uint8Array }
  /** `upTo`: so many update frames of this connection are answered; null: one more. */
  | { readonly type: 'ack'; readonly upTo: number | null }
  | { readonly type: 'let-in' }
  /** Ours alone: `resumed` where the text goes on from what the address named. */
  | { readonly type: 'state'; readonly resumed: boolean; readonly reached: Reached }
  | { readonly type: 'other' }

export type Dialect = {
  /** What a client says first; null where the server begins. */
  readonly hello: (document: string) => Uint8Array | null
  readonly stepOne: (document: string, stateVector: Uint8Array) => Uint8Array
  readonly edit: (document: string, update: Uint8Array, step?: 1 | 2) => Uint8Array
  readonly read: (frame: Uint8Array) => Heard
  readonly acknowledges: boolean
}

const SYNC = ['step-1', 'first-text', 'text'] as const
const OTHER: Heard = { type: 'other' }

export const plain: Dialect = {
  hello: () => null,
  stepOne: (_, stateVector) => syncFrame(null, 0, stateVector),
  edit: (_, update, step = 2) => syncFrame(null, step, update),
  read: (frame) => {
    const decoder = decoding.createDecoder(frame)
    const type = decoding.readVarUint(decoder)
    if (type === FRAME.ack) return { type: 'ack', upTo: decoding.readVarUint(decoder) }
    if (type === FRAME.state) return stateIn(JSON.parse(decoding.readVarString(decoder)) as Welcome)
    return type === FRAME.sync ? readSync(decoder) : OTHER
  },
  acknowledges: false,
}

export const ours: Dialect = { ...plain, acknowledges: true }

const HOCUSPOCUS = { sync: 0, auth: 2, syncReply: 4, syncStatus: 8, authenticated: 2 }

export const hocuspocus: Dialect = {
  hello: (document) =>
    encoding.encode((encoder) => {
      encoding.writeVarString(encoder, document)
      encoding.writeVarUint(encoder, HOCUSPOCUS.auth)
      encoding.writeVarUint(encoder, 0)
      encoding.writeVarString(encoder, '')
      encoding.writeVarString(encoder, '4.7.0')
    }),
  stepOne: (document, stateVector) => syncFrame(document, 0, stateVector),
  edit: (document, update, step = 2) => syncFrame(document, step, update),
  read: (frame) => {
    const decoder = decoding.createDecoder(frame)
    decoding.readVarUint8Array(decoder)
    const type = decoding.readVarUint(decoder)
    if (type === HOCUSPOCUS.auth && decoding.readVarUint(decoder) === HOCUSPOCUS.authenticated)
      return { type: 'let-in' }
    if (type === HOCUSPOCUS.syncStatus) return { type: 'ack', upTo: null }
    return type === HOCUSPOCUS.sync || type === HOCUSPOCUS.syncReply ? readSync(decoder) : OTHER
  },
  acknowledges: true,
}

const stateIn = ({ resumed = false, state }: Welcome): Heard => ({
  type: 'state',
  resumed,
  reached: { seq: state.head, time: state.lastChange.time },
})

function readSync(decoder: decoding.Decoder): Heard {
  const type = SYNC[decoding.readVarUint(decoder)]
  return type ? { type, bytes: decoding.readVarUint8Array(decoder) } : OTHER
}

function syncFrame(document: string | null, step: number, content: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    if (document !== null) encoding.writeVarString(encoder, document)
    encoding.writeVarUint(encoder, FRAME.sync)
    encoding.writeVarUint(encoder, step)
    encoding.writeVarUint8Array(encoder, content)
  })
}
