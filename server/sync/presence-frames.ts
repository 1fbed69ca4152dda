/** The frames 109 to 112 of `shared/protocol/PROTOCOL.md`, to bytes. */
import * as encoding from 'lib0/encoding'
import { writeCaretMoves } from '../../shared/protocol/presence.ts'
import { FRAME } from '../../shared/protocol/sync.ts'
import type { Member } from './member.ts'

export const numberFrame = (number: number): Uint8Array =>
  framed(FRAME.number, (encoder) => encoding.writeVarUint(encoder, number))

export const peopleFrame = (members: readonly Member[]): Uint8Array =>
  framed(FRAME.people, (encoder) =>
    encoding.writeVarString(encoder, JSON.stringify(members.map(({ present }) => present))),
  )

export const leftFrame = (members: readonly Member[]): Uint8Array =>
  framed(FRAME.left, (encoder) => members.forEach(({ present }) => encoding.writeVarUint(encoder, present.number)))

export const caretsFrame = (members: readonly Member[]): Uint8Array =>
  framed(FRAME.carets, (encoder) =>
    writeCaretMoves(
      encoder,
      members.map(({ present: { number }, caret }) => ({ number, caret })),
    ),
  )

const framed = (type: number, write: (encoder: encoding.Encoder) => void): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, type)
    write(encoder)
  })
