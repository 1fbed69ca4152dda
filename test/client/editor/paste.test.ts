// @vitest-environment jsdom
import { TextSelection } from '@tiptap/pm/state'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { readHtml } from '../../../client/editor/paste/read-html.ts'
import { wordsOf } from '../../../client/editor/paste/pasted.ts'
import type { Block } from '../../../shared/document/blocks.ts'
import { isFootnoteRef } from '../../../shared/document/blocks.ts'
import { labelsOf } from '../../../shared/document/labels.ts'
import { readFragment } from '../../../shared/document/ydoc.ts'
import { clause, Desk, type Person } from './desk.ts'

const desks: Desk[] = []
afterEach(() => desks.splice(0).forEach((desk) => desk.leave()))

function alone(...blocks: Block[]): Person {
  const desk = new Desk(blocks, ['ann'])
  desks.push(desk)
  return desk.people[0]!
}

const fixture = (name: string) => readFileSync(join(import.meta.dirname, 'pasted', name), 'utf8')

type Flavours = { readonly html?: string; readonly plain?: string }

/** Hands the editor a clipboard as the browser does. */
function paste(person: Person, { html = '', plain = '' }: Flavours): Person {
  const clipboardData = {
    getData: (type: string) => (type === 'text/html' ? html : type === 'text/plain' ? plain : ''),
    files: [],
    types: [],
  }
  const event = new Event('paste', { bubbles: true, cancelable: true })
  Object.defineProperty(event, 'clipboardData', { value: clipboardData })
  person.editor.view.dom.dispatchEvent(event)
  return person
}

const textOf = (person: Person): readonly string[] => {
  const blocks = readFragment(person.fragment)
  const labels = labelsOf(blocks)
  return blocks.map(({ kind, level, runs }, at) => {
    const words = runs.map((run) =>
      isFootnoteRef(run) ? `[${run.footnote}]` : run.emphasis ? `*${run.text}*` : run.text,
    )
    return `${kind}${kind === 'item' ? level : ''} ${labels[at]}|${words.join('')}`
  })
}

const pasted = () => paste(alone(clause('x', '', 'text')).caret('x'), { html: fixture('word-365.html') })

describe('a paste from Word', () => {
  it('becomes calls, items of their level without their labels, paragraphs for cells, and footnotes', () => {
    expect(textOf(pasted())).toEqual([
      'preamble-call |recognizing',
      'item0 a)|that small islands in the Northern Ocean have few cables[ann1];',
      'item0 b)|that *they alone* pay twice for 5 km²,',
      'operative-call |resolves to instruct the Director of the Telecommunication Development Bureau',
      'item0 1|to count the cables:',
      'item1 i)|on land;',
      'item1 ii)|at sea:',
      'item2 –|near a coast;',
      'item0 2|to show them as in this picture.',
      'text |Cable',
      'text |Year',
      'text |North',
      'text |2031',
      'footnote 1|And fewer *ships*.',
    ])
  })

  it('counts what it could not place', () => {
    expect(readHtml(fixture('word-365.html')).aside).toEqual({
      pictures: 1,
      tables: 1,
      deletions: 1,
      struck: 0,
      comments: 0,
    })
  })

  it('is taken back by one undo, and no typing around it with it', () => {
    const person = pasted().type(' and on')
    person.undoManager.undo()
    expect(person.lines.at(-2)).toBe('2031')
    person.undoManager.undo()
    expect(person.lines).toEqual([''])
  })

  it('does not take along what was typed right before', () => {
    const person = alone(clause('x', '', 'text'))
      .caret('x')
      .type('typed ')
    paste(person, { html: fixture('word-365.html') }).undoManager.undo()
    expect(person.lines).toEqual(['typed '])
  })
})

describe('a paste from LibreOffice Writer', () => {
  it('becomes the same: labels are those that its lists draw, the note a footnote', () => {
    const person = paste(alone(clause('x', '', 'text')).caret('x'), { html: fixture('libreoffice.html') })
    expect(textOf(person)).toEqual([
      'preamble-call |considering',
      'item0 a)|that the harbour freezes[ann1];',
      'item0 b)|that ships wait:',
      'item1 i)|at the mole;',
      'item1 ii)|at sea,',
      'operative-call |resolves',
      'item0 1|to buy *one* icebreaker;',
      'item0 2|to share it.',
      'text |Month',
      'text |Days',
      'footnote 1|From *December* on.',
    ])
  })
})

