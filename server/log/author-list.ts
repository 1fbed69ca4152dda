/** The people behind the entries of a comparison, each once. */
import { isFootnoteRef, sameMarks } from '../../shared/document/blocks.ts'
import type { Authored, AuthoredPiece } from '../../shared/document/authored-redline.ts'
import type { LogEntry } from '../../shared/proposal/acts.ts'
import type { ComparedAuthor, ComparedPiece } from '../../shared/protocol/compare.ts'

type Told = Pick<ComparedPiece, 'by' | 'first' | 'time'>

export class AuthorList {
  readonly #entries: readonly LogEntry[]
  readonly #startSeq: number
  readonly #places = new Map<string, number>()
  readonly #authors: ComparedAuthor[] = []

  constructor(entries: readonly LogEntry[], startSeq: number) {
    this.#entries = entries
    this.#startSeq = startSeq
  }

  all = (): readonly ComparedAuthor[] => this.#authors

  of({ by, first }: Authored): Told {
    if (by === null) return { by }
    const author = this.#placeOf(by)
    const writer = first === undefined ? author : this.#placeOf(first)
    return { by: author, time: this.#entries[by - 1]!.time, ...(writer !== author && { first: writer }) }
  }

  /** Neighbours of one author are one piece: what was typed letter by letter is read as words. */
  joined(pieces: readonly AuthoredPiece[]): readonly ComparedPiece[] {
    const result: ComparedPiece[] = []
    for (const { by, first, ...piece } of pieces) {
      const next = { ...piece, ...this.of(first === undefined ? { by } : { by, first }) }
      const last = result.at(-1)
      const one = last && joinedPiece(last, next)
      if (one) result[result.length - 1] = one
      else result.push(next)
    }
    return result
  }

  #placeOf(seq: number): number {
    const { author: person, administration } = this.#entries[seq - 1]!
    const isStart = seq <= this.#startSeq
    const key = `${person} ${administration ?? ''} ${isStart}`
    const known = this.#places.get(key)
    if (known !== undefined) return known
    this.#places.set(key, this.#authors.length)
    return this.#authors.push({ person, administration, isStart }) - 1
  }
}

function joinedPiece(a: ComparedPiece, b: ComparedPiece): ComparedPiece | null {
  if (isFootnoteRef(a.run) || isFootnoteRef(b.run) || !sameMarks(a.run, b.run) || a.run.drawn !== b.run.drawn)
    return null
  if (a.change !== b.change || a.by !== b.by || a.first !== b.first || a.typographic !== b.typographic) return null
  const run = { ...a.run, text: a.run.text + b.run.text }
  return a.time === undefined ? { ...a, run } : { ...a, run, time: Math.max(a.time, b.time!) }
}
