/** Every HTTP call, once: the server binds a handler to each, the client derives `call` from the table. */
import { z } from 'zod'
import { LANGUAGES } from '../document/language.ts'
import { administration, forumId, personId, proposalId, textId } from '../ids.ts'
import { OPERATORS } from '../proposal/acts.ts'
import { commandIdSchema, commandSchema, proposalTitle } from '../proposal/commands.ts'
import { oneLine, paragraphs } from '../proposal/plain-words.ts'
import { ROLES } from '../proposal/roles.ts'
import { acceptedImportSchema, structureSchema } from './imports.ts'
import type { ComparedText, MomentsView } from './compare.ts'
import type { Person } from './people.ts'
import type {
  AppliedPreview,
  ForumView,
  HistoryView,
  LibraryText,
  LibraryTextView,
  ParkedDraft,
  ProposalSummary,
  ProposalView,
  SessionView,
  TextAt,
} from './views.ts'

/** Of the forms that the server makes and a bit more; nothing that a storage could not keep. */
export const ID = /^[!-~]{1,64}$/
const id = z.string().regex(ID, 'An id is 1 to 64 letters, digits and signs of ASCII.')
const none = z.object({})
const answers = <T>() => z.custom<T>()

type Method = 'GET' | 'POST' | 'DELETE'
type CallShape = {
  readonly method: Method
  readonly path: string
  readonly request: z.ZodType
  readonly response: z.ZodType
}

