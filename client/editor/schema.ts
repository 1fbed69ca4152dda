/**
 * The editor's schema: a flat list of blocks, as in `shared/document/blocks.ts`. Attributes are scalars; `order` stays in Yjs,
 * because in the editor the order is the order.
 */
import { Mark, Node } from '@tiptap/core'
import { KINDS, type Kind, type Level } from '../../shared/document/blocks.ts'
import { isAlternative } from '../../shared/document/alternative.ts'
import { isBlockId } from '../../shared/document/block-id.ts'
import { attrsOf, type BlockAttrs } from './block-attrs.ts'
import { blockView } from './block-view.ts'
import { footnoteRefView } from './footnote-ref-view.ts'

/** A clipboard can hold what anybody wrote. */
const idFrom = (element: HTMLElement, name: string) => {
  const id = element.getAttribute(name)
  return isBlockId(id) ? id : null
}

const attributes = {
  id: { default: null, parseHTML: (element: HTMLElement) => idFrom(element, 'data-id') },
  kind: { default: 'text', parseHTML: (element: HTMLElement) => kindFrom(element) },
  level: { default: 0, parseHTML: (element: HTMLElement) => levelFrom(element) },
  origin: { default: null, parseHTML: (element: HTMLElement) => idFrom(element, 'data-origin') },
}

function kindFrom(element: HTMLElement): Kind {
  const kind = element.getAttribute('data-kind') as Kind
  if (KINDS.includes(kind)) return kind
  return element.tagName === 'LI' ? 'item' : 'text'
}

const levelFrom = (element: HTMLElement): Level => {
  const level = Number(element.getAttribute('data-level'))
  return level === 1 || level === 2 ? level : 0
}

export const Document = Node.create({ name: 'doc', topNode: true, content: 'block+' })

export const Text = Node.create({ name: 'text', group: 'inline' })

export const BlockNode = Node.create({
  name: 'block',
  content: 'inline*',
  marks: '_',
  defining: true,
  addAttributes: () => attributes,
  parseHTML: () =>
    ['p', 'li', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre', 'td', 'div'].map((tag) => ({ tag })),
  renderHTML: ({ node }) => ['p', clipboardAttributes(attrsOf(node)), 0],
  addNodeView: () => blockView,
})

/** Only what is set: another program that pastes this finds an ordinary paragraph. */
const clipboardAttributes = ({ id, kind, level, origin }: BlockAttrs) => ({
  ...(id !== null && { 'data-id': id }),
  'data-kind': kind,
  ...(level !== 0 && { 'data-level': String(level) }),
  ...(origin !== null && { 'data-origin': origin }),
})

/** Not selectable: typing over a selected reference would delete it unseen. */
export const FootnoteRefNode = Node.create({
  name: 'footnoteRef',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: false,
  draggable: false,
  addAttributes: () => ({
    to: { default: '', parseHTML: (element: HTMLElement) => idFrom(element, 'data-to') ?? '' },
  }),
  parseHTML: () => [{ tag: 'sup[data-to]', getAttrs: (element) => idFrom(element, 'data-to') !== null && null }],
  renderHTML: ({ node }) => ['sup', { 'data-to': String(node.attrs['to']) }],
  addNodeView: () => footnoteRefView,
})

export const Emphasis = Mark.create({
  name: 'emphasis',
  parseHTML: () => [{ tag: 'em' }, { tag: 'i' }, { style: 'font-style=italic' }],
  renderHTML: () => ['em', 0],
})

/** Words in square brackets. Typing at their end goes on inside; a stretch belongs to one alternative. */
export const AlternativeMark = Mark.create({
  name: 'alternative',
  excludes: 'alternative',
  addAttributes: () => ({
    is: { default: null, parseHTML: (element: HTMLElement) => element.getAttribute('data-alternative') },
  }),
  parseHTML: () => [
    { tag: 'span[data-bracket-sign]', ignore: true },
    { tag: 'span[data-alternative]', getAttrs: (element) => isAlternative(element.dataset['alternative']) && null },
  ],
  renderHTML: ({ mark }) => ['span', { class: 'alternative', 'data-alternative': String(mark.attrs['is']) }, 0],
})

/** Words that name a clause of the text. What is typed behind them is no part of the name. */
export const ReferenceMark = Mark.create({
  name: 'reference',
  excludes: 'reference',
  inclusive: false,
  addAttributes: () => ({
    to: { default: null, parseHTML: (element: HTMLElement) => idFrom(element, 'data-reference') },
  }),
  parseHTML: () => [
    { tag: 'span[data-reference]', getAttrs: (element) => idFrom(element, 'data-reference') !== null && null },
  ],
  renderHTML: ({ mark }) => ['span', { class: 'reference', 'data-reference': String(mark.attrs['to']) }, 0],
})

/** The order of the marks is the order in which they are nested on the screen. */
export const SCHEMA_EXTENSIONS = [Document, Text, BlockNode, FootnoteRefNode, AlternativeMark, ReferenceMark, Emphasis]
