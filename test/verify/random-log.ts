/** Logs from a seed: several people write and decide, entries are chained as the server chains them, a record is made of them. */
import * as Y from 'yjs'
import { KINDS, type Block } from '../../shared/document/blocks.ts'
import { digestOf, fragmentDigest, identityOf } from '../../shared/document/digest.ts'
import { initialKeys } from '../../shared/document/order-key.ts'
import { fragmentOf, readDocument, writeFragment } from '../../shared/document/ydoc.ts'
import { forumId, personId, textId } from '../../shared/ids.ts'
import { hex } from '../../shared/bytes.ts'
import { encodeAct, entryHash, GENESIS, nextChain, payloadHash, type EntryKind } from '../../shared/log/chain.ts'
import type { Act, BaseText } from '../../shared/proposal/acts.ts'
import { EVERYTHING, recordPieces, type RecordRow, type Shown } from '../../server/export/record.ts'
import type { Chance } from '../support/server-chance.ts'
import { randomBlocks, randomDocument, randomMarks, randomWords } from './random-document.ts'
import type { ProposalRecord } from './verifier.ts'

const PARTS = ['text', 'reasons', 'summary'] as const
const PROPOSAL = 'p-1'
const FORUM = forumId('atu')

export class RandomLog {
  readonly rows: RecordRow[] = []
  readonly base: BaseText | null
  private readonly baseBlocks: readonly Block[]
  private readonly chance: Chance
  private readonly doc = new Y.Doc()
  private readonly people: readonly Y.Doc[]
  private readonly digests = new Map<number, string>()
  private textSeq = 0
  private isLocked = false

  constructor(chance: Chance) {
    this.chance = chance
    this.baseBlocks = randomBlocks(chance)
    this.base = chance.is(0.8) ? baseOf(this.baseBlocks) : null
    this.people = [1, 2, 3].map((client) => Object.assign(new Y.Doc(), { clientID: client }))
    this.begin()
    for (let step = 4 + chance.number(40); step > 0; step--) this.step()
  }

  get digest(): string {
    return digestOf(readDocument(this.doc), this.about).document
  }

  async record(shown: Shown = EVERYTHING): Promise<ProposalRecord> {
    const head = { seq: this.rows.length, chain: hex(this.rows.at(-1)!.chain), digest: this.digest }
    const about = {
      proposal: PROPOSAL,
      label: 'AFCP/XX/1',
      number: 1,
      forum: { id: FORUM, name: 'ATU', conference: 'wtdc-29' },
    }
    const pages = this.rows.map((row) => [row])
    const base = this.base && { ...this.base, blocks: this.baseBlocks }
    let file = ''
    for await (const piece of recordPieces({ ...about, head, base, people: [] }, pages, { exportedAt: 1, shown }))
      file += piece
    return JSON.parse(file) as ProposalRecord
  }

  /** Puts a clause with these words into one of the parts, and locks. */
  lockWith(words: string) {
    if (this.isLocked) this.writeAct({ type: 'unlocked', reason: 'once more' })
    const before = Y.encodeStateVector(this.doc)
    const copy = Object.assign(new Y.Doc(), { clientID: 8 })
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(this.doc))
    fragmentOf(copy, this.chance.one(PARTS)).set('once', new Y.Text(words))
    this.takeOver(Y.encodeStateAsUpdate(copy, before))
    this.lock()
  }

  private get about() {
    return { operator: this.base ? 'MOD' : 'ADD', base: this.base } as const
  }

  private begin() {
    const { operator, base } = this.about
    this.writeAct({ type: 'created', forum: FORUM, title: 'A test', operator, base, warnedOfSuperseded: false })
    const document = randomDocument(this.chance)
    const doc = Object.assign(new Y.Doc(), { clientID: 9 })
    for (const name of PARTS) writeFragment(fragmentOf(doc, name), document[name], initialKeys(document[name].length))
    this.takeOver(Y.encodeStateAsUpdate(doc))
  }

  private step() {
    const { chance } = this
    if (chance.is(0.75)) return this.edit()
    if (chance.is(0.6)) return this.position()
    if (chance.is(0.3)) return this.writeAct({ type: 'renamed', title: randomWords(chance).toWellFormed() })
    if (this.isLocked) return this.writeAct({ type: 'unlocked', reason: 'once more' })
    this.lock()
  }

  private lock() {
    const { text, reasons, summary } = readDocument(this.doc)
    const identity = identityOf([...text, ...reasons, ...summary])
    this.writeAct({ type: 'locked', digest: this.digest, identity, reason: null, overridden: [] })
  }

  /** On the text as it is, or on one that was. */
  private position() {
    const [textSeq, digest] = this.chance.one([...this.digests])
    const position = this.chance.one(['supports', 'opposes', 'abstains'] as const)
    this.writeAct({ type: 'position-taken', position, digest, textSeq })
  }

  /** By somebody who has not always seen what the others wrote. */
  private edit() {
    if (this.isLocked) return
    const person = this.chance.one(this.people)
    if (this.chance.is(0.7)) Y.applyUpdate(person, Y.encodeStateAsUpdate(this.doc, Y.encodeStateVector(person)))
    const before = Y.encodeStateVector(person)
    person.transact(() => randomEdit(this.chance, fragmentOf(person, this.chance.one(PARTS))))
    this.takeOver(Y.encodeStateAsUpdate(person, before))
  }

  private takeOver(update: Uint8Array) {
    Y.applyUpdate(this.doc, update)
    this.write(this.chance.one(['text/1', 'text/2'] as const), update)
    this.textSeq = this.rows.length
    if (this.digests.size === 0 || this.chance.is(0.3)) this.digests.set(this.textSeq, this.digest)
  }

  private writeAct(act: Act) {
    if (act.type === 'locked' || act.type === 'unlocked') this.isLocked = act.type === 'locked'
    this.write(
      'act/1',
      encodeAct({ act, as: 'chair', command: `c${this.rows.length}`, salt: 'AAECAwQFBgcICQoLDA0ODw' }),
    )
  }

  private write(kind: EntryKind, payload: Uint8Array) {
    const seq = this.rows.length + 1
    const author = personId(this.chance.one(['p-1', 'p-2', 'p-ß']))
    const administration = this.chance.one(['KEN', 'SEN', null])
    const row = { seq, time: 1_900_000_000_000 + seq * 7, author, administration, kind, payload }
    this.rows.push({ ...row, chain: chainAfter(this.rows.at(-1)?.chain ?? GENESIS, row) })
  }
}

