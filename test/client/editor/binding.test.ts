// @vitest-environment jsdom
import { Editor } from '@tiptap/core'
import { afterEach, describe, expect, it } from 'vitest'
import { CORE_EXTENSIONS, editorExtensions } from '../../../client/editor/extensions.ts'
import { blocksIn, contentOf } from '../../../client/editor/pm-blocks.ts'
import { insertFootnote, moveBlock, setKind, setLevel } from '../../../client/editor/commands/block-commands.ts'
import { backspace } from '../../../client/editor/commands/join-blocks.ts'
import { splitBlock } from '../../../client/editor/commands/split-block.ts'
import { toggleEmphasis } from '../../../client/editor/keyboard.ts'
import type { Block } from '../../../shared/document/blocks.ts'
import { orderOf, readFragment } from '../../../shared/document/ydoc.ts'
import { clause, Desk, faultsIn, type Person } from './desk.ts'

const desks: Desk[] = []
afterEach(() => desks.splice(0).forEach((desk) => desk.leave()))

function together(blocks: readonly Block[]): { desk: Desk; ann: Person; bob: Person } {
  const desk = new Desk(blocks)
  desks.push(desk)
  return { desk, ann: desk.people[0]!, bob: desk.people[1]! }
}

/** Both see the same, it is what the document says, and the server would take it. */
function agree(desk: Desk): readonly string[] {
  desk.exchange()
  const [first] = desk.people
  for (const person of desk.people) {
    expect(blocksIn(person.editor.state.doc)).toEqual(readFragment(person.fragment))
    expect(person.lines).toEqual(first!.lines)
    expect(faultsIn(person.fragment)).toEqual([])
  }
  return first!.lines
}

const THREE = [clause('x', 'Alpha one'), clause('y', 'Beta two'), clause('z', 'Gamma three')]

