/**
 * Three to five people edit one text at the real log at random, with delays, stretches without a line, undo and redo. Every
 * character that anybody types is one of its kind, so that each can be accounted for at the end.
 */
import { TextSelection, type Command } from '@tiptap/pm/state'
import {
  insertBlockAfter,
  insertFootnote,
  moveBlock,
  setKind,
  shiftLevel,
} from '../../client/editor/commands/block-commands.ts'
import { backspace, deleteForward } from '../../client/editor/commands/join-blocks.ts'
import { splitBlock } from '../../client/editor/commands/split-block.ts'
import { toggleEmphasis } from '../../client/editor/keyboard.ts'
import type { Engine } from '../../server/store/engine.ts'
import type { Block } from '../../shared/document/blocks.ts'
import { blockId } from '../../shared/ids.ts'
import { clause, randomFrom, wordsOf, type Person } from '../client/editor/desk.ts'
import { NAMES, Table, type Name, type Seat, type Sitting } from './editors-at-server.ts'

export class RandomTable {
  readonly table: Table
  /** What was ever on somebody's screen, and what somebody took away who had it there. */
  readonly written = new Set<string>()
  readonly deleted = new Map<string, Set<Name>>()
  /**
   * Put into a block by an undo or a redo. Most of what thereby stands twice is flagged; what several people undo, redo and carry on,
   * each unseen of the others, may stand twice without: a known gap. It is never lost.
   */
  private readonly broughtBack = new Set<string>()
  private readonly chance: () => number
  private readonly offline = new Map<Seat, number>()
  private next = 0x4e00
  private notes = 0

  constructor(engine: Engine, seed: number, sitting: Pick<Sitting, 'later' | 'inBatches'>) {
    this.chance = randomFrom(seed)
    const names = NAMES.slice(0, 3 + this.below(3))
    const words = (count: number) => this.letters(count)
    const blocks = ['x', 'y', 'z'].map((id) => clause(id, words(6)))
    const text = [clause('t', words(4), 'title'), ...blocks]
    this.table = new Table(engine, text, { ...sitting, names, chance: this.chance })
    for (const { person } of this.table.seats) person.undoManager.captureTimeout = Infinity
    for (const letter of lettersOf(this.table.blocks)) this.written.add(letter)
  }

  play(steps: number): this {
    for (let step = 0; step < steps; step++) this.step(this.pick(this.table.seats))
    this.table.exchange()
    return this
  }

  private step(seat: Seat): void {
    const away = this.offline.get(seat) ?? 0
    if (away > 0) this.offline.set(seat, away - 1)
    const roll = this.chance()
    if (roll < 0.04) this.offline.set(seat, 3 + this.below(8))
    else if (roll < 0.35 && away === 0) this.travel(seat)
    else this.watched(seat, () => this.act(seat.person))
  }

  private travel(seat: Seat): void {
    if (this.chance() < 0.6) seat.send(1 + this.below(6))
    else seat.listen(1 + this.below(6))
  }

  /** Notes what came onto the screen by what this person did, and what went. */
  private watched({ name, person }: Seat, work: () => void): void {
    const before = countsOf(person.blocks)
    work()
    const after = countsOf(person.blocks)
    for (const letter of after.keys()) this.written.add(letter)
    for (const [letter, count] of before)
      if ((after.get(letter) ?? 0) < count) this.deleted.set(letter, (this.deleted.get(letter) ?? new Set()).add(name))
  }

  private act(person: Person): void {
    const roll = this.chance()
    if (roll < 0.06) return this.takenBack(person, () => person.undoManager.undo())
    if (roll < 0.08) return this.takenBack(person, () => person.undoManager.redo())
    if (roll < 0.2) return person.undoManager.stopCapturing()
    this.select(person)
    if (roll < 0.55) person.caretHere().type(this.letters(1 + this.below(3)))
    else if (roll < 0.66) person.editor.view.dispatch(person.editor.state.tr.deleteSelection())
    else person.do(this.command())
  }

  private takenBack(person: Person, work: () => unknown): void {
    const before = new Map(person.blocks.map((block) => [block.id, lettersOf([block])]))
    work()
    for (const block of person.blocks)
      for (const letter of lettersOf([block])) if (!before.get(block.id)?.has(letter)) this.broughtBack.add(letter)
  }

  private select({ editor }: Person): void {
    const { doc, tr } = editor.state
    const from = this.below(doc.content.size)
    const to = this.chance() < 0.6 ? from : Math.min(doc.content.size, from + this.below(5))
    editor.view.dispatch(tr.setSelection(TextSelection.between(doc.resolve(from), doc.resolve(to))))
  }

  private command(): Command {
    const note = insertFootnote(() => blockId(`note${++this.notes}`))
    const rare = [
      insertBlockAfter,
      note,
      toggleEmphasis,
      setKind('text'),
      shiftLevel(1),
      moveBlock('up'),
      moveBlock('down'),
    ]
    const often = [splitBlock, splitBlock, splitBlock, joinBefore, joinBefore, backspace, deleteForward, removeBlock]
    return this.pick(this.chance() < 0.7 ? often : rare)
  }

  private letters(count: number): string {
    return Array.from({ length: count }, () => String.fromCharCode(this.next++)).join('')
  }

  private below = (most: number) => Math.floor(this.chance() * most)
  private pick = <T>(list: readonly T[]): T => list[this.below(list.length)]!

  /** Letters that nobody can answer for: gone without anybody, or twice without a flag. `strictly`: also what an undo brought back. */
  unaccounted({ strictly = false } = {}): readonly string[] {
    const counts = countsOf(this.table.blocks)
    const { held, doubled } = this.table.flagged
    return [...this.written].flatMap((letter) => {
      const count = counts.get(letter) ?? 0
      if (count === 0 && !this.deleted.has(letter) && !held.has(letter)) return [`${letter} is lost`]
      return count > 1 && !doubled.has(letter) && (strictly || !this.broughtBack.has(letter))
        ? [`${letter} stands ${count} times`]
        : []
    })
  }
}

/** With the caret at the start of the block, as a writer joins on purpose. */
const joinBefore: Command = (state, dispatch, view) => {
  const { $from } = state.selection
  const at = state.apply(state.tr.setSelection(TextSelection.create(state.doc, $from.start(1))))
  return backspace(at, dispatch && ((tr) => dispatch(replayed(state.tr, tr.steps))), view)
}

const replayed = (
  tr: Parameters<NonNullable<Parameters<Command>[1]>>[0],
  steps: readonly (typeof tr.steps)[number][],
) => steps.reduce((all, step) => all.step(step), tr)

const removeBlock: Command = ({ tr, selection: { $from } }, dispatch) => {
  if (tr.doc.childCount === 1) return false
  dispatch?.(tr.delete($from.before(1), $from.after(1)))
  return true
}

const isLetter = (letter: string) => letter >= '\u4e00'

function countsOf(blocks: readonly Block[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const block of blocks)
    for (const letter of wordsOf(block)) if (isLetter(letter)) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  return counts
}

export const lettersOf = (blocks: readonly Block[]): ReadonlySet<string> =>
  new Set(blocks.flatMap((block) => wordsOf(block).split('').filter(isLetter)))
