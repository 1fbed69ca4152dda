/** XML of a Word file: parsed without document types or entities of its own, and read by local names of the main namespace. */
import { DOMParser, type Element, type Node } from '@xmldom/xmldom'

/** The file breaks a limit or the rules of XML; the message is for a person. */
export class UnreadablePart extends Error {}

/** The parts of the file, parsed; null for one that the file does not have. */
export type WordXml = {
  readonly document: Element
  readonly styles?: Element
  readonly numbering?: Element
  readonly footnotes?: Element
  readonly endnotes?: Element
  /** What stands around the text: headers, footers, comments. */
  readonly around?: readonly { readonly place: string; readonly root: Element }[]
}

/** A document of 500 pages has some 200,000; each costs about 500 bytes of memory. */
const MOST_TAGS = 300_000

/** @throws {UnreadablePart} */
export function parseXml(bytes: Uint8Array, part: string): Element {
  const text = decoded(bytes, part)
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new UnreadablePart(`its part ${part} defines entities of its own`)
  if (tagsIn(text) > MOST_TAGS) throw new UnreadablePart(`its part ${part} has too many elements`)
  const document = new DOMParser({ onError }).parseFromString(text, 'text/xml')
  if (!document.documentElement) throw new UnreadablePart(`its part ${part} is empty`)
  return document.documentElement
}

function onError(level: 'warning' | 'error' | 'fatalError', message: string): void {
  if (level !== 'warning') throw new Error(message)
}

function decoded(bytes: Uint8Array, part: string): string {
  const encoding = bytes[0] === 0xff ? 'utf-16le' : bytes[0] === 0xfe ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw new UnreadablePart(`its part ${part} is not Unicode`)
  }
}

function tagsIn(text: string): number {
  let count = 0
  for (let at = text.indexOf('<'); at >= 0 && count <= MOST_TAGS; at = text.indexOf('<', at + 1)) count++
  return count
}

/** Transitional and strict files name the same elements in two namespaces. */
const MAIN = new Set([
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  'http://purl.oclc.org/ooxml/wordprocessingml/main',
])

/** The name of an element of WordprocessingML, "p" for `w:p`; '' for anything else. */
export const nameOf = (node: Node): string =>
  node.nodeType === 1 && MAIN.has((node as Element).namespaceURI ?? '') ? ((node as Element).localName ?? '') : ''

export function childrenOf(element: Element): readonly Element[] {
  const children: Element[] = []
  for (let child = element.firstChild; child; child = child.nextSibling)
    if (child.nodeType === 1) children.push(child as Element)
  return children
}

export const childOf = (element: Element | undefined, name: string): Element | undefined =>
  element && childrenOf(element).find((child) => nameOf(child) === name)

/** Every element of a name inside another, in order. */
export function within(element: Element, name: string): readonly Element[] {
  const found: Element[] = []
  for (const each of Array.from(element.getElementsByTagName('*'))) if (nameOf(each) === name) found.push(each)
  return found
}

/** `path`: names from the element down. */
export const descend = (element: Element | undefined, ...path: readonly string[]): Element | undefined =>
  path.reduce(childOf, element)

/** The attribute `w:name`; null where there is none. */
export function attributeOf(element: Element | undefined, name: string): string | null {
  if (!element) return null
  for (const namespace of MAIN) {
    const value = element.getAttributeNS(namespace, name)
    if (value !== null && value !== '') return value
  }
  return null
}

export const valueIn = (element: Element | undefined, name: string): string | null =>
  attributeOf(childOf(element, name), 'val')

/** A switch such as `w:i`: on when it is there and not switched off. */
export const isOn = (element: Element | undefined, name: string): boolean => {
  const found = childOf(element, name)
  return found !== undefined && !['0', 'false', 'off', 'none'].includes(attributeOf(found, 'val') ?? 'true')
}