describe('what one does while the other does something else', () => {
  it('a clause moves and the words typed in it meanwhile go along', () => {
    const { desk, ann, bob } = together(THREE)
    ann.caret('z').do(moveBlock('up')).do(moveBlock('up'))
    bob.caret('z', -1).type(', typed')
    expect(agree(desk)).toEqual(['Gamma three, typed', 'Alpha one', 'Beta two'])
  })

  it('a clause moves and the words typed in its neighbour stay there', () => {
    const { desk, ann, bob } = together(THREE)
    ann.caret('z').do(moveBlock('up'))
    bob.caret('y', -1).type('!')
    expect(agree(desk)).toEqual(['Alpha one', 'Gamma three', 'Beta two!'])
  })

  it('both move the same clause: it stands there once', () => {
    const { desk, ann, bob } = together(THREE)
    ann.caret('y').do(moveBlock('up'))
    bob.caret('y').do(moveBlock('down'))
    expect([...agree(desk)].sort()).toEqual(['Alpha one', 'Beta two', 'Gamma three'])
  })

  it('one moves what the other deletes: it is deleted', () => {
    const { desk, ann, bob } = together(THREE)
    ann.caret('y').do(moveBlock('up'))
    bob.editor.view.dispatch(bob.editor.state.tr.delete(bob.at('y') - 1, bob.at('y', -1) + 1))
    expect(agree(desk)).toEqual(['Alpha one', 'Gamma three'])
  })

  it('a change of level or kind keeps the words typed meanwhile', () => {
    const { desk, ann, bob } = together(THREE)
    ann.caret('y').do(setLevel(1)).caret('z').do(setKind('operative-call'))
    bob.caret('y', -1).type('!').caret('z', 0).type('> ')
    expect(agree(desk)).toEqual(['Alpha one', 'Beta two!', '> Gamma three'])
    expect(readFragment(bob.fragment).map(({ kind, level }) => [kind, level])).toEqual([
      ['item', 0],
      ['item', 1],
      ['operative-call', 0],
    ])
  })

  it('a split, and words typed in its second half: without the log they end in the head', () => {
    const { desk, ann, bob } = together([clause('x', 'head tail')])
    ann.caret('x', 4).do(splitBlock)
    bob.caret('x', -1).type('!')
    expect(agree(desk)).toEqual(['head!', ' tail'])
  })

  it('a split, and words deleted in its second half: without the log they come back', () => {
    const { desk, ann, bob } = together([clause('x', 'head tail')])
    ann.caret('x', 4).do(splitBlock)
    bob.caret('x', 5, 9).type('')
    bob.editor.view.dispatch(bob.editor.state.tr.deleteSelection())
    expect(agree(desk)).toEqual(['head', ' tail'])
  })

  it('Enter at the start, and words typed at the end: the words stay in their clause', () => {
    const { desk, ann, bob } = together([clause('x', 'words')])
    ann.caret('x', 0).do(splitBlock)
    bob.caret('x', -1).type('!')
    expect(agree(desk)).toEqual(['', 'words!'])
    expect(ann.ids[1]).toBe('x')
  })

  it('both press Enter at the start: two empty clauses, the words once', () => {
    const { desk, ann, bob } = together([clause('x', 'words')])
    ann.caret('x', 0).do(splitBlock)
    bob.caret('x', 0).do(splitBlock)
    expect(agree(desk)).toEqual(['', '', 'words'])
  })

  it('both split at the same place: the tail stands there twice', () => {
    const { desk, ann, bob } = together([clause('x', 'head tail')])
    ann.caret('x', 4).do(splitBlock)
    bob.caret('x', 4).do(splitBlock)
    expect(agree(desk)).toEqual(['head', ' tail', ' tail'])
  })

  it('a join, and words typed in the second: only the log keeps them', () => {
    const { desk, ann, bob } = together(THREE)
    ann.caret('y', 0).do(backspace)
    bob.caret('y', -1).type('!')
    expect(agree(desk)).toEqual(['Alpha oneBeta two', 'Gamma three'])
  })

  it('a deletion, and words typed in what is deleted: only the log keeps them', () => {
    const { desk, ann, bob } = together(THREE)
    ann.editor.view.dispatch(ann.editor.state.tr.delete(ann.at('y') - 1, ann.at('y', -1) + 1))
    bob.caret('y', -1).type('!')
    expect(agree(desk)).toEqual(['Alpha one', 'Gamma three'])
  })

  it('a reference set in the middle, words typed behind it and deleted behind it', () => {
    const { desk, ann, bob } = together([clause('x', 'one two three')])
    ann.caret('x', 3).do(insertFootnote(() => 'f' as never))
    bob.caret('x', -1).type('!')
    bob.editor.view.dispatch(bob.editor.state.tr.delete(bob.at('x', 3), bob.at('x', 7)))
    expect(agree(desk)).toEqual(['one* three!', ''])
  })

  it('two references set in one paragraph at once: the words stand there once', () => {
    const { desk, ann, bob } = together([clause('x', 'one two three')])
    ann.caret('x', 3).do(insertFootnote(() => 'f' as never))
    bob.caret('x', 7).do(insertFootnote(() => 'g' as never))
    expect(agree(desk)).toEqual(['one* two* three', '', ''])
  })

  it('emphasis set on a word, and words typed in and behind it', () => {
    const { desk, ann, bob } = together([clause('x', 'one two three')])
    ann.caret('x', 4, 7).do(toggleEmphasis)
    bob.caret('x', 5).type('--').caret('x', -1).type('!')
    agree(desk)
    expect(readFragment(ann.fragment)[0]!.runs).toEqual([
      { text: 'one ' },
      { text: 't--wo', emphasis: true },
      { text: ' three!' },
    ])
  })

  it('two places changed in one transaction: what lies between is not touched', () => {
    const { desk, ann, bob } = together([clause('x', 'one two three')])
    const { tr } = ann.editor.state
    ann.editor.view.dispatch(
      tr.insertText('3', ann.at('x', 8), ann.at('x', 13)).insertText('1', ann.at('x', 0), ann.at('x', 3)),
    )
    bob.caret('x', 5).type('--')
    expect(agree(desk)).toEqual(['1 t--wo 3'])
  })
})