export const chainAfter = (before: Uint8Array, row: Omit<RecordRow, 'chain'>): Uint8Array => {
  const { seq, time, author, administration, kind, payload } = row
  const frame = { proposal: PROPOSAL, seq, time, author, administration, kind }
  return nextChain(before, entryHash(frame, payloadHash(payload)))
}

function baseOf(blocks: readonly Block[]): BaseText {
  const named = { text: textId('t'), name: 'Resolution 900 (Rev. Testville, 2030)', title: 'On tests' }
  const edition = { kind: 'not-known' } as const
  return { ...named, edition, digest: fragmentDigest('text', blocks), identity: identityOf(blocks) }
}

/** Sound edits, and values that no editor writes and every reader must read alike. */
function randomEdit(chance: Chance, fragment: Y.Map<Y.Text>) {
  const ids = [...fragment].flatMap(([id, value]) => (value instanceof Y.Text ? [id] : []))
  const text = ids.length > 0 ? fragment.get(chance.one(ids)) : undefined
  if (!text || chance.is(0.15)) fragment.set(`n${chance.number(1e6)}`, new Y.Text('new'))
  else if (chance.is(0.05)) (fragment as Y.Map<unknown>).set('odd', chance.one([new Y.Map(), 'words', 7]))
  else if (chance.is(0.06)) fragment.delete(chance.one(ids))
  else chance.one(EDITS)(chance, text, ids)
}

type Edit = (chance: Chance, text: Y.Text, ids: readonly string[]) => void

const place = (chance: Chance, text: Y.Text) => chance.number(text.length + 1)

const EDITS: readonly Edit[] = [
  (chance, text) => text.insert(place(chance, text), randomWords(chance).toWellFormed(), { ...randomMarks(chance) }),
  (chance, text) => text.insert(place(chance, text), randomWords(chance).toWellFormed()),
  function deleteWords(chance, text) {
    const at = place(chance, text)
    text.delete(at, chance.number(text.length - at + 1))
  },
  function formatWords(chance, text) {
    const at = place(chance, text)
    text.format(at, chance.number(text.length - at + 1), oddMarks(chance))
  },
  (chance, text, ids) =>
    text.insertEmbed(
      place(chance, text),
      chance.one([
        { type: 'footnoteRef', to: chance.one(ids) },
        { type: 'picture', to: chance.one(ids) },
      ]),
    ),
  (chance, text) => text.setAttribute(chance.one(['kind', 'level', 'origin', 'order']), chance.one(VALUES)),
]

const VALUES = [...KINDS, 0, 1, 2, 3, 'a1', 'a2', 'Z', 'ё', null, true, 'nonsense']

const oddMarks = (chance: Chance) => ({
  ...randomMarks(chance),
  ...(chance.is(0.3) && { emphasis: chance.one([null, 'yes', 1]) }),
  ...(chance.is(0.3) && { alternative: chance.one([null, 'k1:007', 'K:1', 5]) }),
})
