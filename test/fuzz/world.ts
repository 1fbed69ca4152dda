/** A proposal, the nodes that serve it, and the people who write in it with all kinds of programs: everything that a seed plays with. */
import { randomBytes, randomUUID } from 'node:crypto'
import { hex } from '../../shared/bytes.ts'
import { COOKIE } from '../../server/auth/cookie.ts'
import { hashOfToken } from '../../server/auth/tokens.ts'
import type { Db } from '../../server/store/db.ts'
import { Engine } from '../../server/store/engine.ts'
import type { OtherNodes, PeopleChange } from '../../server/sync/rooms.ts'
import { personId, type PersonId, type ProposalId } from '../../shared/ids.ts'
import type { Command } from '../../shared/proposal/commands.ts'
import type { Role } from '../../shared/proposal/roles.ts'
import { chanceOf, type Chance } from '../support/server-chance.ts'
import { ATU, PEOPLE, startProposal } from '../support/server-engine.ts'
import { HandClient, newKeeping, Page, StockClient, type Belongings, type Device } from './devices.ts'
import { LogReading } from './log-reading.ts'
import { Line } from './network.ts'
import { startNode, type SimulatedNode } from './simulated-node.ts'
import type { Erased } from './writing.ts'

const WRITERS = ['ken', 'sen', 'gha', 'cmr', 'zaf'].map((of) => personId(`demo-delegate-${of}`))
const LOOK_EVERY_MS = 1_000
const DAYS = 86_400_000

/** Where the database is; opened once for each node. */
export type Place = { readonly open: () => Db }

export class World {
  readonly seed: number
  readonly chance: Chance
  readonly nodes: (SimulatedNode | null)[]
  readonly devices: readonly Device[]
  readonly proposal: ProposalId
  readonly erased: Erased = { words: new Set(), blocks: new Set() }
  /** Ids of commands that somebody was told are done. */
  readonly done: { readonly id: string; readonly seq: number }[] = []
  locks = 0
  /** Entries among which nobody's text stands who had lost the right to write. */
  readonly silenced: { readonly person: PersonId; readonly from: number; to: number }[] = []
  private readonly givingBack = new Map<PersonId, number>()
  /** What the disk says, asked by nobody but the test. */
  readonly db: Db
  readonly log: LogReading
  applied = 0
  /** No node hears of another before it looks by itself. */
  hintsAreLost = false
  private readonly engine: Engine
  private readonly place: Place
  private readonly sessions = new Map<PersonId, string>()
  private readonly changes: PeopleChange[] = []
  private readonly looking: ReturnType<typeof setInterval>

  constructor(seed: number, place: Place) {
    this.seed = seed
    this.place = place
    this.chance = chanceOf(seed)
    this.db = place.open()
    this.engine = new Engine(this.db, Date.now)
    for (const person of WRITERS) this.rolesOf(person, ['delegate'])
    this.proposal = startProposal(this.engine)
    this.appendAsEngine({ type: 'open-review' })
    this.log = new LogReading(this.db, this.proposal)
    const count = this.chance.one([1, 1, 2, 3])
    this.nodes = Array.from({ length: count }, () => null)
    for (const at of this.nodes.keys()) this.start(at)
    this.looking = setInterval(() => this.look(), LOOK_EVERY_MS)
    this.devices = this.company()
  }

  /** Somebody has two devices; one or two use other programs than ours. */
  private company(): readonly Device[] {
    const [a, b, c, d] = [0, 1, 2, 3].map((at) => WRITERS[(at + this.seed) % WRITERS.length]!) as [
      PersonId,
      PersonId,
      PersonId,
      PersonId,
    ]
    const keeping = newKeeping()
    const all: Device[] = [new Page(this.for(a, 'a', keeping)), new Page(this.for(b, 'b'))]
    // A second tab, or a second computer.
    if (this.chance.is(0.6)) all.push(new Page(this.for(a, 'c', this.chance.is(0.5) ? keeping : newKeeping())))
    if (this.chance.is(0.5)) all.push(new StockClient(this.for(c, 's')))
    if (this.chance.is(0.7)) all.push(new HandClient(this.for(d, 'h')))
    // Behind a proxy that lets no socket through, until somebody changes that.
    for (const device of all) device.isBlocked = device instanceof Page && this.chance.is(0.3)
    return all
  }

