/** Reads a .docx as Word does after "Accept all changes" or "Reject all changes". */
import { DOMParser, type Element } from '@xmldom/xmldom'
import { strFromU8, unzipSync } from 'fflate'

export type Decision = 'accept' | 'reject'
export type Paragraph = { readonly style: string; readonly text: string; readonly emphasized: string }

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'

export function partOf(file: Uint8Array, name: string): Element {
  const bytes = unzipSync(file)[name]
  if (!bytes) throw new Error(`${name} is not in the file`)
  return new DOMParser().parseFromString(strFromU8(bytes), 'text/xml').documentElement!
}

export const elements = (parent: Element, name: string): readonly Element[] =>
  Array.from(parent.getElementsByTagNameNS(W, name))

/** The paragraphs of the body outside of tables. A footnote stands at its reference, in ⟦brackets⟧. */
export function paragraphsOf(file: Uint8Array, decision: Decision): readonly Paragraph[] {
  const body = elements(partOf(file, 'word/document.xml'), 'body')[0]!
  return joined(childrenOf(body).filter(isNamed('p')), decision, notesOf(file))
}

/** A file without footnotes may have no such part. */
function notesOf(file: Uint8Array): Notes {
  if (!unzipSync(file)[NOTES]) return new Map()
  return new Map(elements(partOf(file, NOTES), 'footnote').map((note) => [idOf(note), note]))
}
const NOTES = 'word/footnotes.xml'

/** Those of the resolution: after the operator, before the empty line and the reasons or the supporters. */
export function resolutionOf(file: Uint8Array, decision: Decision): readonly Paragraph[] {
  const paragraphs = paragraphsOf(file, decision)
  const start = paragraphs.findIndex(({ style }) => style === 'Proposal') + 1
  const end = paragraphs.findIndex(({ style }) => style === 'Reasons' || style === 'Headingb')
  if (paragraphs[end - 1]?.text !== '') throw new Error('words where the empty line before the reasons should be')
  return paragraphs.slice(start, end - 1)
}

type Notes = ReadonlyMap<string, Element>

/** Where a paragraph's mark goes, its words join the next paragraph, whose properties stay. */
function joined(paragraphs: readonly Element[], decision: Decision, notes: Notes): readonly Paragraph[] {
  const result: Paragraph[] = []
  let carried = { text: '', emphasized: '' }
  for (const paragraph of paragraphs) {
    const own = wordsIn(paragraph, decision, notes)
    const words = { text: carried.text + own.text, emphasized: carried.emphasized + own.emphasized }
    if (losesMark(paragraph, decision)) carried = words
    else {
      result.push({ style: styleOf(paragraph, decision), ...words })
      carried = { text: '', emphasized: '' }
    }
  }
  if (carried.text) throw new Error(`words without a paragraph: ${carried.text}`)
  return result
}

const dropped = (decision: Decision) => (decision === 'accept' ? 'del' : 'ins')

function losesMark(paragraph: Element, decision: Decision): boolean {
  const mark = childOf(childOf(paragraph, 'pPr'), 'rPr')
  return childOf(mark, dropped(decision)) !== undefined
}

function styleOf(paragraph: Element, decision: Decision): string {
  const properties = childOf(paragraph, 'pPr')
  const before = childOf(childOf(properties, 'pPrChange'), 'pPr')
  const style = childOf(decision === 'reject' && before ? before : properties, 'pStyle')
  return style?.getAttributeNS(W, 'val') ?? ''
}

type Words = { readonly text: string; readonly emphasized: string }

function wordsIn(element: Element, decision: Decision, notes: Notes): Words {
  const parts = childrenOf(element).map((child): Words => {
    if (child.localName === dropped(decision) || child.localName === 'pPr') return { text: '', emphasized: '' }
    return child.localName === 'r' ? wordsOfRun(child, decision, notes) : wordsIn(child, decision, notes)
  })
  return {
    text: parts.map(({ text }) => text).join(''),
    emphasized: parts.map(({ emphasized }) => emphasized).join(''),
  }
}

function wordsOfRun(run: Element, decision: Decision, notes: Notes): Words {
  const text = childrenOf(run)
    .map((child) => {
      if (child.localName === 't' || child.localName === 'delText') return child.textContent ?? ''
      if (child.localName === 'tab') return '\t'
      if (child.localName === 'br') return '\n'
      if (child.localName === 'noBreakHyphen') return '\u2011'
      return child.localName === 'footnoteReference' ? noteOf(child, decision, notes) : ''
    })
    .join('')
  return { text, emphasized: childOf(childOf(run, 'rPr'), 'i') ? text : '' }
}

function noteOf(reference: Element, decision: Decision, notes: Notes): string {
  const note = notes.get(idOf(reference))
  if (!note) throw new Error('a reference without a footnote')
  return `⟦${joined(elements(note, 'p'), decision, notes)
    .map(({ text }) => text.replace(/^\t/u, ''))
    .join('\n')}⟧`
}

const idOf = (element: Element) => element.getAttributeNS(W, 'id') ?? ''
const isNamed = (name: string) => (element: Element) => element.localName === name
const childOf = (parent: Element | undefined, name: string) => parent && childrenOf(parent).find(isNamed(name))

const childrenOf = (parent: Element): readonly Element[] =>
  Array.from(parent.childNodes).filter((node): node is Element => node.nodeType === 1)
