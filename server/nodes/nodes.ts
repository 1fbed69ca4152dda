/**
 * Several server processes on one database, each with some of the people who have a proposal open.
 *
 * Invariants:
 *   - what is told comes from the log alone; a hint only makes a node look sooner, and every hint may be lost;
 *   - every second each node looks at the heads of its open rooms and at the number of the last change of people;
 *   - nothing that is written waits for another node.
 */
import { randomBytes } from 'node:crypto'
import { hex } from '../../shared/bytes.ts'
import { personId, proposalId, type ProposalId } from '../../shared/ids.ts'
import type { Commit } from '../log/proposal-log.ts'
import type { MemberElsewhere } from '../sync/member.ts'
import type { OtherNodes, PeopleChange, Rooms } from '../sync/rooms.ts'
import { readHint, writeHints } from './hints.ts'
import { HintLine } from './hint-line.ts'
import { GatheredPresence, readPresenceHint, type PresenceHint } from './presence-hints.ts'

const CHANNEL = 'common_proposals'
const LOOK_EVERY_MS = 1_000
/** Of a node that has not looked for so long, people would hear late. */
const FOLLOWS_MS = 5_000
/** At most one hint in this time, for all that was committed in it. */
const GATHER_MS = 15

/** A caret may be so late, and is told no more often. */
const PRESENCE_MS = 250
/** Whoever is not spoken of for over twice as long is taken for gone. */
const PRESENT_EVERY_MS = 15_000

const HEADS = `SELECT id, head FROM proposal WHERE id = ANY($1)
  UNION ALL SELECT '' AS id, n AS head FROM people_change_head`
const CHANGES = 'SELECT n, account, session FROM people_change WHERE n > $1 ORDER BY n'

type Settings = {
  readonly url: string
  /** False: nothing is said or heard, and a second is how late others hear. */
  readonly hints: boolean
}

export class Nodes implements OtherNodes {
  private readonly id = randomBytes(6).toString('hex')
  private readonly line: HintLine
  private rooms: Rooms | null = null
  private readonly heads = new Map<string, number>()
  private people = false
  private gathering: NodeJS.Timeout | null = null
  private saidAt = -Infinity
  private readonly gathered = new GatheredPresence()
  private sayingPresence: NodeJS.Timeout | null = null
  private repeating: NodeJS.Timeout | undefined
  private looking: Promise<void> | null = null
  private lookAgain = false
  private ticking: NodeJS.Timeout | undefined
  /** The last change of people that was carried out here; null before the first look. */
  private lastChange: number | null = null
  private lookedAt = -Infinity

  constructor({ url, hints }: Settings) {
    this.line = new HintLine(
      { url, channel: CHANNEL, listens: hints },
      { heard: (message) => this.heardCalmly(message), opened: () => this.look() },
    )
  }

  /** Before anybody is let in: from here on no change is missed. */
  async begin(rooms: Rooms): Promise<void> {
    this.rooms = rooms
    await this.line.open()
    await this.looking
    if (this.lastChange === null) await this.lookOnce()
    this.ticking = setInterval(() => this.look(), LOOK_EVERY_MS)
    this.repeating = setInterval(() => this.repeatPresence(rooms), PRESENT_EVERY_MS)
  }

  /** Has looked not long ago. */
  get isFollowing(): boolean {
    return performance.now() - this.lookedAt < FOLLOWS_MS
  }

  close(): void {
    clearInterval(this.ticking)
    clearInterval(this.repeating)
    if (this.sayingPresence) clearTimeout(this.sayingPresence)
    if (this.gathering) clearTimeout(this.gathering)
    this.line.close()
  }

  readonly committed = (commits: readonly Commit[]): void => {
    for (const { proposal, head } of commits) this.heads.set(proposal, head)
    if (commits.length > 0) this.saySoon()
  }

  readonly peopleChanged = (): void => {
    this.people = true
    this.saySoon()
  }

