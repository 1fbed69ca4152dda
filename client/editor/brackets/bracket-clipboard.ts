/** Brackets on the clipboard: other programs get their signs; what comes back here has them as marks, under ids of its own. */
import { DOMSerializer, Fragment, Slice, type Node, type Schema } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import { alternativeOf, bracketOf, isAlternative, numberOf } from '../../../shared/document/alternative.ts'
import { newBracketId } from './bracket-commands.ts'

/** `data-bracket-sign` is left out again when it is pasted here. */
export const bracketClipboardPlugin = (schema: Schema, newId: () => string = newBracketId): Plugin =>
  new Plugin({
    props: {
      clipboardSerializer: new WithSigns(schema),
      transformPasted: (slice, view) => withOwnBrackets(slice, bracketsIn(view.state.doc), newId),
    },
  })

class WithSigns extends DOMSerializer {
  constructor(schema: Schema) {
    const { nodes, marks } = DOMSerializer.fromSchema(schema)
    super(nodes, marks)
  }

  override serializeFragment(...args: Parameters<DOMSerializer['serializeFragment']>) {
    const target = super.serializeFragment(...args)
    // Called for each block and again for all of them.
    for (const element of target.querySelectorAll('[data-alternative]:not(:has([data-bracket-sign]))')) {
      element.prepend(signElement(element, '['))
      element.append(signElement(element, ']'))
    }
    return target
  }
}

function signElement({ ownerDocument }: Element, text: string): Element {
  const element = ownerDocument.createElement('span')
  element.dataset['bracketSign'] = ''
  element.textContent = text
  return element
}

function bracketsIn(doc: Node): ReadonlySet<string> {
  const ids = new Set<string>()
  doc.descendants((node) => {
    const is = alternativeOn(node)
    if (is !== null) ids.add(bracketOf(is))
  })
  return ids
}

function alternativeOn(node: Node) {
  const is: unknown = node.marks.find(({ type }) => type.name === 'alternative')?.attrs['is']
  return isAlternative(is) ? is : null
}

/** A copy is another bracket; what was cut keeps its identity, and with it who holds what. */
function withOwnBrackets(slice: Slice, taken: ReadonlySet<string>, newId: () => string): Slice {
  const ids = new Map<string, string>()
  const idFor = (id: string) => {
    if (!taken.has(id)) return id
    ids.set(id, ids.get(id) ?? newId())
    return ids.get(id)!
  }
  const renamed = (node: Node): Node => {
    const is = alternativeOn(node)
    const inside = node.isText ? node : node.copy(Fragment.from(node.content.content.map(renamed)))
    if (is === null) return inside
    const type = node.type.schema.marks['alternative']!
    const mark = type.create({ is: alternativeOf(idFor(bracketOf(is)), numberOf(is)) })
    return inside.mark(mark.addToSet(type.removeFromSet(node.marks)))
  }
  return new Slice(Fragment.from(slice.content.content.map(renamed)), slice.openStart, slice.openEnd)
}
