/** HTML as Word, LibreOffice and browsers put it on the clipboard. The document is inert: nothing in it runs or loads. */
import { isWordLabel, listLabel, styleOf, withoutStyles, wordLabel } from './html-labels.ts'
import { isNoteBody, isNoteNumber, noteReferred } from './html-notes.ts'
import { NOTHING_ASIDE, cleanWords, tidyRuns } from './pasted.ts'
import type { Aside, Pasted, PastedParagraph, PastedRun } from './pasted.ts'

type Reading = {
  readonly paragraphs: PastedParagraph[]
  readonly notes: Map<string, readonly PastedRun[]>
  readonly aside: { -readonly [Key in keyof Aside]: number }
}

export function readHtml(html: string): Pasted {
  const { body } = new DOMParser().parseFromString(withoutStyles(html), 'text/html')
  const reading: Reading = { paragraphs: [], notes: new Map(), aside: { ...NOTHING_ASIDE } }
  readBlocks(body, reading, null)
  return reading
}

const named = (names: string) => new Set(names.split(' '))
const BLOCKS = named(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE CENTER DD DIV DL DT FIGURE FIGCAPTION FOOTER H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION TABLE TBODY TD TFOOT TH THEAD TR UL',
)
const UNSEEN = named('HEAD LINK META SCRIPT STYLE TEMPLATE TITLE XML')
const PICTURES = named('CANVAS IMG OBJECT SVG VIDEO')

const isElement = (node: Node): node is Element => node.nodeType === 1
const isBlock = (node: Node): node is Element =>
  isElement(node) && (BLOCKS.has(node.tagName) || [...node.children].some(isBlock))

/** Words beside blocks, as in a bare `<div>`, are paragraphs of their own. `label` belongs to the first of them. */
function readBlocks(parent: Element, reading: Reading, label: string | null): void {
  let drawn = label
  let inline: Node[] = []
  const flush = () => {
    if (addParagraph(reading, inline, drawn)) drawn = null
    inline = []
  }
  for (const child of parent.childNodes) {
    if (!isBlock(child)) inline.push(child)
    else {
      flush()
      readBlock(child, reading, drawn)
      drawn = null
    }
  }
  flush()
}

function readBlock(element: Element, reading: Reading, label: string | null): void {
  if (UNSEEN.has(element.tagName) || isHidden(element)) return
  if (isCommentList(element))
    return void (reading.aside.comments += element.querySelectorAll('[class~="MsoCommentText"]').length)
  if (isNoteBody(element)) return addNote(element, reading)
  if (element.tagName === 'TABLE') reading.aside.tables += 1
  if (isDeleted(element)) return void (reading.aside.deletions += 1)
  readBlocks(element, reading, listLabel(element) ?? drawnLabel(element) ?? label)
}

const drawnLabel = (element: Element) =>
  element.tagName === 'P' || /^H\d$/.test(element.tagName) ? wordLabel(element) : null

const isHidden = (element: Element) => /display:none|mso-hide:all/.test(styleOf(element))
const isCommentList = (element: Element) => styleOf(element).includes('mso-element:comment-list')
const isDeleted = (element: Element) => element.tagName === 'DEL' || element.classList.contains('msoDel')

/** Whether there was anything to add. */
function addParagraph(reading: Reading, nodes: readonly Node[], label: string | null): boolean {
  const runs = tidyRuns(nodes.flatMap((node) => runsIn(node, reading, false)))
  if (runs.length === 0) return false
  const inCell = nodes[0]?.parentElement?.closest('td, th') != null
  reading.paragraphs.push({ runs, label, ...(inCell && { cell: true }) })
  return true
}

/** A note of several paragraphs is one, as a footnote is one block. */
function addNote(element: Element, reading: Reading): void {
  const inside: Reading = { ...reading, paragraphs: [] }
  readBlocks(element, inside, null)
  const runs = inside.paragraphs.flatMap((paragraph) => [...paragraph.runs, { text: ' ' }])
  reading.notes.set(element.id, tidyRuns(runs))
}

function runsIn(node: Node, reading: Reading, emphasis: boolean): readonly PastedRun[] {
  if (node.nodeType === 3) return textRun(node.textContent ?? '', emphasis)
  if (!isElement(node) || UNSEEN.has(node.tagName) || isHidden(node) || isWordLabel(node)) return []
  if (node.tagName === 'BR') return textRun(' ', emphasis)
  if (PICTURES.has(node.tagName) || /^V:(?:SHAPE|RECT|GROUP)$/.test(node.tagName))
    return countedOut(reading, 'pictures')
  if (isDeleted(node)) return countedOut(reading, 'deletions')
  if (isCommentMark(node)) return node.tagName === 'A' ? countedOut(reading, 'comments') : []
  if (isNoteNumber(node)) return []
  const note = noteReferred(node)
  if (note !== null) return [{ note }]
  if (node.tagName === 'S' || node.tagName === 'STRIKE') reading.aside.struck += 1
  const inside = emphasisIn(node, emphasis)
  const runs = [...node.childNodes].flatMap((child) => runsIn(child, reading, inside))
  return node.tagName === 'SUP' ? runs.map(raised) : runs
}

function countedOut(reading: Reading, what: keyof Aside): [] {
  reading.aside[what] += 1
  return []
}

const isCommentMark = (element: Element) =>
  element.classList.contains('MsoCommentReference') || (element.getAttribute('href') ?? '').startsWith('#_msocom')

function emphasisIn(element: Element, around: boolean): boolean {
  const style = /(?:^|;)font-style:(italic|oblique|normal)/.exec(styleOf(element))
  if (style) return style[1] !== 'normal'
  return around || element.tagName === 'I' || element.tagName === 'EM'
}

const textRun = (words: string, emphasis: boolean): readonly PastedRun[] => {
  const text = cleanWords(words)
  return text === '' ? [] : [{ text, ...(emphasis && { emphasis }) }]
}

/** The text has no raised letters; a raised digit has a sign of its own: km². */
const raised = (run: PastedRun): PastedRun =>
  'text' in run ? { ...run, text: run.text.replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]!) } : run