  readonly present = (proposal: ProposalId, member: MemberElsewhere): void => {
    this.gathered.add(proposal, member)
    this.sayPresenceSoon()
  }

  readonly opened = (proposal: ProposalId): void => {
    this.gathered.ask(proposal)
    this.sayPresenceSoon()
  }

  private sayPresenceSoon(): void {
    this.sayingPresence ??= setTimeout(() => {
      this.sayingPresence = null
      for (const message of this.gathered.taken(this.id)) this.line.say(message)
    }, PRESENCE_MS)
  }

  /** For whoever missed a word; and who is not heard of any more elsewhere is taken for gone here. */
  private repeatPresence(rooms: Rooms): void {
    for (const id of rooms.heads().keys()) {
      for (const member of rooms.presentHere(id)) this.present(id, member)
      rooms.hearPresence(id, [], performance.now())
    }
  }

  private heardPresence({ from, spoken, asked }: PresenceHint): void {
    const { rooms } = this
    if (from === this.id || !rooms) return
    const now = performance.now()
    for (const { proposal, member } of spoken) rooms.hearPresence(proposalId(proposal), [member], now)
    for (const id of asked.map(proposalId)) for (const member of rooms.presentHere(id)) this.present(id, member)
  }

  private saySoon(): void {
    if (this.gathering) return
    const pause = Math.max(0, this.saidAt + GATHER_MS - performance.now())
    this.gathering = setTimeout(() => this.say(), pause)
  }

  private say(): void {
    this.gathering = null
    this.saidAt = performance.now()
    for (const message of writeHints(this.id, this.heads, this.people)) this.line.say(message)
    this.heads.clear()
    this.people = false
  }

  /** Whatever somebody says on the channel: no word of it may end the process. */
  private heardCalmly(message: string): void {
    try {
      this.heard(message)
    } catch (error) {
      console.error(`A hint could not be followed: ${String(error)}`)
    }
  }

  private heard(message: string): void {
    const presence = readPresenceHint(message)
    if (presence) return this.heardPresence(presence)
    const { from, heads, people } = readHint(message)
    if (from === this.id || !this.rooms) return
    if (people) this.look()
    const open = this.rooms.heads()
    for (const [id, head] of heads) if (head > (open.get(proposalId(id)) ?? Infinity)) this.catchUp(id, head)
  }

  /** What cannot be read now is asked for by the next look. */
  private catchUp(id: string, head: number): void {
    this.rooms?.catchUp(proposalId(id), head).catch(() => {})
  }

  private look(): void {
    this.lookAgain = this.looking !== null
    this.looking ??= this.lookOnce()
      .catch(() => {})
      .finally(() => {
        this.looking = null
        if (this.lookAgain) this.look()
      })
  }

  private async lookOnce(): Promise<void> {
    const { rooms } = this
    if (!rooms) return
    const open = rooms.heads()
    const rows = await this.line.ask(HEADS, [[...open.keys()]])
    this.lookedAt = performance.now()
    for (const { id, head } of rows as readonly { id: string; head: string }[])
      if (id === '') await this.followPeople(rooms, Number(head))
      else if (Number(head) > (open.get(proposalId(id)) ?? 0)) this.catchUp(id, Number(head))
  }

  private async followPeople(rooms: Rooms, newest: number): Promise<void> {
    const known = this.lastChange ?? newest
    this.lastChange = known
    if (newest === known) return
    const rows = (await this.line.ask(CHANGES, [known])) as readonly Change[]
    // Away for longer than changes are kept: everybody comes in anew, and is asked who they are.
    if (Number(rows[0]?.n) !== known + 1) rooms.each((connection) => connection.close('restarting'))
    else await rooms.peopleChangedElsewhere(rows.map(changeOf))
    this.lastChange = Number(rows.at(-1)?.n ?? newest)
  }
}

type Change = { readonly n: string; readonly account: string | null; readonly session: Uint8Array | null }
const changeOf = ({ account, session }: Change): PeopleChange => ({
  person: account === null ? null : personId(account),
  sessionHash: session && hex(session),
})
