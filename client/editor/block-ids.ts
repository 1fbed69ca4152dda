/**
 * Permanent ids. They are given only to what the user of this editor makes: what comes from Yjs has its ids already, and an id
 * that two people gave would be two clauses.
 *
 * - A split: the tail is new. With the caret at the start the empty block before is new, and the words keep their id.
 * - A copy is new, and so is a clause of another text. A clause that was cut here and comes back is itself.
 * - What is new comes from nowhere: its origin is null.
 * - The placeholder of an empty text gets an id with its first character.
 */
import { Fragment, Slice, type Node } from '@tiptap/pm/model'
import { Plugin, type EditorState, type Transaction } from '@tiptap/pm/state'
import { BLOCK_ID_BYTES, blockIdFrom } from '../../shared/document/block-id.ts'
import type { BlockId } from '../../shared/ids.ts'
import { isFromYjs } from './binding/binding.ts'
import { attrsOf } from './block-attrs.ts'

export const newBlockId = (): BlockId => blockIdFrom(crypto.getRandomValues(new Uint8Array(BLOCK_ID_BYTES)))

export function blockIdsPlugin(newId: () => BlockId = newBlockId): Plugin {
  const cut = new Set<string>()
  return new Plugin({
    appendTransaction: (transactions, old, now) => {
      const local = transactions.some((tr) => tr.docChanged && !isFromYjs(tr))
      if (local) for (const id of goneBetween(old.doc, now.doc)) cut.add(id)
      return local ? repairIds(transactions, old, now, newId) : null
    },
    props: { transformPasted: (slice, { state: { doc } }) => asStrangers(slice, new Set([...cut, ...idsIn(doc)])) },
  })
}

const idsIn = (doc: Node): readonly string[] => doc.children.flatMap((node) => attrsOf(node).id ?? [])

function goneBetween(old: Node, now: Node): readonly string[] {
  if (old.childCount <= now.childCount) return []
  const standing = new Set(idsIn(now))
  return idsIn(old).filter((id) => !standing.has(id))
}

/** A clause that this text has never had comes from nowhere, whatever id and origin it brings. */
function asStrangers(slice: Slice, known: ReadonlySet<string>): Slice {
  const blocks = slice.content.content.map((node) => {
    if (node.type.name !== 'block' || known.has(attrsOf(node).id ?? '')) return node
    return node.type.create({ ...node.attrs, id: null, origin: null }, node.content, node.marks)
  })
  return new Slice(Fragment.from(blocks), slice.openStart, slice.openEnd)
}

type Placed = { readonly node: Node; readonly pos: number }

function repairIds(transactions: readonly Transaction[], old: EditorState, now: EditorState, newId: () => BlockId) {
  const { tr } = now
  const places = placesById(now.doc)
  for (const { pos } of places.get(null) ?? []) if (!isPlaceholder(now.doc)) rename(tr, pos, newId())
  for (const [id, copies] of places) {
    if (id === null || copies.length === 1) continue
    const original = originalOf(copies, oldPlace(transactions, old.doc, id))
    for (const copy of copies) if (copy !== original) rename(tr, copy.pos, newId())
  }
  return tr.docChanged ? tr : null
}

function rename(tr: Transaction, pos: number, id: BlockId): void {
  tr.setNodeAttribute(pos, 'id', id)
  if (attrsOf(tr.doc.nodeAt(pos)!).origin !== null) tr.setNodeAttribute(pos, 'origin', null)
}

const isPlaceholder = (doc: Node) => doc.childCount === 1 && doc.child(0).content.size === 0

function placesById(doc: Node): ReadonlyMap<string | null, readonly Placed[]> {
  const places = new Map<string | null, Placed[]>()
  doc.forEach((node, pos) => {
    const { id } = attrsOf(node)
    places.set(id, [...(places.get(id) ?? []), { node, pos }])
  })
  return places
}

type OldPlace = { readonly pos: number; readonly hadWords: boolean } | null

function oldPlace(transactions: readonly Transaction[], doc: Node, id: string): OldPlace {
  let place: OldPlace = null
  doc.forEach((node, pos) => {
    if (attrsOf(node).id !== id) return
    const mapped = transactions.reduce((at, tr) => tr.mapping.map(at), pos)
    place = { pos: mapped, hadWords: node.content.size > 0 }
  })
  return place
}

/** Where the block stood; but when its words all went into the next one, that one is the block. */
function originalOf(copies: readonly Placed[], old: OldPlace): Placed {
  const at = copies.findIndex(({ pos }) => pos === old?.pos)
  const [stands, next] = [copies[Math.max(0, at)]!, copies[Math.max(0, at) + 1]]
  const emptied = old?.hadWords === true && stands.node.content.size === 0
  const follows = next !== undefined && next.pos === stands.pos + stands.node.nodeSize && next.node.content.size > 0
  return emptied && follows ? next : stands
}
