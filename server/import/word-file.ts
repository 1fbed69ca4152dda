/** The bytes of a Word file as its texts. Runs in a thread of its own: a hostile file can only end that. */
import type { Element } from '@xmldom/xmldom'
import { accept, refuse, type Outcome } from '../../shared/outcome.ts'
import { unpack, type Parts } from './word-container.ts'
import { textsOf, type WordTexts } from './word-source.ts'
import { childrenOf, parseXml, UnreadablePart, type WordXml } from './word-xml.ts'

export function readWordFile(bytes: Uint8Array, name: string): Outcome<WordTexts> {
  const parts = unpack(bytes, name)
  if (!parts.ok) return parts
  try {
    return accept(textsOf(xmlOf(parts.value)))
  } catch (error) {
    return refuse('wrong-format', `“${name}” cannot be read: ${whyOf(error)}.`)
  }
}

/** The first line is enough, and a library's message may go on over many. */
function whyOf(error: unknown): string {
  if (error instanceof RangeError) return 'its elements are nested too deep'
  const message = error instanceof Error ? error.message : String(error)
  return error instanceof UnreadablePart ? message : `its XML is broken (${message.split('\n')[0]!.slice(0, 120)})`
}

function xmlOf(parts: Parts): WordXml {
  const main = mainPart(parts)
  const folder = main.slice(0, main.lastIndexOf('/') + 1)
  const read = (name: string) => optional(parts, `${folder}${name}`)
  return {
    document: parseXml(required(parts, main), main),
    ...named('styles', read('styles.xml')),
    ...named('numbering', read('numbering.xml')),
    ...named('footnotes', read('footnotes.xml')),
    ...named('endnotes', read('endnotes.xml')),
    around: around(parts, folder),
  }
}

const AROUND: readonly (readonly [pattern: RegExp, place: string])[] = [
  [/^header\d*\.xml$/, 'a page header'],
  [/^footer\d*\.xml$/, 'a page footer'],
  [/^comments\.xml$/, 'a comment'],
]

const around = (parts: Parts, folder: string): NonNullable<WordXml['around']> =>
  AROUND.flatMap(([pattern, place]) =>
    [...parts]
      .filter(([name]) => name.startsWith(folder) && pattern.test(name.slice(folder.length)))
      .map(([name, bytes]) => ({ place, root: parseXml(bytes, name) })),
  )

const named = (key: string, root: Element | undefined) => (root ? { [key]: root } : {})

/** As the package says; a path that leads elsewhere is not followed. */
function mainPart(parts: Parts): string {
  const relations = optional(parts, '_rels/.rels')
  const target = (relations ? childrenOf(relations) : [])
    .find((relation) => relation.getAttribute('Type')?.endsWith('/officeDocument'))
    ?.getAttribute('Target')
  return target?.replace(/^\//, '') ?? 'word/document.xml'
}

function required(parts: Parts, name: string): Uint8Array {
  const bytes = parts.get(name)
  if (!bytes) throw new UnreadablePart(`its part ${name} is missing`)
  return bytes
}

function optional(parts: Parts, name: string): Element | undefined {
  const bytes = parts.get(name)
  return bytes && parseXml(bytes, name)
}
