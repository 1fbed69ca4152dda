/**
 * Frames that no client of ours sends: of every type, cut off, with bytes changed, too many at once; over a socket and in posts. The
 * server goes on, and so does everybody else in the room. RUNS is set by `npm run fuzz`.
 */
import * as encoding from 'lib0/encoding'
import { describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { editFrame, exchangeFrame, probeFrame } from '../../../client/sync/update-frames.ts'
import { FRAME } from '../../../shared/protocol/sync.ts'
import { playedSeed, RUNS } from '../../support/played-seeds.ts'
import { startServer, type TestServer } from '../../support/server-app.ts'
import { chanceOf, type Chance } from '../../support/server-chance.ts'
import { change, openLine, type Line } from '../../support/server-line.ts'
import { processorTime } from '../../support/processor-time.ts'
import { itemIn } from '../../support/typing-page.ts'

const SEED = playedSeed(20_296)
const FRAMES = RUNS ? 20_000 : 800
/** Words of somebody else in the room that are saved meanwhile, at least, however slow the disk is. */
const WORDS = 12
/** Milliseconds of a processor that a frame may cost: all of it, to whoever sends it and to the server. They are 4. */
const MOST_MS = 50

const frame = (...parts: readonly (number | Uint8Array)[]): Uint8Array =>
  encoding.encode((encoder) => {
    for (const part of parts)
      if (typeof part === 'number') encoding.writeVarUint(encoder, part)
      else encoding.writeVarUint8Array(encoder, part)
  })

/** What a client may send, one of each kind at least; and what only a server says. */
function soundFrames(doc: Y.Doc): readonly Uint8Array[] {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  const edit = change(copy, () => itemIn(copy)!.insert(0, 'a word'))
  const awareness = new Awareness(copy)
  awareness.setLocalState({ at: 1 })
  const presence = encodeAwarenessUpdate(awareness, [copy.clientID])
  awareness.destroy()
  const ofServer = Object.values(FRAME).filter((type) => type >= 100)
  return [
    frame(FRAME.sync, 0, Y.encodeStateVector(doc)),
    exchangeFrame(copy, [edit]),
    editFrame(edit),
    editFrame(Y.encodeStateAsUpdate(copy)),
    frame(FRAME.awareness, presence),
    frame(FRAME.queryAwareness),
    probeFrame(3, 'ab'.repeat(32)),
    frame(FRAME.caret, 1, copy.clientID, 0),
    ...ofServer.map((type) => frame(type, 1, 2, 3)),
  ]
}

const ODD: readonly Uint8Array[] = [
  Uint8Array.of(),
  Uint8Array.of(255),
  new Uint8Array(12).fill(255),
  Uint8Array.of(0),
  Uint8Array.of(0, 9, 1, 0),
  Uint8Array.of(0, 2, 255, 255, 255, 255, 127),
  Uint8Array.of(0, 0, 255, 255, 255, 255, 15, 1),
  Uint8Array.of(1, 255, 255, 3),
  Uint8Array.of(104, 1, 2, 3),
  Uint8Array.of(113, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255),
  new TextEncoder().encode('considering that'),
]

function mutated(sound: Uint8Array, chance: Chance): Uint8Array {
  const bytes = [...sound]
  for (let count = 1 + chance.number(3); count > 0 && bytes.length > 0; count--) {
    const at = chance.number(bytes.length)
    const what = chance.number(6)
    if (what === 0) bytes[at] = chance.number(256)
    else if (what === 1) bytes[at]! ^= 1 << chance.number(8)
    else if (what === 2) bytes.splice(at, 0, chance.number(256))
    else if (what === 3) bytes.splice(at, 1 + chance.number(4))
    else if (what === 4) bytes.length = at
    else bytes[at] = 255
  }
  return Uint8Array.from(bytes)
}

const next = (sound: readonly Uint8Array[], chance: Chance): Uint8Array =>
  chance.is(0.1) ? chance.one(ODD) : mutated(chance.one(sound), chance)

/** Writes a word now and then, and waits until it is told that it is on the disk; answers how many. */
async function witness(line: Line, goesOn: (words: number) => boolean): Promise<number> {
  let words = 0
  while (goesOn(words)) {
    const sent = line.send(change(line.doc, () => itemIn(line.doc)!.insert(0, `<${words}>`)))
    await line.until(({ acked, close }) => acked >= sent || close)
    words++
    expect(line.heard.close).toBeNull()
    await new Promise((resolve) => void setTimeout(resolve, 15))
  }
  return words
}

type Attack = (server: TestServer, proposal: string, cookie: string) => (frames: readonly Uint8Array[]) => Promise<void>

/** Comes again as often as it is turned away. */
const overSockets: Attack = (server, proposal, cookie) => {
  let socket: WebSocket | null = null
  const open = () =>
    new Promise<WebSocket>((resolve) => {
      const opened = new WebSocket(`${server.address.replace('http', 'ws')}/sync/${proposal}`, ['cp3', 'cp1'], {
        headers: { cookie },
      })
      opened.on('error', () => {})
      opened.on('close', () => resolve(opened))
      // Whoever is let in is told the state; a frame sent before waits until then.
      opened.on('message', () => resolve(opened))
    })
  onTestFinished(() => socket?.terminate())
  return async (frames) => {
    for (const bytes of frames) {
      if (socket?.readyState !== WebSocket.OPEN) socket = await open()
      socket.send(bytes)
    }
    await new Promise((resolve) => void setTimeout(resolve, 5))
  }
}

const inPosts: Attack = (server, proposal, cookie) => async (frames) => {
  const body = Uint8Array.from(
    encoding.encode((encoder) => frames.forEach((each) => encoding.writeVarUint8Array(encoder, each))),
  )
  const answer = await fetch(`${server.address}/sync/${proposal}?line=l&sent=0`, {
    method: 'POST',
    headers: { cookie },
    body,
  })
  await answer.text()
}

describe.each([
  ['over a socket', overSockets, 4],
  ['in posts', inPosts, 2],
] as const)('malformed frames %s', (_, attack, atOnce) => {
  it(
    `${FRAMES} of them (seed ${SEED}) stop neither the server nor anybody else in the room`,
    { timeout: 180_000 + FRAMES * 20 },
    async () => {
      const chance = chanceOf(SEED)
      const server = await startServer({ MAX_FRAMES_PER_SECOND: '1000000', MAX_CONNECTIONS: '100' })
      const proposal = await server.startProposal()
      const [kenya, ghana, senegal] = await Promise.all(
        ['ken', 'gha', 'sen'].map((of) => server.signIn(`demo-delegate-${of}`)),
      )
      const [line, bystander] = [kenya!, ghana!].map(({ cookie }) =>
        openLine({ address: server.address, proposal, cookie }),
      )
      await Promise.all([line!.synced(), bystander!.synced()])
      const send = attack(server, proposal, senegal!.cookie)
      const sound = soundFrames(line!.doc)
      const spent = processorTime()
      let [sent, saved] = [0, 0]
      let isWitnessOver = false
      const goesOn = () => !isWitnessOver && (sent < FRAMES || saved < WORDS)
      const witnessed = witness(line!, (words) => {
        saved = words
        return goesOn()
      }).finally(() => (isWitnessOver = true))
      for (; goesOn(); sent += atOnce) await send(Array.from({ length: atOnce }, () => next(sound, chance)))
      const words = await witnessed
      console.log(
        `${sent} frames, ${(spent() / sent).toFixed(1)} ms of a processor each; ${words} words of somebody else`,
      )
      expect(spent() / sent).toBeLessThan(MOST_MS)
      await bystander!.until(() =>
        itemIn(bystander!.doc)!
          .toJSON()
          .includes(`<${words - 1}>`),
      )
      expect([line!.heard.close, bystander!.heard.close, server.failures]).toEqual([null, null, []])
      const { body } = await kenya!.call<{ verified: boolean }>('GET', `/api/proposals/${proposal}/history`)
      expect(body.verified).toBe(true)
    },
  )
})
