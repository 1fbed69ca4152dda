import * as fc from '../../support/properties.ts'
import { describe, expect, it } from 'vitest'
import { blockId } from '../../../shared/ids.ts'
import type { Block, Kind, Level } from '../../../shared/document/blocks.ts'
import { suffixOf } from '../../../shared/document/label-forms.ts'
import { listsOf } from '../../../shared/document/label-lists.ts'
import { labelsOf, type Labelling } from '../../../shared/document/labels.ts'

const block = (id: string, kind: Kind = 'item', level: Level = 0, origin: string | null = null): Block => ({
  id: blockId(id),
  kind,
  level,
  origin: origin === null ? null : blockId(origin),
  runs: [{ text: id }],
})
/** A clause of the proposal that comes from one of the text in force. */
const from = (block: Block): Block => ({ ...block, id: blockId(`now ${block.id}`), origin: block.id })
const fresh = (id: string, level: Level = 0) => block(id, 'item', level)

const NOTING = block('noting', 'preamble-call')
const RESOLVES = block('resolves', 'operative-call')
const [A, B, C] = [block('A'), block('B'), block('C')]
const [ONE, TWO, THREE] = [block('one'), block('two'), block('three')]
const IN_FORCE = [NOTING, A, B, C, RESOLVES, ONE, TWO, THREE]

const kept = (inForce: readonly Block[], text: readonly Block[]) => labelsOf(text, { language: 'en', keeping: inForce })
/** Of the items alone. */
const keptUnder = (call: Block, inForce: readonly Block[], ...items: readonly Block[]) =>
  kept(inForce, [from(call), ...items]).slice(1)

describe('labels that keep the numbers of the text in force', () => {
  it('are its labels where nothing changed', () => {
    expect(kept(IN_FORCE, IN_FORCE.map(from))).toEqual(labelsOf(IN_FORCE))
  })

  it('give an insertion the number before it with bis, ter, quater', () => {
    const items = [from(ONE), from(TWO), fresh('x'), fresh('y'), fresh('z'), from(THREE)]
    expect(keptUnder(RESOLVES, IN_FORCE, ...items)).toEqual(['1', '2', '2bis', '2ter', '2quater', '3'])
    expect(keptUnder(NOTING, IN_FORCE, from(A), from(B), fresh('x'), from(C))).toEqual(['a)', 'b)', 'b)bis', 'c)'])
  })

  it('leave the number of a deleted clause vacant, also when something new stands in its place', () => {
    expect(keptUnder(RESOLVES, IN_FORCE, from(ONE), from(THREE))).toEqual(['1', '3'])
    expect(keptUnder(RESOLVES, IN_FORCE, from(ONE), fresh('x'), from(THREE))).toEqual(['1', '1bis', '3'])
    expect(keptUnder(RESOLVES, IN_FORCE, from(TWO))).toEqual(['2'])
  })

  it('go on after the last number that the text in force has, never with a vacant one', () => {
    expect(keptUnder(RESOLVES, IN_FORCE, from(ONE), from(TWO), from(THREE), fresh('x'), fresh('y'))).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
    ])
    expect(keptUnder(RESOLVES, IN_FORCE, from(ONE), from(TWO), fresh('x'))).toEqual(['1', '2', '4'])
    expect(keptUnder(RESOLVES, IN_FORCE, fresh('x'))).toEqual(['4'])
  })

  it('begin with 0 before the first', () => {
    expect(keptUnder(RESOLVES, IN_FORCE, fresh('x'), fresh('y'), from(ONE))).toEqual(['0', '0bis', '1'])
    expect(keptUnder(NOTING, IN_FORCE, fresh('x'), fresh('y'), from(A))).toEqual(['0)', '0)bis', 'a)'])
  })

  it('treat a moved clause as new in its place, as SUP* and ADD* do', () => {
    expect(keptUnder(RESOLVES, IN_FORCE, from(THREE), from(ONE), from(TWO))).toEqual(['0', '1', '2'])
    const under = kept(IN_FORCE, [from(NOTING), from(A), from(B), from(C), from(RESOLVES), from(ONE), from(TWO)])
    expect(under.slice(-2)).toEqual(['1', '2'])
    const elsewhere = kept(IN_FORCE, [from(NOTING), from(A), from(THREE), from(B), from(C)])
    expect(elsewhere).toEqual(['', 'a)', 'a)bis', 'b)', 'c)'])
  })

  it('stay when a whole section moves', () => {
    const text = [RESOLVES, ONE, TWO, THREE, NOTING, A, B, C].map(from)
    expect(kept(IN_FORCE, text)).toEqual(['', '1', '2', '3', '', 'a)', 'b)', 'c)'])
  })

  it('number a section as usual that had no numbers, or that is new', () => {
    const sole = [RESOLVES, ONE]
    expect(keptUnder(RESOLVES, sole, from(ONE))).toEqual([''])
    expect(keptUnder(RESOLVES, sole, from(ONE), fresh('x'))).toEqual(['1', '2'])
    expect(kept(IN_FORCE, [block('urges', 'operative-call'), fresh('x'), fresh('y')])).toEqual(['', '1', '2'])
  })

  it('number the clauses anew whose call changes from the preamble to the operative part', () => {
    expect(kept(IN_FORCE, [{ ...from(NOTING), kind: 'operative-call' }, from(A), from(B)])).toEqual(['', '1', '2'])
  })

  it('keep sub-items in the same way', () => {
    const [I, II] = [block('I', 'item', 1), block('II', 'item', 1)]
    const inForce = [RESOLVES, ONE, I, II, TWO]
    const text = [from(ONE), from(I), fresh('x', 1), from(II), fresh('y', 1), from(TWO), fresh('z', 1)]
    expect(keptUnder(RESOLVES, inForce, ...text)).toEqual(['1', 'i)', 'i)bis', 'ii)', 'iii)', '2', 'i)'])
  })

  it('have a suffix for every number', () => {
    expect([2, 3, 4, 5, 9, 10, 11, 12, 13, 19, 20, 21, 30].map(suffixOf)).toEqual([
      'bis',
      'ter',
      'quater',
      'quinquies',
      'nonies',
      'decies',
      'undecies',
      'duodecies',
      'terdecies',
      'novodecies',
      'vicies',
      'unvicies',
      'tricies',
    ])
    expect(new Set(Array.from({ length: 300 }, (_, n) => suffixOf(n + 2))).size).toBe(300)
  })
})

