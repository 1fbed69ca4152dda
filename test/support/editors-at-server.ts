/** People with real editors on one proposal of a real log. What they write arrives when it is sent, what they hear when they listen. */
import { onTestFinished } from 'vitest'
import * as Y from 'yjs'
import { parcelsOf } from '../../client/sync/parcels.ts'
import type { Engine } from '../../server/store/engine.ts'
import type { Block } from '../../shared/document/blocks.ts'
import { initialKeys } from '../../shared/document/order-key.ts'
import { fragmentOf, readFragment, writeFragment } from '../../shared/document/ydoc.ts'
import type { PersonId, ProposalId } from '../../shared/ids.ts'
import type { ReviewFlag } from '../../shared/proposal/review-flag.ts'
import type { ProposalState } from '../../shared/proposal/fold.ts'
import { Person, randomFrom, wordsOf } from '../client/editor/desk.ts'
import { appendOne, PEOPLE, startProposal, serverText, textItem, type Later } from './server-engine.ts'
import { entriesOf } from './whole-log.ts'

export const NAMES = ['ann', 'bob', 'eve', 'kim', 'joe'] as const
export type Name = (typeof NAMES)[number]

const PERSON: Record<Name, PersonId> = {
  ann: PEOPLE.kenya,
  bob: PEOPLE.senegal,
  eve: PEOPLE.ghana,
  kim: PEOPLE.headOfKenya,
  joe: PEOPLE.coordinator,
}

/** Those of the desk are no ids that the server takes. */
const withoutOrigin = (block: Block): Block => ({ ...block, origin: null })

export class Seat {
  readonly name: Name
  readonly person: Person
  readonly inbox: Uint8Array[] = []
  private readonly table: Table

  constructor(name: Name, table: Table, start: Uint8Array, chance: () => number) {
    this.name = name
    this.table = table
    this.person = new Person(name, start, chance)
  }

  /** What was written goes to the server, in order, `most` edits of it. */
  send(most = Infinity): this {
    this.table.takeAll(this.name, this.person.outbox.splice(0, most))
    return this
  }

  /** What the server told since is read. */
  listen(most = Infinity): this {
    for (const update of this.inbox.splice(0, most)) this.person.receive(update)
    return this
  }
}

export type Sitting = {
  readonly names?: readonly Name[]
  readonly chance?: () => number
  readonly later?: Later
  /** What somebody sends goes in parcels, is judged in one transaction, and heard as one. */
  readonly inBatches?: boolean
}

export class Table {
  readonly seats: readonly Seat[]
  readonly engine: Engine
  readonly proposal: ProposalId
  private readonly inBatches: boolean

  constructor(
    engine: Engine,
    blocks: readonly Block[],
    { names = ['ann', 'bob'], chance = randomFrom(1), later = onTestFinished, inBatches = false }: Sitting = {},
  ) {
    this.engine = engine
    this.inBatches = inBatches
    this.proposal = startProposal(this.engine)
    this.begin(blocks)
    const start = Y.encodeStateAsUpdate(serverText(this.engine, this.proposal))
    this.seats = names.map((name) => new Seat(name, this, start, chance))
    // As the seed has it: Yjs sorts what stands at one place by these.
    this.seats.forEach(({ person }, at) => (person.doc.clientID = 10 + 2 * at))
    later(() => this.seats.forEach(({ person }) => person.leave()))
  }

  /** The coordinator's device puts the text in, which nobody else has seen yet. */
  private begin(blocks: readonly Block[]): void {
    const doc = serverText(this.engine, this.proposal)
    // Less than those of the seats, as the seed has it.
    doc.clientID = 9
    const before = Y.encodeStateVector(doc)
    doc.transact(() => {
      fragmentOf(doc, 'text').clear()
      writeFragment(fragmentOf(doc, 'text'), blocks.map(withoutOrigin), initialKeys(blocks.length))
    })
    this.take('joe', Y.encodeStateAsUpdate(doc, before))
  }

  takeAll(from: Name, updates: readonly Uint8Array[]): void {
    const parcels = parcelsOf(updates.map((update, n) => ({ n, update, at: 0 })))
    const sent = parcels.map(({ update }) => update)
    if (this.inBatches) this.takeBatch(from, sent)
    else for (const update of updates) this.take(from, update)
  }

  take(from: Name, update: Uint8Array): void {
    this.takeBatch(from, [update])
  }

  private takeBatch(from: Name, updates: readonly Uint8Array[]): void {
    const items = updates.map((update) => ({ ...textItem(this.proposal, PERSON[from], update), tells: true }))
    const { answers, commits } = this.engine.append(items)
    for (const answer of answers)
      if (!answer.ok) throw new Error(`the server refused what ${from} wrote: ${answer.refusal.reason}`)
    for (const { update: told } of commits) for (const { inbox } of this.seats ?? []) if (told) inbox.push(told)
  }

  /** Until nobody has anything to say. */
  exchange(): void {
    const isQuiet = () => this.seats.every(({ person, inbox }) => person.outbox.length + inbox.length === 0)
    while (!isQuiet()) {
      for (const seat of this.seats) seat.send()
      for (const seat of this.seats) seat.listen()
    }
  }

  seat(name: Name): Seat {
    return this.seats.find((seat) => seat.name === name)!
  }

  get blocks(): readonly Block[] {
    return readFragment(fragmentOf(serverText(this.engine, this.proposal), 'text'))
  }

  get lines(): readonly string[] {
    return this.blocks.map(wordsOf)
  }

  get state(): ProposalState {
    const view = this.engine.proposals.view(this.engine.accounts.person(PEOPLE.chair)!, this.proposal)
    if (!view.ok) throw new Error(view.refusal.reason)
    return view.value.state
  }

  get flags(): readonly string[] {
    return this.state.flags.map(({ kind, words, written, structural }) => {
      const text = wordsOf({ runs: words } as Block)
      return `${kind}: "${text}" of ${nameOf(written.by)}, ${nameOf(structural.by)}`
    })
  }

  /** The words that any flag ever held, and those of which a flag says that they stand twice. */
  get flagged(): { readonly held: ReadonlySet<string>; readonly doubled: ReadonlySet<string> } {
    const raised = entriesOf(this.engine, this.proposal).flatMap((entry) =>
      entry.kind === 'act' && entry.act.type === 'review-flag-raised' ? [entry.act.flag] : [],
    )
    const lettersIn = (kind: ReviewFlag['kind']) =>
      new Set(
        raised.filter((flag) => flag.kind === kind).flatMap(({ words }) => wordsOf({ runs: words } as Block).split('')),
      )
    return { held: lettersIn('words-held'), doubled: lettersIn('text-twice') }
  }

  command(name: Name, command: Parameters<typeof import('./server-engine.ts').commandItem>[2]) {
    return appendOne(this.engine, {
      kind: 'command',
      proposal: this.proposal,
      person: PERSON[name],
      commandId: crypto.randomUUID(),
      command,
    })
  }
}

const nameOf = (person: PersonId) => NAMES.find((name) => PERSON[name] === person) ?? person
