/** What is shown of a file before anything is stored: every paragraph of the source is accounted for. */
import { describe, expect, it } from 'vitest'
import { understandFile } from '../../../server/import/understood-file.ts'
import { plainText } from '../../../shared/document/blocks.ts'
import type { AccountedText } from '../../../shared/import/accounted.ts'
import { originsBySource } from '../../../shared/import/paragraph-origins.ts'
import type { UnderstoodFile } from '../../../shared/import/understood-file.ts'
import { resolution } from '../../support/reading.ts'
import { haveSeeds, seed } from '../../support/seeds.ts'
import { del, ins, markOf, moveFrom, moveTo, note, p, r, wordFile } from '../../support/word-builder.ts'
import { LANGUAGES, wordOf } from '../../support/word-languages.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)

function understood(bytes: Uint8Array, name = 'file'): UnderstoodFile {
  const outcome = understandFile(bytes, name)
  if (!outcome.ok) throw new Error(outcome.refusal.reason)
  return outcome.value
}

function resolutionsIn(file: UnderstoodFile): readonly AccountedText[] {
  return file.changes === null ? file.reading.resolutions : [...file.inForce.resolutions, ...file.asAmended.resolutions]
}

/** The keys of paragraphs that are in no block and not left out. */
function unaccounted({ source, blocks, leftOut }: AccountedText): readonly string[] {
  const placed = new Set([...blocks.flatMap(({ from }) => from), ...leftOut.map(({ at }) => at)])
  return source.filter(({ key }) => !placed.has(key)).map(({ key }) => key)
}

const BODY =
  'considering\na)\tthat a first¹ line\ngoes on here;\nb)\tthat it ends,\nresolves\n1\tto write;\n2\tto read.\n¹ A note.'

describe('an account of plain text', () => {
  const text = resolutionsIn(understood(bytesOf(`A cover line\n${resolution(BODY)}\n- 7 -`)))[0]!

  it('names for each block the paragraphs that it came from', () => {
    const joined = text.blocks.find((block) => plainText(block).includes('goes on here'))!
    expect(joined.from.map((key) => text.source.find((each) => each.key === key)!.text)).toEqual([
      'a)\tthat a first¹ line',
      'goes on here;',
    ])
    expect(text.blocks.filter(({ from }) => from.length === 0)).toEqual([])
  })

  it('lists what is left out, and why', () => {
    expect(text.leftOut.filter(({ whole }) => whole).map(({ text: words, why }) => [words, why])).toEqual([
      ['A cover line', 'it stands before the number of the resolution'],
      ['- 7 -', 'a page number'],
    ])
  })

  it('is complete', () => expect(unaccounted(text)).toEqual([]))

  it('puts a finding at its paragraph', () => {
    const finding = text.findings.find(({ code }) => code === 'line-joined')!
    expect(text.source.find(({ key }) => key === finding.at)!.text).toBe('goes on here;')
  })
})

describe('an account of the seeds', () => {
  it.skipIf(!haveSeeds).each(['000', '001', '002', '003', '004'])('%s is complete', (name) => {
    const texts = resolutionsIn(understood(bytesOf(seed(name))))
    for (const text of texts) expect(unaccounted(text)).toEqual([])
    const shown = new Set(texts.flatMap(({ source }) => source.map(({ line }) => line)))
    const writtenLines = seed(name)
      .split('\n')
      .flatMap((line, at) => (line.trim() === '' ? [] : [at + 1]))
    expect(writtenLines.filter((line) => !shown.has(line))).toEqual([])
  })
  it.skipIf(haveSeeds)('is not made: ../shared/seeds is absent', () => undefined)
})

describe('an account of a Word file', () => {
  it.each(LANGUAGES.map((each) => [each.language, each] as const))('in %s is complete', (_, each) => {
    const [text] = resolutionsIn(understood(wordOf(each)))
    expect(unaccounted(text!)).toEqual([])
    expect(text!.blocks.filter(({ from }) => from.length === 0)).toEqual([])
  })
})

const HEAD = [
  p('ResNo', 'RESOLUTION 9 (Rev. Kigali, 2022)'),
  p('Restitle', 'Ferries'),
  p('Normalaftertitle', 'The World Telecommunication Development Conference (Kigali, 2022),'),
].join('')

/** The pairs of clauses, by their words. */
function pairs(body: string, footnotes: readonly string[] = []) {
  const file = understood(wordFile({ body: HEAD + body, footnotes }))
  if (file.changes === null) throw new Error('there are no changes')
  const [base, next] = [file.inForce.resolutions[0]!.blocks, file.asAmended.resolutions[0]!.blocks]
  const origins = originsBySource(base, next, file.changes.shared)
  const words = new Map(base.map((block) => [block.id, plainText(block)]))
  return next.slice(3).map((block) => [words.get(origins.get(block.id)!) ?? null, plainText(block)])
}

