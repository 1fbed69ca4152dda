/** Yjs updates written by hand (format v1), because Yjs itself writes none of the bad ones. */
import { createHash } from 'node:crypto'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'

type At = readonly [client: number, clock: number]
type Content = { readonly ref: number; readonly write: (encoder: encoding.Encoder) => void }
export type Part =
  | { readonly collected: number }
  | { readonly skipped: number }
  | {
      readonly content: Content
      readonly origin?: At
      readonly right?: At
      /** A root's name, or the id of a type. Only where there is neither `origin` nor `right`. */
      readonly parent?: string | At
      readonly key?: string
    }
export type Section = { readonly client: number; readonly clock: number; readonly parts: readonly Part[] }
export type Deletes = {
  readonly client: number
  readonly ranges: readonly (readonly [clock: number, length: number])[]
}

export const encodeUpdate = (sections: readonly Section[], deletes: readonly Deletes[] = []): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, sections.length)
    for (const section of sections) writeSection(encoder, section)
    encoding.writeVarUint(encoder, deletes.length)
    for (const each of deletes) writeDeletes(encoder, each)
  })

function writeSection(encoder: encoding.Encoder, { client, clock, parts }: Section): void {
  encoding.writeVarUint(encoder, parts.length)
  encoding.writeVarUint(encoder, client)
  encoding.writeVarUint(encoder, clock)
  for (const part of parts) writePart(encoder, part)
}

function writePart(encoder: encoding.Encoder, part: Part): void {
  if ('collected' in part) return writeLength(encoder, 0, part.collected)
  if ('skipped' in part) return writeLength(encoder, 10, part.skipped)
  const { content, origin, right, parent, key } = part
  const info = content.ref | (origin ? 0x80 : 0) | (right ? 0x40 : 0) | (key === undefined ? 0 : 0x20)
  encoding.writeUint8(encoder, info)
  for (const at of [origin, right]) if (at) writeId(encoder, at)
  if (!origin && !right) writeParent(encoder, parent!, key)
  content.write(encoder)
}

function writeLength(encoder: encoding.Encoder, info: number, length: number): void {
  encoding.writeUint8(encoder, info)
  encoding.writeVarUint(encoder, length)
}

function writeParent(encoder: encoding.Encoder, parent: string | At, key: string | undefined): void {
  encoding.writeVarUint(encoder, typeof parent === 'string' ? 1 : 0)
  if (typeof parent === 'string') encoding.writeVarString(encoder, parent)
  else writeId(encoder, parent)
  if (key !== undefined) encoding.writeVarString(encoder, key)
}

function writeId(encoder: encoding.Encoder, [client, clock]: At): void {
  encoding.writeVarUint(encoder, client)
  encoding.writeVarUint(encoder, clock)
}

function writeDeletes(encoder: encoding.Encoder, { client, ranges }: Deletes): void {
  encoding.writeVarUint(encoder, client)
  encoding.writeVarUint(encoder, ranges.length)
  for (const range of ranges) writeId(encoder, range)
}

const string = (text: string) => (encoder: encoding.Encoder) => encoding.writeVarString(encoder, text)

export const CONTENT = {
  deleted: (length: number): Content => ({ ref: 1, write: (encoder) => encoding.writeVarUint(encoder, length) }),
  json: (value: unknown): Content => ({
    ref: 2,
    write: (encoder) => {
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarString(encoder, JSON.stringify(value))
    },
  }),
  binary: (bytes: Uint8Array): Content => ({
    ref: 3,
    write: (encoder) => encoding.writeVarUint8Array(encoder, bytes),
  }),
  words: (text: string): Content => ({ ref: 4, write: string(text) }),
  /** Words as bytes, which need not be UTF-8. */
  rawWords: (bytes: Uint8Array): Content => ({
    ref: 4,
    write: (encoder) => encoding.writeVarUint8Array(encoder, bytes),
  }),
  embed: (value: unknown): Content => ({ ref: 5, write: string(JSON.stringify(value)) }),
  embedJson: (json: string): Content => ({ ref: 5, write: string(json) }),
  format: (name: string, value: unknown): Content => ({
    ref: 6,
    write: (encoder) => {
      encoding.writeVarString(encoder, name)
      encoding.writeVarString(encoder, JSON.stringify(value))
    },
  }),
  type: (typeRef: number, name?: string): Content => ({
    ref: 7,
    write: (encoder) => {
      encoding.writeVarUint(encoder, typeRef)
      if (name !== undefined) encoding.writeVarString(encoder, name)
    },
  }),
  any: (...values: readonly unknown[]): Content => ({
    ref: 8,
    write: (encoder) => {
      encoding.writeVarUint(encoder, values.length)
      for (const value of values) encoding.writeAny(encoder, value as never)
    },
  }),
  doc: (guid: string): Content => ({
    ref: 9,
    write: (encoder) => {
      encoding.writeVarString(encoder, guid)
      encoding.writeAny(encoder, {})
    },
  }),
} as const

/** Numbers of the Yjs types, as `CONTENT.type` takes them. */
export const TYPE = { array: 0, map: 1, text: 2, xmlElement: 3, xmlFragment: 4, xmlHook: 5, xmlText: 6 } as const

/** What a document knows, as one comparable string. */
export const stateOf = (doc: Y.Doc): string => createHash('sha256').update(Y.encodeStateAsUpdate(doc)).digest('hex')
