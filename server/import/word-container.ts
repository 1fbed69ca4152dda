/** The container of a Word file: a zip of parts, unpacked within limits and only as far as the text needs. Nothing is written to disk. */
import { unzipSync, type UnzipFileInfo } from 'fflate'
import { accept, refuse, type Outcome, type Refusal } from '../../shared/outcome.ts'

export const LARGEST_WORD_FILE = 20 * 1024 * 1024
const MOST_UNPACKED = 50 * 1024 * 1024
const MOST_PARTS = 2000

export type Parts = ReadonlyMap<string, Uint8Array>

const ZIP = [0x50, 0x4b]
const OLE = [0xd0, 0xcf, 0x11, 0xe0]

/** "PK" and a record number below 9: a zip, so perhaps a Word file whatever its name says. */
export const isPackedFile = (bytes: Uint8Array): boolean =>
  startsWith(bytes, ZIP) && (bytes[2] ?? 9) < 9 && (bytes[3] ?? 9) < 9

const startsWith = (bytes: Uint8Array, signature: readonly number[]) =>
  signature.every((byte, at) => bytes[at] === byte)

/** The parts that hold text, styles, numbers, notes and what refers to them. Media stay packed. */
const WANTED = /^(?:\[Content_Types\]\.xml|_rels\/\.rels|word\/[\w.-]+\.xml|word\/_rels\/[\w.-]+\.rels)$/

export function unpack(bytes: Uint8Array, name: string): Outcome<Parts> {
  if (startsWith(bytes, OLE)) return refuse('wrong-format', oldOrEncrypted(name))
  if (!isPackedFile(bytes)) return refuse('wrong-format', `“${name}” is not a Word file (.docx).`)
  if (bytes.length > LARGEST_WORD_FILE) return refuse('too-large', `“${name}” is larger than 20 MB.`)
  try {
    const listed = contents(bytes)
    const refusal = offence(listed, name)
    if (refusal) return { ok: false, refusal }
    return accept(new Map(Object.entries(unzipSync(bytes, { filter: ({ name }) => WANTED.test(name) }))))
  } catch {
    return refuse('wrong-format', `“${name}” is damaged: its container cannot be unpacked.`)
  }
}

const oldOrEncrypted = (name: string) =>
  `“${name}” is a Word file of the old kind (.doc), or protected by a password. Save it as .docx without a password.`

/** The list of parts as the file declares it; nothing is unpacked for it. More than are allowed are not even listed. */
function contents(bytes: Uint8Array): readonly UnzipFileInfo[] {
  const listed: UnzipFileInfo[] = []
  unzipSync(bytes, {
    filter: (part) => {
      if (listed.length <= MOST_PARTS) listed.push(part)
      return false
    },
  })
  return listed
}

/** A part that unpacks to more than it declares is cut off at what it declares, so the sum holds. */
function offence(parts: readonly UnzipFileInfo[], name: string): Refusal | null {
  const names = parts.map((part) => part.name)
  if (parts.length > MOST_PARTS) return { code: 'too-large', reason: `“${name}” has more than ${MOST_PARTS} parts.` }
  if (parts.reduce((sum, part) => sum + part.originalSize, 0) > MOST_UNPACKED)
    return { code: 'too-large', reason: `“${name}” unpacks to more than 50 MB.` }
  if (names.some(leadsOutside) || new Set(names).size < names.length)
    return { code: 'wrong-format', reason: `“${name}” is damaged: its parts have impossible names.` }
  if (names.includes('EncryptedPackage')) return { code: 'wrong-format', reason: oldOrEncrypted(name) }
  if (names.some((part) => part === '[Content_Types].xml') && names.some((part) => part.startsWith('word/')))
    return null
  return { code: 'wrong-format', reason: `“${name}” is a packed file (zip), but not a Word file.` }
}

const leadsOutside = (part: string) => /^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)/.test(part)