  /** For another device of one of the writers. */
  belongings = (at: number, name: string): Belongings => this.for(WRITERS[at % WRITERS.length]!, name)

  private for(person: PersonId, name: string, keeping = newKeeping()): Belongings {
    const line = new Line(() => this.takingUp(), this.chance)
    const { chance, proposal, erased } = this
    return { name, person, line, chance, proposal, erased, keeping, cookie: () => this.cookieOf(person) }
  }

  get alive(): readonly SimulatedNode[] {
    return this.nodes.filter((node) => node !== null)
  }

  /** Any node, as a load balancer chooses. */
  private takingUp() {
    const { alive } = this
    if (alive.length === 0) return null
    const node = this.chance.one(alive)
    return (link: Parameters<NonNullable<ReturnType<Line['answering']>>>[0]) => {
      node.links.add(link)
      node.server.emit('connection', link.server)
    }
  }

  start(at: number): void {
    this.nodes[at] ??= startNode(this.place.open(), this.chance, this.othersOf(at))
  }

  kill(at: number): void {
    this.nodes[at]?.kill()
    this.nodes[at] = null
  }

  private othersOf(at: number): OtherNodes {
    const tell = (work: (node: SimulatedNode) => void) => {
      if (this.hintsAreLost) return
      setTimeout(() => this.nodes.forEach((node, other) => node && other !== at && work(node)), this.chance.number(30))
    }
    return {
      committed: (commits) =>
        commits.forEach(({ proposal, head }) =>
          tell((node) => void node.rooms.catchUp(proposal, head).catch(() => {})),
        ),
      peopleChanged: () => tell(() => this.tellChanges()),
      present: (proposal, entry) => tell((node) => node.rooms.hearPresence(proposal, [entry], performance.now())),
      opened: () => {},
    }
  }

  /** As each node does by itself every second. */
  private look(): void {
    this.tellChanges()
    for (const { rooms, db } of this.alive)
      for (const [id, known] of rooms.heads()) {
        const { head } = db.prepare<[string], { head: number }>('SELECT head FROM proposal WHERE id = ?').get(id)!
        if (head > known) void rooms.catchUp(id, head).catch(() => {})
      }
  }

  private tellChanges(): void {
    const changes = this.changes.splice(0)
    if (changes.length > 0)
      for (const { rooms } of this.alive) void rooms.peopleChangedElsewhere(changes).catch(() => {})
  }

  cookieOf(person: PersonId): string {
    if (!this.sessions.has(person)) {
      const token = randomBytes(32).toString('base64url')
      this.engine.accounts.addSession(hashOfToken(token), person, Date.now() + DAYS)
      this.sessions.set(person, token)
    }
    return `${COOKIE}=${this.sessions.get(person)!}`
  }

  /** On one node, as its handler does it; the others hear of it. */
  signOut(person: PersonId): void {
    const token = this.sessions.get(person)
    const node = this.chance.one([...this.alive, undefined])
    if (!token || !node) return
    this.sessions.delete(person)
    void this.signOutOn(node, hashOfToken(token)).catch(() => {})
  }

  private async signOutOn({ store, rooms }: SimulatedNode, hash: Uint8Array): Promise<void> {
    await store.endSession(hash)
    rooms.signedOut(hex(hash))
    this.changes.push({ person: null, sessionHash: hex(hash) })
  }

  changeRoles(person: PersonId, roles: readonly Role[]): void {
    const node = this.chance.one([...this.alive, undefined])
    if (node) void this.changeRolesOn(node, person, roles).catch(() => {})
  }

  private async changeRolesOn({ store, rooms }: SimulatedNode, person: PersonId, roles: readonly Role[]) {
    const isWriter = roles.includes('delegate')
    if (isWriter) this.mayWriteAgain(person)
    await store.setMemberships(person, roles.length > 0 ? [{ forum: ATU, roles }] : [])
    // While somebody is giving the role back, nobody knows which of the two is done last.
    const givingBack = this.givingBack.get(person) ?? 0
    if (isWriter) this.givingBack.set(person, givingBack - 1)
    else if (givingBack === 0) this.silenced.push({ person, from: this.head, to: Infinity })
    this.changes.push({ person, sessionHash: null })
    await rooms.rolesChanged(person)
  }

