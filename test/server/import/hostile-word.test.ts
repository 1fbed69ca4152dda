/** Files made to harm: each is refused fast, with a sentence, and without taking memory for what it claims to hold. */
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readWord } from '../../../server/import/read-word.ts'
import { readWordFile } from '../../../server/import/word-file.ts'
import type { Outcome } from '../../../shared/outcome.ts'
import { p, wordFile, xml } from '../../support/word-builder.ts'
import { processorTime } from '../../support/processor-time.ts'

const ZEROS = new Uint8Array(1_000_000)
const plain = { body: p('', 'a') }

/** The refusal, what it cost in milliseconds of a processor, and by how much the memory of this process grew, in megabytes. */
async function refusalInThread(bytes: Uint8Array) {
  // What a thread takes for itself is not what the file makes it take.
  await readWord(wordFile(plain), 'good.docx')
  const [before, spent] = [process.memoryUsage().rss, processorTime()]
  const outcome = await readWord(bytes, 'bad.docx')
  const [cost, grew] = [spent(), (process.memoryUsage().rss - before) / 1e6]
  return { ...refusalIn(outcome), cost, grew }
}

const refusalOf = (bytes: Uint8Array) => refusalIn(readWordFile(bytes, 'bad.docx'))

function refusalIn(outcome: Outcome<unknown>) {
  if (outcome.ok) throw new Error('it was read')
  expect(outcome.refusal.reason).toMatch(/^“bad\.docx” .*\.$/)
  expect(outcome.refusal.reason).not.toContain('\n')
  return outcome.refusal
}

describe('refused:', () => {
  it('a bomb of zeros, before it is unpacked', async () => {
    const bytes = wordFile({ ...plain, extra: { 'word/bomb.xml': new Uint8Array(55_000_000) } })
    expect(bytes.length).toBeLessThan(100_000)
    const { code, reason, cost, grew } = await refusalInThread(bytes)
    expect([code, reason]).toEqual(['too-large', expect.stringMatching(/more than 50 MB/)])
    expect(cost).toBeLessThan(3000)
    expect(grew).toBeLessThan(45)
  })

  it('a bomb in many parts', () => {
    const parts = Array.from({ length: 60 }, (_, at) => [`word/media/${at}.bin`, ZEROS] as const)
    const { code } = refusalOf(wordFile({ ...plain, extra: Object.fromEntries(parts) }))
    expect(code).toBe('too-large')
  })

  it('a part that unpacks to more than it declares: it is cut off there', async () => {
    const body = strToU8(xml('document', `<w:body>${p('', 'x').repeat(100_000)}</w:body>`))
    const bytes = wordFile({ ...plain, extra: { 'word/document.xml': body } })
    const { cost, grew } = await refusalInThread(withDeclaredSize(bytes, body.length, 5000))
    expect(cost).toBeLessThan(3000)
    expect(grew).toBeLessThan(100)
  })

  it('more than 2,000 parts', () => {
    const parts = Array.from({ length: 2100 }, (_, at) => [`word/media/${at}`, new Uint8Array(0)] as const)
    expect(refusalOf(wordFile({ ...plain, extra: Object.fromEntries(parts) })).reason).toMatch(/2000 parts/)
  })

  it.each(['../evil.xml', 'word/../../evil.xml', '/etc/passwd', '..\\evil.xml', 'C:\\evil.xml'])(
    'a part named %s',
    (name) => {
      expect(refusalOf(wordFile({ ...plain, extra: { [name]: strToU8('x') } })).reason).toMatch(/impossible names/)
    },
  )

  it.each([
    [
      'entities that expand',
      '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><w:a xmlns:w="x">&b;</w:a>',
    ],
    ['an entity from outside', '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:a xmlns:w="x">&a;</w:a>'],
    ['a document type from outside', '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd"><a/>'],
  ])('%s', (_, document) => {
    const bytes = wordFile({ ...plain, extra: { 'word/document.xml': strToU8(document) } })
    expect(refusalOf(bytes).reason).toMatch(/entities of its own/)
  })

  it('the same in UTF-16', () => {
    const document = '<!DOCTYPE a [<!ENTITY a "b">]><a/>'
    const utf16 = new Uint8Array([0xff, 0xfe, ...document.split('').flatMap((each) => [each.charCodeAt(0), 0])])
    expect(refusalOf(wordFile({ ...plain, extra: { 'word/styles.xml': utf16 } })).reason).toMatch(/entities/)
  })

  it('too many elements, before they are parsed', async () => {
    const body = strToU8(xml('document', '<w:p/>'.repeat(1_000_000)))
    const { reason, cost } = await refusalInThread(wordFile({ ...plain, extra: { 'word/document.xml': body } }))
    expect(reason).toMatch(/too many elements/)
    expect(cost).toBeLessThan(5000)
  })

  it('elements nested too deep', async () => {
    const deep = xml('document', `<w:body>${'<w:sdt>'.repeat(20_000)}${'</w:sdt>'.repeat(20_000)}</w:body>`)
    const { cost, reason } = await refusalInThread(
      wordFile({ ...plain, extra: { 'word/document.xml': strToU8(deep) } }),
    )
    expect(reason).toMatch(/nested too deep/)
    expect(cost).toBeLessThan(10_000)
  })

  it.each([
    [
      'XML that is broken',
      wordFile({ ...plain, extra: { 'word/document.xml': strToU8('<w:document') } }),
      /cannot be read/,
    ],
    [
      'no document',
      zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'word/styles.xml': strToU8('<a/>') }),
      /word\/document\.xml is missing/,
    ],
    [
      'another package',
      zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'xl/workbook.xml': strToU8('<a/>') }),
      /not a Word file/,
    ],
    ['a file cut in half', wordFile(plain).slice(0, 700), /cannot be unpacked/],
    ['an old or a protected file', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), /old kind.*password/],
    ['text', strToU8('RESOLUTION 1'), /not a Word file/],
  ])('%s', (_, bytes, reason) => expect(refusalOf(bytes).reason).toMatch(reason))
})

