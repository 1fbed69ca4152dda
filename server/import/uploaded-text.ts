/** The bytes of an uploaded file as text. Only plain text in Unicode is taken; nothing is guessed about other encodings. */
import { accept, refuse, type Outcome } from '../../shared/outcome.ts'

/** 2 MiB: a resolution has some 10 to 50 kB. */
export const LARGEST_UPLOAD = 2 * 1024 * 1024

const ZIP = [0x50, 0x4b]
const OLE = [0xd0, 0xcf, 0x11, 0xe0]
const ADVICE = 'Save it as plain text (Unicode, UTF-8) and import that.'
const WORD_ADVICE = 'Save it as .docx, without a password, and import that.'

/** `fileName` is only named in the sentences: what a file is, its bytes say. */
export function textOfUpload(bytes: Uint8Array, fileName: string): Outcome<string> {
  if (bytes.length === 0) return refuse('wrong-format', `“${fileName}” is empty.`)
  if (bytes.length > LARGEST_UPLOAD)
    return refuse('too-large', `“${fileName}” is larger than 2 MB. Import the text of one resolution.`)
  const format = otherFormat(bytes)
  if (format !== null) return refuse('wrong-format', `“${fileName}” is ${format}`)
  return decoded(bytes, fileName)
}

function otherFormat(bytes: Uint8Array): string | null {
  if (startsWith(bytes, ZIP) && isZip(bytes)) return zipFormat(bytes)
  if (startsWith(bytes, OLE)) return `a Word file of the old kind (.doc), or protected by a password. ${WORD_ADVICE}`
  const start = latin(bytes.subarray(0, 8))
  if (start.startsWith('%PDF-'))
    return `a PDF file. Import the Word file that it was made from, or save it as plain text (Unicode, UTF-8).`
  if (start.startsWith('{\\rtf')) return `a Rich Text file. ${WORD_ADVICE}`
  return null
}

/** "PK" and a record number below 9: a local file, the central directory or an empty archive. */
const isZip = (bytes: Uint8Array) => (bytes[2] ?? 9) < 9 && (bytes[3] ?? 9) < 9

function zipFormat(bytes: Uint8Array): string {
  const isWord = latin(bytes).includes('word/')
  if (isWord) return 'a Word file, whatever its name says, and no plain text.'
  return 'a packed file (zip). Unpack it and import the text of one resolution.'
}

const startsWith = (bytes: Uint8Array, signature: readonly number[]) =>
  signature.every((byte, at) => bytes[at] === byte)

const latin = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes)

function decoded(bytes: Uint8Array, fileName: string): Outcome<string> {
  const text = unicodeText(bytes)
  if (text === null)
    return refuse(
      'wrong-format',
      `“${fileName}” is not Unicode text; it may be in an older encoding such as Windows-1252. ${ADVICE}`,
    )
  if (isBinary(text)) return refuse('wrong-format', `“${fileName}” is not a text file. ${ADVICE}`)
  if (text.trim() === '') return refuse('wrong-format', `“${fileName}” is empty.`)
  return accept(text)
}

/** UTF-16 is known by its byte-order mark, all else must be UTF-8; null where it is not. The mark itself is dropped. */
function unicodeText(bytes: Uint8Array): string | null {
  const encoding = startsWith(bytes, [0xff, 0xfe]) ? 'utf-16le' : startsWith(bytes, [0xfe, 0xff]) ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Control characters that no text holds; tab, line and page ends are none of them. */
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000E-\u001F\u007F]/

const isBinary = (text: string) => CONTROL.test(text)
