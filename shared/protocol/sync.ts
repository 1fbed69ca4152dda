/**
 * The live connection, on one page.
 *
 * Address: `ws(s)://HOST/sync/<proposal id>`, with the session cookie. Every frame starts with a type (varuint). Types 0, 1 and 3 are those of
 * y-websocket 3 (sync, awareness, query awareness), so its stock provider can connect. A client that offers the subprotocol `cp1`
 * is also sent the types below. A frame that holds a Yjs update is 0,1 (sync step 2) or 0,2 (update).
 *
 *   100 ack    server → client  varuint n, varuint head        update frames 1…n of this connection are on disk (or add nothing), but those a nack before it named
 *   101 nack   server → client  varuint n, string JSON Nack    update frame n was refused; kept as a parked draft where `parked` says so
 *   102 state  server → client  string JSON Welcome            first frame of a connection, and again when rights or stage change;
 *                              holds the proposal's state, the fold of its log up to `head`
 *   103 seq    server → client  varuint head                   the text frames sent so far contain every entry up to head
 *   104 probe  client → server  varuint seq, 32 bytes digest   nothing of ours is unsaved, and our text at that text entry has this digest (shared/document/digest.ts).
 *                              Answered only where it is the newest text entry, the digest is another, and no probe came within 5 s
 *   105 acts   server → client  string JSON LogEntry[]         each entry after that head (text entries without their bytes), in order, no gaps
 *   106 texts  server → client  varuint from, to, time, string author   in place of 103 and 105 where only text was added, which is what
 *                              most of a day is: entries from…to are text and in the text frames sent so far; author and time are those of the last
 *   107 diverged  server → client  varuint seq             our digest at that entry is another: throw the copy away and read the text anew
 *
 * Where a WebSocket cannot be opened, the same frames go over HTTP, with the session cookie:
 *   GET  /sync/<id>/events?line=<id of this line, made by the client>&since=<base64url of a Yjs state vector>
 *        a text/event-stream; each event's data is one frame of the server in base64. It answers as if `since` had come in a frame 0,0.
 *   POST /sync/<id>?line=<the same>&sent=<update frames of this line before these>
 *        frames of the client (not 0,0), each as varuint length and bytes; answered, when all are answered, by such a stream that ends: acks and nacks.
 *        One request at a time a line. Any node may answer it; presence reaches the others where the node also has the stream.
 *   108 closed  server → client  varuint code                 the last event: what a WebSocket says by its close code
 * A client of these speaks as `cp3` does.
 *
 * Presence. A client that offers `cp3` (before `cp2`) neither sends nor is sent awareness, but these; others go on with awareness, and
 * both see each other. Nobody says who they are: the server knows, and tells it once. A frame holds what happened since the last one
 * (4 a second at most, 2 from 15 lines in a room, 1 above 50), and is the same for all: one's own line is in it.
 *   109 number  server → client  varuint number                what this line is called below. Whoever was known before is forgotten
 *   110 people  server → client  string JSON Present[]         who came, or is here already (shared/protocol/presence.ts)
 *   111 left    server → client  varuint number, to the end    who left
 *   112 carets  server → client  varuint number, caret, to the end   the last place of each caret that moved
 *   113 caret   client → server  caret                         where ours is now. Not while nobody else is here, not while it is unchanged,
 *                              and no faster than the frames above come
 *   114 typed   server → client  varuint from, to − from, later, number, bytes   in place of 0,2 and 106: entries from…to are text, their Yjs update is the
 *                              rest of the frame (empty where all of it came over this very line); the last was written `later` ms after the entry
 *                              before `from`, by the person of that line
 *   caret: varuint head + 4 · anchor, each 0 nowhere (of the anchor: where the head is), 1 before, 2 behind the letter of an item, 3 at the end
 *          of the text that the item is; then varuint client and varuint clock of the head's item, and of the anchor's
 *
 * The text on joining. The answer to a frame 0,0 ends with a frame 0,1, by which a client knows that it has all of it; a frame 0,2 with most
 * of the text may come before. Coming back: a client of the frames above, whose text holds every entry up to one of the log, and nothing more
 * but edits that it will send as update frames, may say so in the address, `?after=<that entry's number>.<its time>`, and holds its 0,0
 * back until the first 102. Where that says `resumed: true`, the server knows this entry: it sends what was written since in one 0,1 (with
 * nothing in it where nothing was) and a 103, and asks for nothing; the client sends what it has in frames 0,2. Otherwise all goes as on a first
 * joining. The same on the address of the event stream, where `since` is given as well.
 *
 * Roots of the Y.Doc: `text`, `reasons`, `summary`, each a Y.Map of block id → Y.Text with the attributes `kind`, `level`,
 * `origin`, `order`; marks: `emphasis: true`, `alternative: "<bracket id>:<number>"` (square brackets), `reference: <block id>`; the only embed `{type: "footnoteRef", to: <block id>}`.
 *
 * Two edits may meet: one splits, joins or deletes a clause while another is being written in it. The server then carries words after
 * their neighbours and raises a review flag. For that it must know what a writer had seen. It goes by what it had sent to that
 * connection; a client that offers `cp2` (before `cp1`) promises to tell exactly, also after hours without a line:
 *   - words stand right behind the last word that stands before them (Yjs' own `insert` puts them behind removed ones, too);
 *   - a frame 0,2 names as deleted only what stood on its writer's screen. A frame 0,1 is not asked for that.
 * A client's Yjs client id must be new, start at clock 0, and belongs to one person for ever.
 */
