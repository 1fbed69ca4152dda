/** What may stand where in a text: the roots, attributes, marks and objects of the document schema, and nothing else. */
import * as Y from 'yjs'
import { isBlockId } from '../../shared/document/block-id.ts'
import { isAlternative } from '../../shared/document/alternative.ts'
import { FRAGMENTS, KINDS, type Kind } from '../../shared/document/blocks.ts'
import type { Place } from './update-places.ts'

const ORDER_KEY = /^[0-9A-Za-z]{0,4095}[1-9A-Za-z]$/

/** What is wrong with a part at its place, in words; undefined where nothing is. What is removed may stand where it might have stood. */
export function problemWith({ content }: Y.Item, place: Place): string | undefined {
  switch (place.at) {
    case 'unknown':
      return place.what
    case 'nowhere':
      return undefined
    case 'entry':
      return entryProblem(content, place)
    case 'attribute':
      return attributeProblem(content, place.name)
    case 'words':
      return wordsProblem(content)
  }
}

type Content = Y.Item['content']

function entryProblem(content: Content, { root, key }: { root: string; key: string }): string | undefined {
  if (!(FRAGMENTS as readonly string[]).includes(root)) return `the root "${root.slice(0, 40)}"`
  if (!isBlockId(key)) return 'a block id of another form'
  return content instanceof Y.ContentDeleted || isBlock(content) ? undefined : 'a block that is no Y.Text'
}

const isBlock = (content: Content) =>
  content instanceof Y.ContentType && content.type instanceof Y.Text && !(content.type instanceof Y.XmlText)

const ATTRIBUTES: Record<string, (value: unknown) => boolean> = {
  kind: (value) => KINDS.includes(value as Kind),
  level: (value) => value === 0 || value === 1 || value === 2,
  origin: (value) => value === null || isBlockId(value),
  order: (value) => typeof value === 'string' && ORDER_KEY.test(value),
}

function attributeProblem(content: Content, name: string): string | undefined {
  const allows = Object.hasOwn(ATTRIBUTES, name) ? ATTRIBUTES[name] : undefined
  if (!allows) return `the attribute "${name.slice(0, 40)}"`
  if (content instanceof Y.ContentDeleted) return undefined
  if (!(content instanceof Y.ContentAny)) return `the attribute "${name}" with a content of another kind`
  return content.arr.every(allows) ? undefined : `the attribute "${name}" with an unknown value`
}

function wordsProblem(content: Content): string | undefined {
  if (content instanceof Y.ContentDeleted) return undefined
  if (content instanceof Y.ContentString) return stringProblem(content.str)
  if (content instanceof Y.ContentFormat) return formatProblem(content)
  if (content instanceof Y.ContentEmbed)
    return isFootnoteRef(content.embed) ? undefined : 'an unknown object in the words'
  return 'a content of another kind among the words'
}

/** Many programs end a text at U+0000. All else that is invisible is for the drafting checks to name. */
function stringProblem(words: string): string | undefined {
  if (!words.isWellFormed()) return 'half a character'
  return words.includes('\0') ? 'the character U+0000' : undefined
}

function formatProblem({ key, value }: Y.ContentFormat): string | undefined {
  const allows = Object.hasOwn(MARKS, key) ? MARKS[key] : undefined
  if (!allows) return `the mark "${key.slice(0, 40)}"`
  return value === null || allows(value) ? undefined : `the mark "${key}" with an unknown value`
}

const MARKS: Record<string, (value: unknown) => boolean> = {
  emphasis: (value) => value === true,
  alternative: isAlternative,
  reference: (value) => isBlockId(value),
}

function isFootnoteRef(embed: object | null): boolean {
  if (embed === null || typeof embed !== 'object' || Array.isArray(embed)) return false
  const { type, to, ...others } = embed as Record<string, unknown>
  return type === 'footnoteRef' && isBlockId(to) && Object.keys(others).length === 0
}