it('a file cut off anywhere is refused with a sentence', () => {
  const bytes = wordFile(plain)
  for (let end = 4; end < bytes.length; end += 23)
    expect(refusalOf(bytes.slice(0, end)).reason, `${end} bytes`).toMatch(/damaged|not a Word file|cannot be read/)
})

it('a bomb packed in a bomb stays packed', async () => {
  const inner = zipSync({ 'bomb.xml': new Uint8Array(45_000_000) })
  const nested = wordFile({ ...plain, extra: { 'word/embeddings/bomb.zip': zipSync({ 'bomb.zip': inner }) } })
  await readWord(wordFile(plain), 'good.docx')
  const spent = processorTime()
  const before = process.memoryUsage().rss
  expect((await readWord(nested, 'nested.docx')).ok).toBe(true)
  expect(spent()).toBeLessThan(5000)
  expect((process.memoryUsage().rss - before) / 1e6).toBeLessThan(40)
})

it('many headers are read in time', async () => {
  const header = strToU8(xml('hdr', p('', 'a header')))
  const many = Array.from({ length: 1900 }, (_, at) => [`word/header${at}.xml`, header] as const)
  const spent = processorTime()
  expect((await readWord(wordFile({ ...plain, extra: Object.fromEntries(many) }), 'headers.docx')).ok).toBe(true)
  expect(spent()).toBeLessThan(10_000)
})

it.each(['header1', 'footer2', 'comments', 'footnotes', 'numbering'])(
  'entities of its own in %s are refused',
  (part) => {
    const bad = strToU8('<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><a>&a;</a>')
    expect(refusalOf(wordFile({ ...plain, extra: { [`word/${part}.xml`]: bad } })).reason).toMatch(
      /entities of its own/,
    )
  },
)

it('bytes that were changed at random never throw', () => {
  const bytes = wordFile(plain)
  let seed = 20301101
  const chance = () => (seed = (seed * 1103515245 + 12345) % 2 ** 31) / 2 ** 31
  for (let round = 0; round < 300; round++) {
    const broken = bytes.slice()
    for (let at = 0; at < 4; at++) broken[Math.floor(chance() * broken.length)] = Math.floor(chance() * 256)
    expect(typeof readWordFile(broken, 'bad.docx').ok, `round ${round}`).toBe('boolean')
  }
})

/** Rewrites the sizes that the lists of a zip declare for one part, found by its true size. */
function withDeclaredSize(bytes: Uint8Array, size: number, declared: number): Uint8Array {
  const changed = bytes.slice()
  const view = new DataView(changed.buffer)
  let found = 0
  for (let at = 0; at < changed.length - 4; at++)
    if (view.getUint32(at, true) === size) {
      view.setUint32(at, declared, true)
      found += 1
    }
  expect(found, 'in the local and in the central list').toBe(2)
  return changed
}