  /** At once, on the disk. */
  private rolesOf(person: PersonId, roles: readonly Role[]): void {
    this.engine.accounts.setMemberships(person, [{ forum: ATU, roles }])
  }

  private appendAsEngine(command: Command): void {
    const item = { kind: 'command', proposal: this.proposal, commandId: randomUUID(), command } as const
    const [answer] = this.engine.append([{ ...item, person: PEOPLE.coordinator }]).answers
    if (!answer?.ok) throw new Error(`not done: ${command.type}`)
  }

  /** Answers whether it was done, if anybody ever hears. */
  async command(person: PersonId, command: Command): Promise<boolean> {
    const node = this.chance.one([...this.alive, undefined])
    if (!node) return false
    const id = randomUUID()
    const answer = await node.queue.append({ kind: 'command', proposal: this.proposal, person, commandId: id, command })
    if (answer.ok) this.done.push({ id, seq: answer.value.seq })
    return answer.ok
  }

  /** At the digest that was just read: somebody's word may come in between. */
  async lock(): Promise<boolean> {
    const [node] = this.alive
    const chair = await node?.store.person(PEOPLE.chair)
    const view = chair && (await node?.store.view(chair, this.proposal))
    if (!view?.ok || view.value.state.stage !== 'review') return false
    const isDone = await this.command(PEOPLE.chair, {
      type: 'lock',
      digest: view.value.digest,
      reason: 'the time is up',
    })
    if (isDone) this.locks++
    return isDone
  }

  unlock = (): Promise<boolean> => this.command(PEOPLE.chair, { type: 'unlock', reason: 'go on' })

  /** What becomes of one of a person's kept drafts. */
  async decideOnDraft(id: PersonId, what: 'look' | 'apply' | 'discard'): Promise<void> {
    const node = this.chance.one([...this.alive, undefined])
    const person = await node?.store.person(id)
    if (!node || !person) return
    const drafts = await node.store.parkedDrafts(person, this.proposal)
    if (!drafts.ok || drafts.value.length === 0) return
    const draft = this.chance.one(drafts.value).id
    if (what === 'look') return void (await node.store.previewParked(id, this.proposal, draft))
    if (what === 'discard') return void (await node.store.discardParked(id, this.proposal, draft))
    const commandId = randomUUID()
    const { outcome, commits } = await node.store.applyParked({ proposal: this.proposal, person: id, draft, commandId })
    await node.rooms.tell(commits)
    if (outcome.ok) this.applied++
  }

  /** Lines, nodes and disks are as they should be again. */
  heal(): void {
    this.hintsAreLost = false
    for (const at of this.nodes.keys()) this.start(at)
    for (const { disk } of this.alive) Object.assign(disk, { isFull: false, slowness: 3 })
    for (const device of this.devices) {
      device.isBlocked = false
      device.line.latency = { least: 1, more: 6 }
      device.line.join()
    }
  }

  /** From the moment in which somebody asks for it. */
  private mayWriteAgain(person: PersonId): void {
    this.givingBack.set(person, (this.givingBack.get(person) ?? 0) + 1)
    for (const span of this.silenced) if (span.person === person) span.to = Math.min(span.to, this.head)
  }

  get head(): number {
    return this.db.prepare<[string], { head: number }>('SELECT head FROM proposal WHERE id = ?').get(this.proposal)!
      .head
  }

  giveRolesBack(): void {
    for (const person of WRITERS) {
      this.mayWriteAgain(person)
      this.rolesOf(person, ['delegate'])
      this.changes.push({ person, sessionHash: null })
    }
  }

  get isLocked(): boolean {
    const view = this.engine.proposals.view(this.engine.accounts.person(PEOPLE.chair)!, this.proposal)
    return view.ok && view.value.state.stage === 'locked'
  }

  end(): void {
    clearInterval(this.looking)
    for (const device of this.devices) device.close()
    for (const at of this.nodes.keys()) this.kill(at)
    this.db.close()
  }
}