describe('pasted plain text', () => {
  it('loses the labels that are labels and keeps words that only look like them', () => {
    const plain = 'noting\na)\tthat one;\nb)\tthat a (b) is no label;\n\nresolves\n1\tto act;\n2\tto do 3 things.'
    expect(textOf(paste(alone(clause('x', '', 'text')).caret('x'), { plain }))).toEqual([
      'preamble-call |noting',
      'item0 a)|that one;',
      'item0 b)|that a (b) is no label;',
      'operative-call |resolves',
      'item0 1|to act;',
      'item0 2|to do 3 things.',
    ])
  })

  it('of one line goes in among the words as it is', () => {
    const person = paste(alone(clause('x', 'to  act')).caret('x', 3), { plain: 'a) really' })
    expect(person.lines).toEqual(['to a) really act'])
  })

  it('of several paragraphs in the middle of a clause cuts it as Enter does; the words keep their clause', () => {
    const person = paste(alone(clause('r', 'resolves', 'operative-call'), clause('x', 'head tail')).caret('x', 5), {
      plain: 'more\nnext\nlast',
    })
    expect(person.lines).toEqual(['resolves', 'head more', 'next', 'last', 'tail'])
    expect(person.ids[1]).toBe('x')
    expect(textOf(person).map((line) => line.split('|')[0])).toEqual([
      'operative-call ',
      'item0 1',
      'item0 2',
      'item0 3',
      'item0 4',
    ])
    person.undoManager.undo()
    expect(person.lines).toEqual(['resolves', 'head tail'])
  })

  it('at the start of a clause stands before it, and the clause stays itself', () => {
    const person = paste(alone(clause('x', 'words')).caret('x'), { plain: 'one\ntwo' })
    expect([person.lines, person.ids[2]]).toEqual([['one', 'two', 'words'], 'x'])
  })

  it('replaces what is selected, over several clauses', () => {
    const person = alone(clause('x', 'one two'), clause('y', 'three four'))
    const { view, state } = person.editor
    const from = person.at('x', 4)
    view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, from, person.at('y', 5))))
    expect(paste(person, { plain: 'a\nb' }).lines).toEqual(['one a', 'b', ' four'])
  })

  it('is read in Arabic, Chinese and Russian too', () => {
    const arabic = 'إذ تلاحظ\nأ )\tأن الجزر صغيرة؛\nب)\tأن البحر واسع،\nيقرر\n1\tأن يعد الكابلات.'
    expect(
      textOf(paste(alone(clause('x', '', 'text')).caret('x'), { plain: arabic })).map((line) => line.split(' ')[0]),
    ).toEqual(['preamble-call', 'item0', 'item0', 'operative-call', 'item0'])
    const chinese = '考虑到\na)\t岛屿很小；\nb)\t海洋辽阔，\n做出决议\n1\t统计电缆。'
    expect(textOf(paste(alone(clause('x', '', 'text')).caret('x'), { plain: chinese }))).toEqual([
      'preamble-call |考虑到',
      'item0 a)|岛屿很小；',
      'item0 b)|海洋辽阔，',
      'operative-call |做出决议',
      'item0 |统计电缆。',
    ])
  })
})

describe('pasted HTML', () => {
  it('of lists becomes items with the labels that the lists draw', () => {
    const html = '<ol type="a"><li>that one;</li><li>that two:<ol type="i"><li>left;</li><li>right,</li></ol></li></ol>'
    const person = paste(alone(clause('n', 'noting', 'preamble-call'), clause('x', '')).caret('x'), { html })
    expect(textOf(person)).toEqual([
      'preamble-call |noting',
      'item0 a)|that one;',
      'item0 b)|that two:',
      'item1 i)|left;',
      'item1 ii)|right,',
    ])
  })

  it('keeps emphasis, drops what is hidden, and runs nothing', () => {
    const html =
      '<p>one <em>two</em><script>bad()</script><span style="display:none">no</span> <b onclick="bad()">three</b></p>'
    expect(readHtml(html).paragraphs.map(({ runs }) => runs)).toEqual([
      [{ text: 'one ' }, { text: 'two', emphasis: true }, { text: ' three' }],
    ])
  })

  it('drops no word of any nesting of blocks', () => {
    const html = 'bare<div>one<p>two</p>three<section><b>four</b></section></div><table><tr><td>five<td>six</table>'
    expect(readHtml(html).paragraphs.map(({ runs }) => wordsOf(runs))).toEqual([
      'bare',
      'one',
      'two',
      'three',
      'four',
      'five',
      'six',
    ])
  })

  it('with a note whose words were not copied keeps its mark', () => {
    const html = '<p>fact<a href="#_ftn3" name="_ftnref3">[3]</a></p>'
    expect(paste(alone(clause('x', '')).caret('x'), { html }).lines).toEqual(['fact(3)'])
  })

  it('with a picture alone changes nothing, and says so', () => {
    const person = alone(clause('x', 'words')).caret('x', -1)
    expect(paste(person, { html: '<img src="x.png">' }).lines).toEqual(['words'])
  })
})

describe('what nobody sees', () => {
  const HOSTILE = 'that\u202E trees\u0000 \u2067grow\u2069\uFFFC\u0007 and\tfall;\u009B'

  it.each<[string, Flavours]>([
    ['plain words', { plain: HOSTILE }],
    ['another program', { html: `<p>${HOSTILE.replace('\u0000', '\u0001')}</p>` }],
    ['what says it is our own', { html: `<p data-pm-slice="0 0 []">${HOSTILE.replace('\u0000', '\u0001')}</p>` }],
  ])('does not come in with %s', (_from, flavours) => {
    const ann = alone(clause('con', 'considering', 'preamble-call'), clause('a', ''))
    expect(textOf(paste(ann.caret('a', 0), flavours))[1]).toMatch(/\|that trees grow and\sfall;$/)
  })
})
