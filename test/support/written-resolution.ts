/** A random resolution written out: as the text that a converter leaves, or as a Word file in the styles of ITU. */
import { labelAt, type Item, type RandomResolution } from './random-resolution.ts'
import { note, p, r, wordFile } from './word-builder.ts'

/** How a converter writes a line with a label, and the mark of a note. */
export type Manner = { readonly line: (label: string, depth: number, text: string) => string; readonly gap: string }

export const MANNERS: Readonly<Record<string, Manner>> = {
  tabs: { line: (label, _, text) => (label === '' ? text : `${label}\t${text}`), gap: '\n' },
  'a Markdown list': {
    line: (label, depth, text) => (label === '' || depth === 2 ? `${label} ${text}`.trim() : `- ${label} ${text}`),
    gap: '\n\n',
  },
  'emphasized labels': {
    line: (label, depth, text) => (label === '' || depth === 2 ? `${label} ${text}`.trim() : `*${label}* ${text}`),
    gap: '\n\n\n',
  },
}

export function asText({ words, number, sections }: RandomResolution, { line, gap }: Manner): string {
  let note = 0
  const marked = (text: string, notes: number) =>
    notes === 0 ? text : text.replace(/.$/u, (end) => `[footnoteRef:${(note += 1)}]${end} [${note}:  \tNote ${note}.] `)
  const itemLines = (items: readonly Item[], isOperative: boolean, depth = 0): readonly string[] =>
    items.flatMap(({ text, notes, subs }, at) => [
      line(labelAt(words, isOperative, depth, at, items.length) ?? '', depth, marked(text, notes)),
      ...itemLines(subs, isOperative, depth + 1),
    ])
  return [
    words.numberLine(number),
    words.title,
    words.opening,
    ...sections.flatMap(({ heading, chapeau, items, isOperative }) => [
      heading,
      ...(chapeau === null ? [] : [chapeau]),
      ...itemLines(items, isOperative),
    ]),
  ].join(gap)
}

const level = (at: number, format: string, text: string) =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`

const numbering = (isArabic: boolean, sections: number): string => {
  const below = level(1, 'lowerRoman', '%2)') + level(2, 'bullet', '\uF02D')
  const lists = [level(0, isArabic ? 'arabicAbjad' : 'lowerLetter', '%1)'), level(0, 'decimal', '%1')]
  const nums = Array.from({ length: sections }, (_, at) =>
    [0, 1].map(
      (list) =>
        `<w:num w:numId="${at * 2 + list + 1}"><w:abstractNumId w:val="${list}"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`,
    ),
  )
  return (
    lists.map((top, at) => `<w:abstractNum w:abstractNumId="${at}">${top}${below}</w:abstractNum>`).join('') +
    nums.flat().join('')
  )
}

/** `cut`: after how many characters a run ends, as spelling and editing leave them. */
export function asWord(resolution: RandomResolution, isComputed: boolean, cut: number): Uint8Array {
  const { words, number, sections } = resolution
  const direction = words.isRightToLeft ? '<w:bidi/>' : ''
  const line = (style: string, content: string, properties = '') => p(style, content, direction + properties)
  let notes = 0
  const runs = (text: string) => (text.match(new RegExp(`[^]{1,${cut}}`, 'gu')) ?? []).map((part) => r(part)).join('')
  const marked = (text: string, count: number) =>
    count === 0 ? runs(text) : `${runs(text.slice(0, -1))}${note((notes += 1))}${runs(text.slice(-1))}`
  const itemLines = (items: readonly Item[], section: number, depth = 0): string =>
    items
      .map(({ text, notes, subs }, at) => {
        const { isOperative } = sections[section]!
        const label = labelAt(words, isOperative, depth, at, items.length)
        const list = `<w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="${section * 2 + (isOperative ? 2 : 1)}"/></w:numPr>`
        const typed =
          label === null || isComputed ? '' : r(label, depth === 0 && !isOperative ? '<w:i/>' : '') + r('\t')
        return (
          line(
            depth === 0 ? '' : `enumlev${depth}`,
            typed + marked(text, notes),
            isComputed && label !== null ? list : '',
          ) + itemLines(subs, section, depth + 1)
        )
      })
      .join('')
  const body = sections.flatMap(({ heading, chapeau, items }, at) => [
    line('Call', runs(heading)),
    ...(chapeau === null ? [] : [line('', runs(chapeau))]),
    itemLines(items, at),
  ])
  return wordFile({
    body: [
      line('ResNo', runs(words.numberLine(number))),
      line('Restitle', runs(words.title)),
      line('Normalaftertitle', runs(words.opening)),
      ...body,
    ].join(''),
    footnotes: Array.from({ length: notes }, (_, at) => `Note ${at + 1}.`),
    numbering: numbering(words.isRightToLeft === true, sections.length),
  })
}