describe('the binding', () => {
  it('takes its content from the document and writes nothing until somebody types', () => {
    const { ann } = together(THREE)
    expect(ann.lines).toEqual(['Alpha one', 'Beta two', 'Gamma three'])
    expect(ann.outbox).toEqual([])
  })

  it('shows a placeholder for an empty text, which enters the document with the first character', () => {
    const { desk, ann, bob } = together([])
    expect([ann.lines, ann.fragment.size, ann.outbox]).toEqual([[''], 0, []])
    ann.do(setKind('title'))
    expect(ann.fragment.size).toBe(0)
    ann.type('T')
    expect(agree(desk)).toEqual(['T'])
    expect(bob.ids).toEqual(ann.ids)
  })

  it('shows the placeholder again when the last block is deleted elsewhere', () => {
    const { desk, ann, bob } = together([clause('x', 'words')])
    bob.caret('x', 2)
    ann.doc.transact(() => ann.fragment.delete('x'))
    expect(agree(desk)).toEqual([''])
    bob.type('new')
    expect(agree(desk)).toEqual(['new'])
  })

  it('changes only the order of the clause that moves', () => {
    const { ann } = together(THREE)
    const orders = () => ['x', 'y', 'z'].map((id) => orderOf(ann.fragment.get(id)!))
    const before = orders()
    ann.caret('y').do(moveBlock('up'))
    expect(orders().map((order, at) => order === before[at])).toEqual([true, false, true])
  })

  it('makes room between equal order keys', () => {
    const { desk, ann } = together(THREE)
    ann.doc.transact(() => ['x', 'y', 'z'].forEach((id) => ann.fragment.get(id)!.setAttribute('order', 'V')))
    ann.caret('x', -1).do(splitBlock).type('between')
    expect(agree(desk)).toEqual(['Alpha one', 'between', 'Beta two', 'Gamma three'])
  })

  it('keeps an unknown kind in the document and shows plain text', () => {
    const { desk, ann, bob } = together(THREE)
    ann.doc.transact(() => ann.fragment.get('y')!.setAttribute('kind', 'annex'))
    desk.exchange()
    bob.caret('y', -1).type('!')
    expect(agree(desk)[1]).toBe('Beta two!')
    expect(bob.fragment.get('y')!.getAttribute('kind')).toBe('annex')
  })

  it('keeps the caret at its word while others type before it, move its clause and delete it', () => {
    const { desk, ann, bob } = together(THREE)
    bob.caret('y', 4)
    ann.caret('y', 0).type('>> ')
    desk.exchange()
    expect(bob.where()).toBe('y:7')
    ann.do(moveBlock('up'))
    desk.exchange()
    expect(bob.where()).toBe('y:7')
    ann.doc.transact(() => ann.fragment.delete('y'))
    expect(agree(desk)).toEqual(['Alpha one', 'Gamma three'])
    expect(bob.where()).not.toContain('y:')
  })

  it('follows several changes of one moment, reported late', () => {
    const { desk, ann, bob } = together(THREE)
    bob.fragment.observeDeep((_events, { origin }) => {
      if (origin === 'network') bob.doc.transact(() => bob.fragment.get('x')!.insert(0, '#'))
    })
    ann.caret('x', -1).type('!')
    for (const update of ann.outbox.splice(0)) bob.receive(update)
    desk.exchange()
    expect(agree(desk)[0]).toBe('#Alpha one!')
  })

  it('does not part the two halves of a character', () => {
    const { desk, ann } = together([clause('x', 'a𠀀b')])
    ann.editor.view.dispatch(ann.editor.state.tr.insertText('𠀁', ann.at('x', 1), ann.at('x', 3)))
    expect(agree(desk)).toEqual(['a𠀁b'])
  })

  it('gives everybody the same when half a character is left over', () => {
    const { desk, ann, bob } = together([clause('x', 'a𠀀b')])
    ann.editor.view.dispatch(ann.editor.state.tr.insertText('-', ann.at('x', 2)))
    desk.exchange()
    expect(readFragment(ann.fragment)).toEqual(readFragment(bob.fragment))
  })

  it('writes nothing from an editor that may not edit', () => {
    const { ann } = together(THREE)
    ann.editor.setEditable(false)
    ann.caret('x').type('no')
    expect([ann.lines[0], ann.outbox]).toEqual(['Alpha one', []])
  })

  it('lets go of a document when the editor goes', () => {
    const { ann } = together(THREE)
    ann.editor.destroy()
    expect(() => ann.fragment.get('x')!.insert(0, 'later ')).not.toThrow()
  })

  it('shows what entered the document after its content was read', async () => {
    const { ann } = together(THREE)
    const late = new Editor({
      element: document.createElement('div'),
      extensions: editorExtensions({ fragment: ann.fragment, undoManager: null }),
      enableCoreExtensions: CORE_EXTENSIONS,
      content: contentOf([]),
      injectCSS: false,
    })
    await Promise.resolve()
    expect(blocksIn(late.state.doc)).toEqual(readFragment(ann.fragment))
    expect(ann.outbox).toEqual([])
    late.destroy()
  })
})