describe('labels in Arabic', () => {
  const arabic: Labelling = { language: 'ar', keeping: null }
  it('are the letters of the abjad; a letter that does not join has a space after it', () => {
    const labels = labelsOf([NOTING, ...Array.from({ length: 10 }, (_, at) => fresh(`${at}`))], arabic)
    expect(labels.slice(1).join(' ')).toBe('أ ) ب) ج) د ) ه ) و ) ز ) ح) ط) ي)')
  })

  it('are 1 2 3 in the operative part', () => {
    expect(labelsOf([RESOLVES, fresh('x'), fresh('y')], arabic)).toEqual(['', '1', '2'])
  })

  it('never repeat, however long the list', () => {
    const labels = labelsOf([NOTING, ...Array.from({ length: 90 }, (_, at) => fresh(`${at}`))], arabic).slice(1)
    expect(new Set(labels).size).toBe(90)
  })
})

const SHAPES: readonly (readonly [Kind, Level])[] = [
  ['item', 0],
  ['item', 0],
  ['item', 0],
  ['item', 1],
  ['item', 1],
  ['item', 2],
  ['preamble-call', 0],
  ['operative-call', 0],
  ['text', 0],
]
const anyInForce = fc
  .array(fc.constantFrom(...SHAPES), { maxLength: 25 })
  .map((shapes) => shapes.map(([kind, level], at) => block(`f${at}`, kind, level)))
/** Deletes, inserts, moves and changes of level, at random. */
const anyEdit = fc.record({
  what: fc.constantFrom('delete', 'insert', 'move', 'level'),
  at: fc.nat(60),
  to: fc.nat(60),
})
type Edit = { what: string; at: number; to: number }

function edited(inForce: readonly Block[], edits: readonly Edit[]): readonly Block[] {
  const text = inForce.map(from)
  edits.forEach(({ what, at, to }, n) => {
    const index = at % Math.max(1, text.length)
    const [kind, level] = SHAPES[to % SHAPES.length]!
    if (what === 'insert') text.splice(index, 0, block(`new ${n}`, kind, level))
    else if (text.length === 0) return
    else if (what === 'delete') text.splice(index, 1)
    else if (what === 'move') text.splice(to % text.length, 0, text.splice(index, 1)[0]!)
    else text[index] = { ...text[index]!, level: (to % 3) as Level }
  })
  return text
}

describe('kept labels of any text', () => {
  const play = fc.record({ inForce: anyInForce, edits: fc.array(anyEdit, { maxLength: 30 }) })

  it('never name two clauses of one list alike', () => {
    fc.assert(
      fc.property(play, ({ inForce, edits }) => {
        const text = edited(inForce, edits)
        const labels = kept(inForce, text)
        for (const { items } of listsOf(text)) expect(new Set(items.map((at) => labels[at])).size).toBe(items.length)
      }),
    )
  })

  it('never change a number without suffix: who has it had it before, in the same list', () => {
    fc.assert(
      fc.property(play, ({ inForce, edits }) => {
        const text = edited(inForce, edits)
        const [labels, before] = [kept(inForce, text), labelsOf(inForce)]
        const where = new Map(inForce.map(({ id }, at) => [id as string, at]))
        const lists = listsOf(inForce)
        for (const { form, head, items } of listsOf(text)) {
          const oldHead = head === null ? null : (where.get(text[head]!.origin ?? '') ?? -1)
          const old = lists.find((list) => list.form === form && list.head === oldHead)
          const numbers = new Set(old?.items.map((at) => before[at]!).filter((label) => label !== ''))
          if (head !== null && text[head]!.kind !== inForce[oldHead ?? -1]?.kind) continue
          for (const at of items)
            if (numbers.has(labels[at]!)) expect(before[where.get(text[at]!.origin ?? '')!]).toBe(labels[at])
        }
      }),
    )
  })

  it('do not depend on the ids of the proposal, nor on the way to the text', () => {
    fc.assert(
      fc.property(play, ({ inForce, edits }) => {
        const text = edited(inForce, edits)
        const renamed = text.map((each, at) => ({ ...each, id: blockId(`other ${at}`) }))
        expect(kept(inForce, renamed)).toEqual(kept(inForce, text))
      }),
    )
  })
})
