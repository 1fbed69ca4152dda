/** Small Word files for tests, made in memory of raw XML, with the real style names of ITU. */
import { strToU8, zipSync } from 'fflate'

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'

/** Style ids as ITU's templates have them, with their names. */
const STYLES: readonly (readonly [id: string, name: string])[] = [
  ['Normal', 'Normal'],
  ['ResNo', 'Res_No'],
  ['Restitle', 'Res_title'],
  ['Resref', 'Res_ref'],
  ['Normalaftertitle', 'Normal after title'],
  ['Call', 'Call'],
  ['enumlev1', 'enumlev1'],
  ['enumlev2', 'enumlev2'],
  ['enumlev3', 'enumlev3'],
  ['Proposal', 'Proposal'],
  ['Reasons', 'Reasons'],
  ['AnnexNo', 'Annex_No'],
  ['FootnoteText', 'footnote text'],
]

export const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')

/** A run; a tab in the text becomes `w:tab`. */
export const r = (text: string, properties = ''): string =>
  `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}${text
    .split(/(\t)/)
    .map((part) => (part === '\t' ? '<w:tab/>' : part && `<w:t xml:space="preserve">${escaped(part)}</w:t>`))
    .join('')}</w:r>`

const change = (name: string, content: string) =>
  `<w:${name} w:id="7" w:author="A" w:date="2030-01-01T00:00:00Z">${content}</w:${name}>`
export const ins = (text: string) => change('ins', r(text))
export const del = (text: string) =>
  change('del', r(text).replaceAll('w:t>', 'w:delText>').replaceAll('<w:t ', '<w:delText '))
export const moveFrom = (text: string) => change('moveFrom', r(text))
export const moveTo = (text: string) => change('moveTo', r(text))
/** Stands in the properties of a paragraph: its mark is inserted or deleted. */
export const markOf = (name: 'ins' | 'del' | 'moveFrom' | 'moveTo') => `<w:rPr>${change(name, '')}</w:rPr>`
export const note = (id: number) => `<w:r><w:footnoteReference w:id="${id}"/></w:r>`

/** A paragraph: text, or runs as XML. `style` is an id; '' is none. */
export const p = (style: string, content: string, properties = ''): string =>
  `<w:p><w:pPr>${style && `<w:pStyle w:val="${style}"/>`}${properties}</w:pPr>${content.startsWith('<') || content === '' ? content : r(content)}</w:p>`

export const table = (rows: readonly (readonly string[])[]): string =>
  `<w:tbl>${rows.map((row) => `<w:tr>${row.map((cell) => `<w:tc>${cell}</w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`

export type WordFile = {
  readonly body: string
  readonly footnotes?: readonly string[]
  readonly numbering?: string
  readonly styles?: string
  readonly extra?: Readonly<Record<string, Uint8Array>>
}

export const xml = (root: string, content: string) =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:${root} xmlns:w="${W}">${content}</w:${root}>`

export const wordFile = ({ body, footnotes = [], numbering, styles, extra }: WordFile): Uint8Array =>
  zipSync({
    '[Content_Types].xml': strToU8(contentTypes),
    '_rels/.rels': strToU8(relations),
    'word/document.xml': strToU8(xml('document', `<w:body>${body}</w:body>`)),
    'word/styles.xml': strToU8(xml('styles', styles ?? STYLES.map(styleXml).join(''))),
    'word/footnotes.xml': strToU8(xml('footnotes', footnotes.map(footnoteXml).join(''))),
    ...(numbering && { 'word/numbering.xml': strToU8(xml('numbering', numbering)) }),
    'word/_rels/document.xml.rels': strToU8(partRelations),
    ...extra,
  })

const styleXml = ([id, name]: readonly [string, string]) =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`

/** Notes are counted from 1, as `note` refers to them. */
const footnoteXml = (text: string, at: number) =>
  `<w:footnote w:id="${at + 1}">${p('FootnoteText', `<w:r><w:footnoteRef/></w:r>${r(`\t${text}`)}`)}</w:footnote>`

const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
const contentTypes = `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${TYPE}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${TYPE}.styles+xml"/><Override PartName="/word/footnotes.xml" ContentType="${TYPE}.footnotes+xml"/><Override PartName="/word/numbering.xml" ContentType="${TYPE}.numbering+xml"/></Types>`
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const relations = `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`
const partRelations = `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${OFFICE}/styles" Target="styles.xml"/><Relationship Id="r2" Type="${OFFICE}/footnotes" Target="footnotes.xml"/><Relationship Id="r3" Type="${OFFICE}/numbering" Target="numbering.xml"/></Relationships>`
