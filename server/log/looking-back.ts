/** Comparisons of any two moments of a proposal's log. The storage thread judges who may read and gives the log page by page. */
import { FRAGMENTS } from '../../shared/document/blocks.ts'
import type { ProposalId } from '../../shared/ids.ts'
import { accept, refuse, type Outcome } from '../../shared/outcome.ts'
import type { LogEntry } from '../../shared/proposal/acts.ts'
import { labellingOf } from '../../shared/proposal/labelling.ts'
import type { ComparedText, MomentName, MomentsView } from '../../shared/protocol/compare.ts'
import type { Person } from '../../shared/protocol/people.ts'
import type { HistoryView, ProposalView, TextAt } from '../../shared/protocol/views.ts'
import { logEntryOf, type EntryRow } from './entry-table.ts'
import type { Comparison, Question } from './past.ts'
import { PastThread } from './past-thread.ts'

/** What is asked of the storage thread. */
export type Source = {
  readonly view: (person: Person, id: ProposalId) => Promise<Outcome<ProposalView>>
  readonly recordPage: (person: Person, id: ProposalId, after: number) => Promise<Outcome<readonly EntryRow[]>>
}

export class LookingBack {
  readonly #source: Source
  readonly #thread = new PastThread()
  readonly #turns = new Map<ProposalId, Promise<unknown>>()

  constructor(source: Source) {
    this.#source = source
  }

  moments = (person: Person, id: ProposalId): Promise<Outcome<MomentsView>> =>
    this.#inTurn(person, id, async ({ state, people }) => {
      const { base, startSeq, head } = state
      return accept({
        base: base?.name ?? null,
        startSeq,
        head,
        people,
        moments: await this.#thread.ask('moments', id),
      })
    })

  compare = (person: Person, id: ProposalId, from: MomentName, to: number): Promise<Outcome<ComparedText>> =>
    this.#inTurn(person, id, async (view) => {
      const question = questionOf(view, from, to)
      if (!question.ok) return question
      const compared = await this.#thread.ask('compare', id, question.value)
      if (piecesIn(compared) > MOST_PIECES)
        return refuse(
          'too-large',
          'Too much changed between these two moments to show at once. Choose moments that are closer together.',
        )
      return accept({ from, to, ...compared, people: view.people })
    })

  textAt = (person: Person, id: ProposalId, seq: number): Promise<Outcome<TextAt>> =>
    this.#inTurn(person, id, async ({ state }) => {
      const { operator, base } = state
      const text = await this.#thread.ask('textAt', id, seq, { operator, base })
      return text ? accept({ textSeq: seq, ...text }) : refuse('not-found', 'There is no such text in this proposal.')
    })

  /** Read anew from the disk, whatever is known of it: what was altered there since is found. */
  history = (person: Person, id: ProposalId): Promise<Outcome<HistoryView>> =>
    this.#inTurn(person, id, async ({ state, people }) => {
      const entries: LogEntry[] = []
      let verified = true
      try {
        while (entries.length < state.head) {
          const page = await this.#pageAfter(person, id, entries.length)
          if (!page.ok) return page
          verified &&= await this.#thread.ask('audit', id, page.value)
          for (const row of page.value) entries.push(logEntryOf(row))
        }
      } finally {
        await this.#thread.ask('audited', id)
      }
      return accept({ entries, people, verified, removals: await this.#thread.ask('removals', id) })
    })

  close = () => this.#thread.close()

  /** One after the other for each proposal, so that no two feed the thread the same page. */
  #inTurn<T>(person: Person, id: ProposalId, answer: (view: ProposalView) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    return this.#afterOthers(id, async () => {
      const view = await this.#source.view(person, id)
      if (!view.ok) return view
      const fed = await this.#feed(person, id, view.value.state.head)
      return fed.ok ? answer(view.value) : fed
    })
  }

  #afterOthers<T>(id: ProposalId, answer: () => Promise<T>): Promise<T> {
    const turn = (this.#turns.get(id) ?? Promise.resolve()).then(answer)
    const done = turn
      .catch(() => undefined)
      .finally(() => {
        if (this.#turns.get(id) === done) this.#turns.delete(id)
      })
    this.#turns.set(id, done)
    return turn
  }

  async #feed(person: Person, id: ProposalId, head: number): Promise<Outcome<number>> {
    let reached = await this.#thread.ask('reached', id)
    while (reached < head) {
      const page = await this.#pageAfter(person, id, reached)
      if (!page.ok) return page
      reached = await this.#thread.ask('take', id, page.value)
    }
    return accept(reached)
  }

  async #pageAfter(person: Person, id: ProposalId, seq: number): Promise<Outcome<readonly EntryRow[]>> {
    const page = await this.#source.recordPage(person, id, seq)
    if (page.ok && page.value.length === 0) throw new Error(`the log of ${id} has no entry after ${seq}`)
    return page
  }
}

/** A redline of this many pieces is about 8 MB, and more than anybody reads. */
const MOST_PIECES = 60_000

const piecesIn = ({ parts }: Comparison): number =>
  FRAGMENTS.flatMap((name) => parts[name]).reduce((sum, { pieces }) => sum + pieces.length, 0)

function questionOf({ state, base }: ProposalView, from: MomentName, to: number): Outcome<Question> {
  const { startSeq, head } = state
  if (from === 'base' && state.base === null)
    return refuse('not-found', 'This proposal is a new text: there is no text in force to compare with.')
  const start = from === 'base' ? startSeq : from
  if (start < startSeq || to > head)
    return refuse('not-found', `The log of this proposal has texts from entry ${startSeq} to ${head}.`)
  if (start > to) return refuse('malformed-request', 'The first moment is later than the second.')
  return accept({ from: from === 'base' ? { base } : from, to, startSeq, labelling: labellingOf(state, base) })
}
