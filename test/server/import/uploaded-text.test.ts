import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { LARGEST_UPLOAD, textOfUpload } from '../../../server/import/uploaded-text.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(2 + text.length * 2))
  view.setUint16(0, 0xfeff, littleEndian)
  for (let at = 0; at < text.length; at++) view.setUint16(2 + at * 2, text.charCodeAt(at), littleEndian)
  return new Uint8Array(view.buffer)
}

const TEXT = 'RESOLUTION 1\tAsunción\u00A0«2030»\r\n'

describe('plain text is taken', () => {
  it.each([
    ['in UTF-8', bytesOf(TEXT)],
    ['in UTF-8 with a byte-order mark', bytesOf(`\uFEFF${TEXT}`)],
    ['in UTF-16, little end first', utf16(TEXT, true)],
    ['in UTF-16, big end first', utf16(TEXT, false)],
  ])('%s', (_, bytes) => expect(textOfUpload(bytes, 'a.txt')).toEqual({ ok: true, value: TEXT }))

  it('whatever the name says', () => expect(textOfUpload(bytesOf(TEXT), 'a.docx').ok).toBe(true))

  it('up to 2 MB', () => expect(textOfUpload(new Uint8Array(LARGEST_UPLOAD).fill(0x61), 'a.txt').ok).toBe(true))
})

describe('a file is refused, with the reason and what to do,', () => {
  const word = zipSync({ 'word/document.xml': bytesOf('<w:document/>') })
  it.each([
    ['when it is empty', new Uint8Array(0), 'wrong-format', /is empty/],
    ['when it is blank', bytesOf(' \n\t '), 'wrong-format', /is empty/],
    ['when it is larger than 2 MB', new Uint8Array(LARGEST_UPLOAD + 1).fill(0x61), 'too-large', /larger than 2 MB/],
    ['when it is a Word file under another name', word, 'wrong-format', /Word file.*no plain text/],
    ['when it is another packed file', zipSync({ 'a.txt': bytesOf('a') }), 'wrong-format', /packed file/],
    [
      'when it is an old Word file',
      new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1]),
      'wrong-format',
      /\.doc.*Save it as \.docx/,
    ],
    ['when it is a PDF file', bytesOf('%PDF-1.7\n'), 'wrong-format', /PDF/],
    ['when it is a Rich Text file', bytesOf('{\\rtf1 a}'), 'wrong-format', /Rich Text/],
    ['when it is binary', new Uint8Array([1, 2, 0, 65, 66]), 'wrong-format', /not a text file/],
    [
      'when it is in Windows-1252',
      new Uint8Array([0x63, 0x61, 0x66, 0xe9, 0x0a]),
      'wrong-format',
      /Windows-1252.*UTF-8/,
    ],
    ['when its UTF-16 is broken', new Uint8Array([0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00]), 'wrong-format', /not Unicode/],
  ] as const)('%s', (_, bytes, code, reason) => {
    const outcome = textOfUpload(bytes, 'upload.txt')
    expect(outcome).toMatchObject({ ok: false, refusal: { code } })
    expect(outcome.ok ? '' : outcome.refusal.reason).toMatch(reason)
    expect(outcome.ok ? '' : outcome.refusal.reason).toContain('upload.txt')
  })

  it('but text that begins with PK is text', () =>
    expect(textOfUpload(bytesOf('PK is a symbol'), 'a.txt').ok).toBe(true))
})