import type { PersonId } from '../ids.ts'
import type { RefusalCode } from '../refusals.ts'
import type { ProposalState } from '../proposal/fold.ts'
import type { Right } from '../proposal/permissions.ts'
import type { Stage } from '../proposal/stages.ts'

export const SUBPROTOCOL = 'cp1'
/** `cp1`, and the client tells by its edits what its writer had seen (above). */
export const TELLING_SUBPROTOCOL = 'cp2'
/** `cp2`, and presence goes by the frames 109 to 113. */
export const CARETS_SUBPROTOCOL = 'cp3'

export const FRAME = {
  sync: 0,
  awareness: 1,
  queryAwareness: 3,
  ack: 100,
  nack: 101,
  state: 102,
  seq: 103,
  probe: 104,
  acts: 105,
  texts: 106,
  diverged: 107,
  closed: 108,
  number: 109,
  people: 110,
  left: 111,
  carets: 112,
  caret: 113,
  typed: 114,
} as const

/** Bytes of a frame that a server takes unless it is set otherwise; a larger one ends the connection. */
export const LARGEST_FRAME = 2_000_000

/** Text entries that follow each other. Their authors stand in the log; everybody who is here is told of the last alone. */
export type TextSpan = {
  readonly from: number
  readonly to: number
  /** UTC milliseconds, of the last entry; and its author. */
  readonly time: number
  readonly by: PersonId
}

/** The same, beside what is known already: `later` is milliseconds after the entry before `from`, `author` the number of a line of theirs. */
export type TypedSpan = {
  readonly from: number
  readonly to: number
  readonly later: number
  readonly author: number
}

export type Nack = {
  readonly code: RefusalCode
  /** A sentence for the author. */
  readonly reason: string
  /** Id of the kept edit, as `ParkedDraft.editIds` names it; null where nothing could be kept. */
  readonly parked: string | null
}

/** Up to which entry a client has the text, and that entry's time. */
export type Reached = { readonly seq: number; readonly time: number }

export type Welcome = {
  readonly stage: Stage
  readonly rights: readonly Right[]
  readonly state: ProposalState
  readonly head: number
  readonly schema: number
  /** The text is sent from the entry on that the client said it has reached (above). */
  readonly resumed?: boolean
}
