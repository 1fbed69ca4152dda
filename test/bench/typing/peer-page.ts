/** The page of the peer: a Tiptap editor with paragraphs and nothing else. No binding, no labels, no redline, no screen. */
import { Editor, Node } from '@tiptap/core'

const Document = Node.create({ name: 'doc', topNode: true, content: 'paragraph+' })
const Text = Node.create({ name: 'text', group: 'inline' })
const Paragraph = Node.create({
  name: 'paragraph',
  content: 'inline*',
  parseHTML: () => [{ tag: 'p' }],
  renderHTML: () => ['p', 0],
})

const response = await fetch('/clauses.json')
const clauses = (await response.json()) as readonly string[]

export const editor = new Editor({
  element: document.body,
  extensions: [Document, Text, Paragraph],
  content: {
    type: 'doc',
    content: clauses.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
  },
})