/** Path parameters (`:id`) and the body (or, for GET, the query) together are the request. */
export const api = {
  session: { method: 'GET', path: '/api/session', request: none, response: answers<SessionView>() },
  signInAsDemonstration: {
    method: 'POST',
    path: '/api/sign-in/demonstration',
    request: z.object({ person: id.transform(personId) }),
    response: answers<SessionView>(),
  },
  signInByLink: {
    method: 'POST',
    path: '/api/sign-in/link',
    request: z.object({ token: z.string().regex(/^[!-~]{20,100}$/) }),
    response: answers<SessionView>(),
  },
  signOut: { method: 'POST', path: '/api/sign-out', request: none, response: answers<SessionView>() },

  people: { method: 'GET', path: '/api/people', request: none, response: answers<readonly Person[]>() },
  addPerson: {
    method: 'POST',
    path: '/api/people',
    request: z.object({
      name: oneLine(120),
      administration: z
        .string()
        .regex(/^[A-Za-z]{3}$/)
        .transform(administration)
        .nullable(),
      organization: oneLine(20).nullable(),
      isAdministrator: z.boolean(),
      memberships: z.array(z.object({ forum: id.transform(forumId), roles: z.array(z.enum(ROLES)).min(1) })).max(50),
    }),
    /** The link is shown once; only its hash is stored. */
    response: answers<{ readonly person: Person; readonly link: string }>(),
  },
  newSignInLink: {
    method: 'POST',
    path: '/api/people/:id/link',
    request: z.object({ id: id.transform(personId) }),
    response: answers<{ readonly link: string }>(),
  },
  setMemberships: {
    method: 'POST',
    path: '/api/people/:id/memberships',
    request: z.object({
      id: id.transform(personId),
      memberships: z.array(z.object({ forum: id.transform(forumId), roles: z.array(z.enum(ROLES)) })).max(50),
    }),
    response: answers<Person>(),
  },

  forums: { method: 'GET', path: '/api/forums', request: none, response: answers<readonly ForumView[]>() },
  addForum: {
    method: 'POST',
    path: '/api/forums',
    request: z.object({
      kind: z.enum(['rpm', 'rto']),
      of: z.string().regex(/^[!-~]{3,5}$/),
      conference: oneLine(20).min(3),
    }),
    response: answers<ForumView>(),
  },
  proposals: {
    method: 'GET',
    path: '/api/forums/:id/proposals',
    request: z.object({ id: id.transform(forumId) }),
    response: answers<{ readonly forum: ForumView; readonly proposals: readonly ProposalSummary[] }>(),
  },

  texts: { method: 'GET', path: '/api/texts', request: none, response: answers<readonly LibraryText[]>() },
  text: {
    method: 'GET',
    path: '/api/texts/:id',
    request: z.object({ id: id.transform(textId) }),
    response: answers<LibraryTextView>(),
  },
  /** What a person accepted of an import. The same words that the library has already are one text with those. */
  acceptImport: {
    method: 'POST',
    path: '/api/texts',
    request: acceptedImportSchema,
    response: answers<{ readonly text: LibraryTextView; readonly alreadyThere: boolean }>(),
  },

  startProposal: {
    method: 'POST',
    path: '/api/forums/:id/proposals',
    request: z.object({
      id: id.transform(forumId),
      commandId: commandIdSchema,
      title: proposalTitle,
      operator: z.enum(OPERATORS),
      base: id.transform(textId).nullable(),
      summary: paragraphs(20_000),
      reasons: paragraphs(20_000),
      /** The reader saw that the text is superseded and starts on it all the same. */
      acceptSuperseded: z.boolean(),
      /** Of a new text; a proposal on a text in force has the language of that text. */
      language: z.enum(LANGUAGES).exactOptional(),
      /** What the text begins as, where it is not the text in force: the changes of a Word file, say. */
      startingText: structureSchema.nullable().exactOptional(),
    }),
    response: answers<{ readonly id: string }>(),
  },
  proposal: {
    method: 'GET',
    path: '/api/proposals/:id',
    request: z.object({ id: id.transform(proposalId) }),
    response: answers<ProposalView>(),
  },
  command: {
    method: 'POST',
    path: '/api/proposals/:id/commands',
    request: z.object({ id: id.transform(proposalId), commandId: commandIdSchema, command: commandSchema }),
    /** Sequence number of the act. */
    response: answers<{ readonly seq: number }>(),
  },
  history: {
    method: 'GET',
    path: '/api/proposals/:id/history',
    request: z.object({ id: id.transform(proposalId) }),
    response: answers<HistoryView>(),
  },
  /** The text as it stood at a text entry: what a stale position was given on. */
  textAt: {
    method: 'GET',
    path: '/api/proposals/:id/text/:seq',
    request: z.object({ id: id.transform(proposalId), seq: z.coerce.number().int().min(1) }),
    response: answers<TextAt>(),
  },
  /** The moments of the log that one may want to compare. */
  moments: {
    method: 'GET',
    path: '/api/proposals/:id/moments',
    request: z.object({ id: id.transform(proposalId) }),
    response: answers<MomentsView>(),
  },
  /** The redline between the texts after two entries, with who made each change; `base` is the text in force. */
  compare: {
    method: 'GET',
    path: '/api/proposals/:id/compare',
    request: z.object({
      id: id.transform(proposalId),
      from: z.union([z.literal('base'), z.coerce.number().int().min(1)]),
      to: z.coerce.number().int().min(1),
    }),
    response: answers<ComparedText>(),
  },
  parked: {
    method: 'GET',
    path: '/api/proposals/:id/parked',
    request: z.object({ id: id.transform(proposalId) }),
    response: answers<readonly ParkedDraft[]>(),
  },
  /** What applying it would do to the text as it is now. */
  previewParked: {
    method: 'GET',
    path: '/api/proposals/:id/parked/:draft/preview',
    request: z.object({ id: id.transform(proposalId), draft: id }),
    response: answers<AppliedPreview>(),
  },
  /** Into the text, as an edit of its author. */
  applyParked: {
    method: 'POST',
    path: '/api/proposals/:id/parked/:draft/apply',
    request: z.object({ id: id.transform(proposalId), draft: id, commandId: commandIdSchema }),
    /** Null where the text held all of it already. */
    response: answers<{ readonly seq: number | null }>(),
  },
  discardParked: {
    method: 'DELETE',
    path: '/api/proposals/:id/parked/:draft',
    request: z.object({ id: id.transform(proposalId), draft: id }),
    response: answers<Record<string, never>>(),
  },
} as const satisfies Record<string, CallShape>

type Api = typeof api
export type Call = keyof Api
/** What the caller passes, and what the handler gets after parsing. */
export type RequestOf<C extends Call> = z.input<Api[C]['request']>
export type ParsedRequestOf<C extends Call> = z.output<Api[C]['request']>
export type ResponseOf<C extends Call> = z.output<Api[C]['response']>

/**
 * Beside the table: `POST /api/imports?name=FILE` takes the bytes of a file and answers an `UnderstoodFile` (imports.ts);
 * `POST /api/proposals/:id/export` answers the Word file itself; `GET /proposals/:id/print?view=clean|redline|in-force`
 * answers a page that needs no script.
 */
export const exportPath = (id: string) => `/api/proposals/${encodeURIComponent(id)}/export`
export const printPath = (id: string, view: 'clean' | 'redline' | 'in-force') =>
  `/proposals/${encodeURIComponent(id)}/print?view=${view}`

export type RefusalBody = { readonly code: string; readonly reason: string }
