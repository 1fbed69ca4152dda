/** What must hold in every world, by the names of sync-engine §3.11. Each check answers what is wrong, in words. */
import * as Y from 'yjs'
import { isIntact } from '../../server/log/audit.ts'
import { logEntryOf } from '../../server/log/entry-table.ts'
import { isTextKind } from '../../shared/log/chain.ts'
import { stageAfter } from '../support/server-history.ts'
import { HandClient, lettersIn, Page, StockClient, type Device } from './devices.ts'
import { rangesOf } from './log-reading.ts'
import { digestsOf, memoriesOf } from './replicas.ts'
import type { World } from './world.ts'
import { countWords } from './writing.ts'

export const INVARIANTS = {
  I1: 'what was acknowledged is in the log, with the same content',
  I2: 'the entries are numbered 1, 2, 3 … with no gap',
  I3: 'no text entry stands between a lock and its unlock, nor one of somebody who had lost the right to write',
  I4: 'every copy at entry n has the same digest',
  I5: 'the log replayed from its first entry to n, the snapshot at n and the text in memory at n are the same',
  I6: 'what an entry brings was written under client ids of its author',
  I7: 'the chain verifies',
  I8: 'whatever crashes, nobody holds an edit of somebody else that is not in the log',
  I9: 'each edit is in the log, or parked, or still on its author’s device: none is in none of them',
} as const
export type Invariant = keyof typeof INVARIANTS

export type Violation = { readonly invariant: Invariant; readonly what: string }

export class Judge {
  readonly violations: Violation[] = []
  /** How often each was really asked. */
  readonly asked: Record<Invariant, number> = { I1: 0, I2: 0, I3: 0, I4: 0, I5: 0, I6: 0, I7: 0, I8: 0, I9: 0 }
  private readonly world: World
  /** Known to be in the log or parked, where words stay. */
  private readonly safe = new Set<string>()

  constructor(world: World) {
    this.world = world
  }

  private expect(invariant: Invariant, isSo: boolean, what: () => string): void {
    this.asked[invariant]++
    if (!isSo) this.violations.push({ invariant, what: what() })
  }

  /** After each event: what must hold at any moment. */
  always(): void {
    this.world.log.readOn()
    this.acknowledged()
    for (const device of this.world.devices) {
      this.nothingUnknown(device)
      this.nothingInNoPlace(device)
      if (device instanceof Page) this.savedIsSaved(device)
      if (device instanceof HandClient) this.expect('I2', device.jumps().length === 0, () => device.jumps()[0]!)
    }
  }

  private acknowledged(): void {
    const all = this.world.devices.flatMap(({ told }) => told.acknowledged.splice(0))
    for (const update of all) {
      const lacking = this.world.log.lacks(update)
      this.expect(
        'I1',
        lacking.length === 0,
        () => `acknowledged, not in the log: ${lacking[0]} (${lettersIn(update)})`,
      )
    }
    for (const { id, seq } of this.world.done.splice(0)) {
      const row = this.world.db
        .prepare<[string, string], { seq: number }>('SELECT seq FROM entry WHERE proposal = ? AND command = ?')
        .get(this.world.proposal, id)
      this.expect('I1', row?.seq === seq, () => `a command was answered with entry ${seq}, it is at ${row?.seq}`)
    }
  }

  private nothingUnknown(device: Device): void {
    if (!device.doc) return
    for (const [client, clock] of Y.decodeStateVector(Y.encodeStateVector(device.doc)))
      if (!this.isOwn(device, client))
        this.expect(
          'I8',
          clock <= this.world.log.reach(client),
          () => `${device.name} holds ${client} up to ${clock}, the log up to ${this.world.log.reach(client)}`,
        )
    if (device.isClean()) this.noUnknownRemoval(device, device.doc)
  }

  /** Or of another tab in the same browser, whose edits it may have taken over. */
  private isOwn(device: Device, client: number): boolean {
    const others = this.world.devices.filter((other) => device instanceof Page && device.isBeside(other))
    return [device, ...others].some(({ clients }) => clients.has(client))
  }

  private noUnknownRemoval({ name }: Device, doc: Y.Doc): void {
    const { ds } = Y.decodeUpdate(Y.encodeStateAsUpdate(doc))
    for (const { client, from, to } of rangesOf(ds))
      for (let clock = from; clock < to; clock++)
        if (!this.world.log.isRemoved(client, clock))
          return this.expect('I8', false, () => `${name} holds the removal of ${client} at ${clock}, the log does not`)
    this.asked.I8++
  }

  /** A word is written down on the device some milliseconds after its key. */
  private nothingInNoPlace(device: Device): void {
    for (const { word, at, block } of device.typed) {
      if (this.safe.has(word) || performance.now() - at < 10) continue
      // The stock client forgets what somebody else takes out, said or not.
      if (device instanceof StockClient && (this.world.erased.words.has(word) || this.world.erased.blocks.has(block)))
        continue
      if (this.isAtServer(device, word)) this.safe.add(word)
      else this.expect('I9', device.keeps(word), () => `${word} is nowhere`)
    }
  }

