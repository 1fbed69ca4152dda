/**
 * How a proposal begins: which text it starts from, and what its first text is.
 * Source for the operators: ITU PP-10 proposal guidelines (domain.md §2.1): SUP need not reproduce the text, ADD has no text in force.
 */
import type { Block, Document } from '../document/blocks.ts'
import { isFootnoteRef, type Run } from '../document/blocks.ts'
import { clauseNames } from '../drafting/clause-names.ts'
import { labelsOf } from '../document/labels.ts'
import { DEFAULT_LANGUAGE, type Language } from '../document/language.ts'
import { withLinks } from '../drafting/link-references.ts'
import type { BlockId, ForumId } from '../ids.ts'
import { accept, refuse, type Outcome } from '../outcome.ts'
import type { Act, BaseText, Operator } from './acts.ts'
import { isReproduced, operatorName } from '../document/operator-sign.ts'
import { newResolution } from './new-resolution.ts'
import { mayStartProposal } from './permissions.ts'
import type { Role } from './roles.ts'

export type StartRequest = {
  readonly forum: ForumId
  readonly title: string
  readonly operator: Operator
  readonly base: { readonly text: BaseText; readonly blocks: readonly Block[] } | null
  readonly summary: string
  readonly reasons: string
  readonly acceptSuperseded: boolean
  /** Of the text in force, or of the text to be written; English where it is absent. */
  readonly language?: Language
  /** What the text begins as, where it is not the text in force: its ids name blocks within it, its origins clauses of the base. */
  readonly startingText?: readonly Block[] | null
}
export type StartFacts = {
  readonly roles: readonly Role[]
  readonly conference: { readonly name: string; readonly year: number | null }
  readonly newId: () => BlockId
}
export type Start = { readonly act: Extract<Act, { type: 'created' }>; readonly document: Document }

export function startProposal(request: StartRequest, facts: StartFacts): Outcome<Start> {
  const { forum, title, operator, base } = request
  if (!mayStartProposal(facts.roles))
    return refuse('not-permitted', 'Only a coordinator of this forum starts a proposal.')
  if (operator === 'ADD' && base) return refuse('malformed-request', 'ADD proposes a new text, so it starts from none.')
  if (operator !== 'ADD' && !base)
    return refuse('malformed-request', `${operator} needs a text in force to start from.`)
  const isSuperseded = base?.text.edition.kind === 'superseded'
  if (isSuperseded && !request.acceptSuperseded) return refuse('superseded-text', supersededWarning(base.text))
  const problem = startingTextProblem(request)
  if (problem !== null) return refuse('malformed-request', problem)
  return accept({
    act: {
      type: 'created',
      forum,
      title,
      operator,
      base: base?.text ?? null,
      warnedOfSuperseded: isSuperseded,
      ...(request.language !== undefined && request.language !== DEFAULT_LANGUAGE && { language: request.language }),
    },
    document: linkedDocument(request, {
      text: startingText(request, facts),
      reasons: paragraphs(request.reasons, facts.newId),
      summary: paragraphs(request.summary, facts.newId),
    }),
  })
}

/** Where the words name one clause beyond doubt, they are links from the beginning. */
function linkedDocument({ language = DEFAULT_LANGUAGE }: StartRequest, document: Document): Document {
  const names = clauseNames(document.text, labelsOf(document.text, { language, keeping: null }))
  const { text, reasons, summary } = document
  return {
    text: withLinks(text, names),
    reasons: withLinks(reasons, names),
    summary: withLinks(summary, names),
  }
}

function supersededWarning({ name, edition }: BaseText): string {
  const by = edition.kind === 'superseded' ? edition.by : ''
  return `${name} is superseded by ${by}. Confirm that you want to start from the older text all the same.`
}

function startingTextProblem({ operator, base, startingText }: StartRequest): string | null {
  if (!startingText) return null
  if (!isReproduced(operator)) return `${operatorName(operator)} proposes no other text than the one in force.`
  const clauses = new Set(base?.blocks.map(({ id }) => id))
  const origins = startingText.flatMap(({ origin }) => origin ?? [])
  if (origins.some((origin) => !clauses.has(origin))) return 'A clause comes from one that is not in the text in force.'
  return new Set(origins).size < origins.length ? 'Two clauses come from the same one of the text in force.' : null
}

function startingText({ operator, base, startingText, language }: StartRequest, facts: StartFacts): readonly Block[] {
  if (operator === 'SUP') return []
  if (startingText) return underNewIds(startingText, facts.newId)
  return base
    ? copyOf(base.blocks, facts.newId)
    : newResolution(language ?? DEFAULT_LANGUAGE, facts.conference, facts.newId)
}

/** The same words under ids of their own; each clause remembers the one it comes from. */
export const copyOf = (blocks: readonly Block[], newId: () => BlockId): readonly Block[] =>
  underNewIds(
    blocks.map((block) => ({ ...block, origin: block.id })),
    newId,
  )

/** Origins stay: they name clauses of another text. */
export function underNewIds(blocks: readonly Block[], newId: () => BlockId): readonly Block[] {
  const ids = new Map(blocks.map((block) => [block.id, newId()]))
  const renamed = (run: Run): Run => {
    if (isFootnoteRef(run)) return { ...run, footnote: ids.get(run.footnote) ?? run.footnote }
    return run.reference === undefined ? run : { ...run, reference: ids.get(run.reference) ?? run.reference }
  }
  return blocks.map((block) => ({ ...block, id: ids.get(block.id)!, runs: block.runs.map(renamed) }))
}

const paragraphs = (text: string, newId: () => BlockId): readonly Block[] =>
  text
    .split(/\n\s*\n|\r?\n/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean)
    .map((words) => ({ id: newId(), kind: 'text', level: 0, origin: null, runs: [{ text: words }] }))