describe('the clauses of a file with tracked changes', () => {
  it('are the same where the paragraph is, however much of its words changed', () =>
    expect(
      pairs(
        p('Call', 'resolves') +
          p('', r('1\tto build ') + del('two') + ins('three') + r(' ferries;')) +
          p('', r('2\t') + del('to wait;') + ins('to sail;')),
      ),
    ).toEqual([
      ['resolves', 'resolves'],
      ['to build two ferries;', 'to build three ferries;'],
      ['to wait;', 'to sail;'],
    ]))

  it('are new where the paragraph was inserted, also where Word put the new mark on the old words', () =>
    expect(
      pairs(
        p('Call', 'resolves') +
          p('', '1\tto build ferries;', markOf('ins')) +
          p('', ins('2\tto sail them;')) +
          p('', '3\tto mend them.'),
      ),
    ).toEqual([
      ['resolves', 'resolves'],
      ['to build ferries;', 'to build ferries;'],
      [null, 'to sail them;'],
      ['to mend them.', 'to mend them.'],
    ]))

  it('keep their identity when the one between is deleted', () =>
    expect(
      pairs(
        p('Call', 'resolves') +
          p('', '1\tto build ferries;') +
          p('', del('2\tto paint them;'), markOf('del')) +
          p('', '3\tto mend them.'),
      ),
    ).toEqual([
      ['resolves', 'resolves'],
      ['to build ferries;', 'to build ferries;'],
      ['to mend them.', 'to mend them.'],
    ]))

  it('of footnotes are those of the note, wherever its mark stands', () =>
    expect(
      pairs(
        p('Call', 'resolves') +
          p('', r('1\tto build ferries') + note(1) + r(';')) +
          p('', r('2\tto sail.') + ins(' Well.')),
        ['With decks.'],
      ).at(-1),
    ).toEqual(['With decks.', 'With decks.']))

  it('come with the names of who changed them, and their number', () => {
    const { changes } = understood(wordFile({ body: HEAD + p('Call', 'resolves') + p('', r('1\tto ') + ins('sail.')) }))
    expect(changes).toMatchObject({ count: 1, by: ['A'] })
  })
})

/** What each reading leaves out, with its line. */
function leftOutOf(body: string, footnotes: readonly string[] = []) {
  const file = understood(wordFile({ body: HEAD + body, footnotes }))
  if (file.changes === null) throw new Error('there are no changes')
  return [file.inForce, file.asAmended].map(({ resolutions }) => {
    expect(unaccounted(resolutions[0]!)).toEqual([])
    return resolutions[0]!.leftOut.map(({ line, text, why, whole }) => [line, text, why, whole])
  })
}

const INSERTED = 'inserted by a tracked change; not part of the text in force'
const DELETED = 'deleted by a tracked change'

describe('a paragraph of which a reading has no word', () => {
  const call = p('Call', 'resolves')
  const last = p('', '9\tto mend them.')

  it('is left out with the reason: what was inserted of the text in force, what was deleted of the amended one', () =>
    expect(
      leftOutOf(call + p('', ins('1\tto sail;'), markOf('ins')) + p('', del('1\tto paint;'), markOf('del')) + last),
    ).toEqual([[[5, '1 to sail;', INSERTED, true]], [[6, '1 to paint;', DELETED, true]]]))

  it('also where its mark stayed; not one of which a word stays', () => {
    expect(leftOutOf(call + p('', ins('to sail;')) + last)[0]).toEqual([[5, 'to sail;', INSERTED, true]])
    expect(leftOutOf(call + p('', r('1\tto go') + ins('on') + r(';')) + last)).toEqual([[], []])
  })

  it('is told where Word put the new mark on the old words: of that paragraph only the new words are left out', () =>
    expect(leftOutOf(call + p('', '1\tto go;', markOf('ins')) + p('', ins('2\tto sail;')) + last)).toEqual([
      [[6, '2 to sail;', INSERTED, false]],
      [],
    ]))

  it('may have been moved, or inserted and deleted again', () => {
    const moved = p('', moveFrom('1\tto go;'), markOf('moveFrom')) + last + p('', moveTo('3\tto go;'), markOf('moveTo'))
    expect(leftOutOf(call + moved + p('', '4\tto end.'))).toEqual([
      [[7, '3 to go;', 'moved here by a tracked change; in the text in force it stands elsewhere', true]],
      [[5, '1 to go;', 'moved from here by a tracked change', true]],
    ])
    const passing = `<w:ins w:id="1" w:author="A">${del('to rest;')}</w:ins>`
    const both = [[5, 'to rest;', 'inserted and deleted again by tracked changes', true]]
    expect(leftOutOf(call + p('', passing, markOf('ins')) + last)).toEqual([both, both])
  })

  it('takes its footnote along', () => {
    const marked = `<w:ins w:id="1" w:author="A">${r('1\tto sail')}${note(1)}</w:ins>`
    expect(leftOutOf(call + p('', marked, markOf('ins')) + last, ['In calm weather.'])[0]).toEqual([
      [5, '1 to sail', INSERTED, true],
      [5, 'In calm weather.', INSERTED, true],
    ])
  })
})

describe('a file in which one reading is no resolution', () => {
  it('is understood in the other, and says what the first one lacks', () => {
    const file = understood(wordFile({ body: HEAD + p('', ins('resolves')) + p('', ins('to sail.')) }))
    expect(file.changes === null ? null : [file.inForce.resolutions, file.asAmended.resolutions.length]).toEqual([
      [],
      1,
    ])
    expect(file.changes && 'inForce' in file && file.inForce.problem).toMatch(/lacks an operative part/)
  })
})
