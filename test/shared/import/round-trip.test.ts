/** Random resolutions, written out as a converter would and read back: the same clauses, whatever the way of writing. */
import * as fc from '../../support/properties.ts'
import { expect, it } from 'vitest'
import { seen, read, resolution } from '../../support/reading.ts'

type Item = { readonly words: string; readonly subs: readonly string[] }
type Section = { readonly call: string; readonly operative: boolean; readonly items: readonly Item[] }

const WORDS = fc.array(fc.constantFrom('the', 'sector', 'a', 'Article', '43', 'work', 'i)', 'of', 'noting', 'Union'), {
  minLength: 1,
  maxLength: 6,
})
const sentence = WORDS.map((words) => `that ${words.join(' ')} stands`)
const item = fc.record({
  words: sentence,
  subs: fc.oneof(fc.constant([]), fc.array(sentence, { minLength: 2, maxLength: 6 })),
})
const items = fc.array(item, { minLength: 1, maxLength: 30 })
const sectionOf = (operative: boolean, ...calls: readonly string[]) =>
  fc.record({ call: fc.constantFrom(...calls), operative: fc.constant(operative), items })
const preamble = fc.array(sectionOf(false, 'noting', 'recalling', 'noting further', 'conscious'), { maxLength: 4 })
const operative = fc.array(sectionOf(true, 'resolves', 'invites Member States', 'resolves to instruct the Director'), {
  minLength: 1,
  maxLength: 4,
})

const ROMAN = ['i)', 'ii)', 'iii)', 'iv)', 'v)', 'vi)']
const letter = (at: number) => (at < 26 ? '' : 'a') + String.fromCharCode(97 + (at % 26))

/** The lines that `seen` should show, and with `label` around each label the lines that a source would write. */
const linesOf = ({ call, operative, items }: Section, isSource: boolean): readonly string[] => [
  isSource ? call : `= ${call}`,
  ...items.flatMap(({ words, subs }, at) => {
    const label = items.length === 1 ? '' : operative ? `${at + 1} ` : `${letter(at)}) `
    const indent = isSource ? '' : '  '
    return [`${label}${words}${subs.length > 0 ? ':' : ';'}`, ...subs.map((sub, n) => `${indent}${ROMAN[n]} ${sub};`)]
  }),
]

it.each([
  ['tabs', (line: string) => line.replace(/^(\w+\)?) (?=that)/, '$1\t')],
  ['a Markdown list', (line: string) => line.replace(/^(?=\S+ that)/, '- ')],
  ['emphasized labels and blank lines', (line: string) => `${line.replace(/^(\w+\)) (?=that)/, '*$1* ')}\n`],
])('%s', (_, write) => {
  fc.assert(
    fc.property(fc.tuple(preamble, operative), ([before, after]) => {
      const sections = [...before, ...after]
      const source = sections
        .flatMap((section) => linesOf(section, true))
        .map(write)
        .join('\n')
      expect(seen(read(resolution(source)).blocks)).toEqual(sections.flatMap((section) => linesOf(section, false)))
    }),
    { numRuns: 200 },
  )
})
