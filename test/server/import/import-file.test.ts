/** The command line of the import: what it prints, and how it ends. */
import { execFile } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { importFile } from '../../../server/import/import-file.ts'
import type { Outline } from '../../../shared/import/outline.ts'
import { resolution } from '../../support/reading.ts'
import { del, ins, p, r, wordFile } from '../../support/word-builder.ts'

const FOLDER = mkdtempSync(join(tmpdir(), 'import-'))

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(join(FOLDER, name), content)
  return name
}

const run = (...args: readonly string[]) => importFile(args, FOLDER)
const printed = async (...args: readonly string[]) => {
  const { exit, output } = await run(...args)
  expect(exit, output).toBe(0)
  return JSON.parse(output) as Outline | readonly Outline[]
}

const HEAD = ['ResNo', 'Restitle', 'Normalaftertitle']
  .map((style, at) => p(style, resolution('').split('\n')[at]!))
  .join('')
const WORD = wordFile({ body: HEAD + p('Call', 'resolves') + p('', `${r('to ')}${del('stop.')}${ins('go.')}`) })

it('prints one resolution in exactly the shape that the issue gives', async () => {
  const body =
    'noting\n- a) one[footnoteRef:1];[1: A note.]\n- two:\ni)\tsub;\nii)\tsub,\nresolves to instruct the Director\nwithin its means,\n1\tto go;\n2\tto see *noting b*) above.'
  expect(await printed(file('one.txt', resolution(body)), '--json')).toEqual({
    number: '900',
    revision: 'Rev. Testville, 2030',
    conference: 'World Telecommunication Development Conference',
    title: 'On tests',
    parts: [
      {
        keyword: 'noting',
        heading: 'noting',
        kind: 'preamble',
        clauses: [
          { label: 'a)', text: 'one;', footnoteRefs: ['1'], children: [] },
          {
            label: 'b)',
            text: 'two:',
            footnoteRefs: [],
            children: [
              { label: 'i)', text: 'sub;', footnoteRefs: [], children: [] },
              { label: 'ii)', text: 'sub,', footnoteRefs: [], children: [] },
            ],
          },
        ],
      },
      {
        keyword: 'resolves to instruct',
        heading: 'resolves to instruct the Director',
        kind: 'operative',
        chapeau: 'within its means,',
        clauses: [
          { label: '1', text: 'to go;', footnoteRefs: [], children: [] },
          { label: '2', text: 'to see noting b) above.', footnoteRefs: [], children: [] },
        ],
      },
    ],
    footnotes: [{ marker: '1', text: 'A note.' }],
    findings: [{ line: 6, code: 'label-restored', message: expect.any(String) as string }],
  })
})

it('prints an array for several resolutions in one file', async () => {
  const one = resolution('resolves\nto stop.')
  const both = await printed(file('two.txt', `${one}\n${one.replace('900', '901')}`), '--json')
  expect(Array.isArray(both) && both.map(({ number }) => number)).toEqual(['900', '901'])
})

const textOf = async (...args: readonly string[]) => ((await printed(...args)) as Outline).parts[0]!.clauses[0]!.text

describe('a Word file', () => {
  it('is read with its changes rejected, whatever its name says', async () =>
    expect(await textOf(file('a.txt', WORD))).toBe('to stop.'))
  it('or accepted', async () => expect(await textOf(file('b.docx', WORD), '--reading=accept')).toBe('to go.'))
  it('that is all inserted says which reading has the text', async () => {
    const body = [
      ['ResNo', resolution('').split('\n')[0]!],
      ['Normalaftertitle', resolution('').split('\n')[2]!],
      ['Call', 'resolves'],
      ['', 'to stop.'],
    ] as const
    const inserted = wordFile({ body: body.map(([style, text]) => p(style, ins(text))).join('') })
    expect((await run(file('d.docx', inserted))).output).toMatch(/changes are rejected; try --reading=accept\.$/)
    expect(await textOf(file('d.docx', inserted), '--reading=accept')).toBe('to stop.')
  })
})

describe('ends with status 1 and one line for', () => {
  it.each([
    ['any other text', 'letter.txt', 'Dear colleagues', /not the text of a resolution/],
    ['an empty file', 'empty.txt', '', /is empty/],
    ['an old or protected Word file', 'old.doc', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), /\.doc/],
    [
      'a packed file that says it is a Word file',
      'fake.docx',
      zipSync({ 'a.txt': strToU8('RESOLUTION 1') }),
      /not a Word file/,
    ],
    [
      'a Word file without a resolution',
      'other.docx',
      wordFile({ body: p('', 'Dear colleagues') }),
      /not the text of a resolution/,
    ],
    ['a PDF file', 'a.pdf', '%PDF-1.7\n', /PDF/],
    ['a text that says it is a Word file', 'text.docx', 'Dear colleagues', /not the text of a resolution/],
    ['a PDF file that says it is a Word file', 'pdf.docx', '%PDF-1.7\n', /PDF/],
    [
      'another office file',
      'odt.docx',
      zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.text') }),
      /not a Word file/,
    ],
    ['a Word file cut off', 'cut.docx', WORD.slice(0, WORD.length - 40), /damaged/],
    [
      'a proposal that only suppresses',
      'sup.txt',
      'SUP\tACP/1/1\nRESOLUTION 31 (Rev. Kigali, 2022)\nT',
      /suppressed \(SUP\)/,
    ],
    ['a picture', 'picture.docx', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 1]), /not/],
  ])('%s', async (_, name, content, reason) => {
    const { exit, output } = await run(file(name, content), '--json')
    expect(exit).toBe(1)
    expect(output).toMatch(reason)
    expect(output).not.toContain('\n')
  })

  it('a file that is not there, and a folder', async () => {
    expect(await run('nowhere.txt')).toMatchObject({
      exit: 1,
      output: expect.stringMatching(/There is no file/) as string,
    })
    expect(await run('.')).toMatchObject({ exit: 1, output: expect.stringMatching(/folder/) as string })
  })
})

it.each([[[]], [['a', 'b']], [['a', '--reading=both']], [['a', '--yaml']]])(
  'a wrong call (%j) ends with status 2 and the usage',
  async (args) => {
    expect(await run(...args)).toMatchObject({ exit: 2, output: expect.stringMatching(/^Usage: /) as string })
  },
)

const program = (name: string) =>
  new Promise<{ status: unknown; stdout: string; stderr: string }>((resolve) => {
    const args = [join(import.meta.dirname, '../../../server/import/import-text.ts'), join(FOLDER, name), '--json']
    execFile(process.execPath, args, (error, stdout, stderr) => resolve({ status: error?.code ?? 0, stdout, stderr }))
  })

describe('as a program,', () => {
  it('prints JSON and nothing else', async () => {
    const { status, stdout, stderr } = await program(file('program.docx', WORD))
    expect([status, stderr]).toEqual([0, ''])
    expect((JSON.parse(stdout) as Outline).number).toBe('900')
  })

  it('prints nothing where there is no resolution, but for one line of error', async () => {
    const { status, stdout, stderr } = await program(file('program.txt', 'no'))
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/^[^\n]+\n$/)
  })
})