  private savedIsSaved(page: Page): void {
    if (!page.isSaved()) return
    for (const { word } of page.typed) {
      if (this.safe.has(word)) continue
      const aside = page.memory.rows().filter(({ refused }) => refused !== null)
      const isElsewhere = this.world.devices.some((other) => page.isBeside(other) && other.waitsWith(word))
      const isKnown =
        aside.some(({ update }) => lettersIn(update).includes(word)) || page.isDiscarded(word) || isElsewhere
      this.expect('I1', isKnown || this.isAtServer(page, word), () => `${page.name} was told "Saved" of ${word}`)
    }
  }

  private isAtServer = ({ person }: Device, word: string): boolean =>
    this.world.log.has(word) || this.parkedBy(person).some((letters) => letters.includes(word))

  private parkedBy = (person: string): readonly string[] =>
    this.world.db
      .prepare<[string, string], { edit: Uint8Array }>('SELECT edit FROM parked WHERE proposal = ? AND author = ?')
      .all(this.world.proposal, person)
      .map(({ edit }) => lettersIn(edit))

  /** When all is healed, and everybody has been answered. */
  inTheEnd(): void {
    this.always()
    this.theLog()
    this.authors()
    this.memories()
    this.copies()
    this.words()
  }

  private theLog(): void {
    const { rows, gaps } = this.world.log
    const { head, chain } = this.world.db
      .prepare<[string], { head: number; chain: Uint8Array }>('SELECT head, chain FROM proposal WHERE id = ?')
      .get(this.world.proposal)!
    const { textsWhileLocked } = stageAfter(rows.map(logEntryOf))
    this.expect('I2', rows.every(({ seq }, at) => seq === at + 1) && rows.length === head, () => 'a gap in the numbers')
    this.expect('I2', gaps.length === 0, () => gaps[0]!)
    this.expect('I3', textsWhileLocked.length === 0, () => `text entries ${textsWhileLocked.join(', ')}`)
    this.rights()
    const last = rows.at(-1)!.chain
    this.expect('I7', isIntact(this.world.proposal, rows), () => 'the chain is broken')
    this.expect('I7', Buffer.compare(last, chain) === 0, () => 'the head is of another chain')
  }

  /** What is carried for somebody stands under a client id of the carrier. */
  private rights(): void {
    const used = new Map(this.world.devices.flatMap(({ clients, person }) => [...clients].map((id) => [id, person])))
    for (const { seq, client } of this.world.log.broughtBy) {
      const span = this.world.silenced.find(
        ({ person, from, to }) => person === used.get(client) && from < seq && seq <= to,
      )
      this.expect(
        'I3',
        span === undefined,
        () => `entry ${seq} of ${span?.person}, who may not write after ${span?.from}`,
      )
    }
  }

  private authors(): void {
    const owners = new Map(
      this.world.db
        .prepare<[string], { client: number; owner: string }>('SELECT client, owner FROM yjs_client WHERE proposal = ?')
        .all(this.world.proposal)
        .map(({ client, owner }) => [client, owner]),
    )
    const used = new Map(this.world.devices.flatMap(({ clients, person }) => [...clients].map((id) => [id, person])))
    for (const { seq, author, client } of this.world.log.broughtBy) {
      const owner = owners.get(client)
      const isOf = owner === author || owner === 'system' || owner === 'system/carrier'
      this.expect('I6', isOf, () => `entry ${seq} of ${author} brings client ${client} of ${owner}`)
      const wrote = used.get(client)
      this.expect(
        'I6',
        wrote === undefined || wrote === owner,
        () => `client ${client} of ${wrote} belongs to ${owner}`,
      )
    }
  }

  private memories(): void {
    const [replayed, ...others] = memoriesOf(this.world)
    for (const other of others)
      this.expect('I5', other.is === replayed!.is, () => `${other.name} is not what the log says from its first entry`)
  }

  private copies(): void {
    const digests = digestsOf(this.world)
    const newest = this.world.log.rows.findLast(({ kind }) => isTextKind(kind))!.seq
    for (const device of this.world.devices) {
      if (!(device instanceof Page)) continue
      const { digest, textSeq } = device.session.snapshot()
      this.expect('I4', textSeq === newest, () => `${device.name} is at entry ${textSeq} of ${newest}`)
      this.expect('I4', digest === digests.get(textSeq), () => `${device.name} has another digest at ${textSeq}`)
    }
    const text = digests.text
    for (const { name, doc } of this.world.devices)
      this.expect('I4', doc === null || digests.textOf(doc) === text, () => `${name} reads another text`)
  }

  /** What nobody took out is there, once. */
  private words(): void {
    const counts = countWords(digestsOf(this.world).doc)
    const { words, blocks } = this.world.erased
    for (const { word, block } of this.world.devices.flatMap(({ typed }) => typed))
      if (this.world.log.has(word) && !words.has(word) && !blocks.has(block))
        this.expect('I1', counts.get(word) === 1, () => `${word} stands ${counts.get(word) ?? 0} times in the text`)
  }
}
