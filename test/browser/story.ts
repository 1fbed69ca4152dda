/** Turns of the story that a test needs behind it before its own begins, played by calls. */
import { randomUUID } from 'node:crypto'
import type { APIRequestContext } from '@playwright/test'
import type { Position } from '../../shared/endorsement/position.ts'
import { proposalId, type ForumId } from '../../shared/ids.ts'
import type { Command } from '../../shared/proposal/commands.ts'
import { callAs } from './calls.ts'

export const SAMPLE = 'Resolution 131 (Rev. Baku, 2025)'
export const COORDINATOR = 'Coordinator, Nigeria'
export const CHAIR = 'Chair, Tanzania (United Republic of)'
export const head = (of: string) => `Head of delegation, ${of}`

/** In the order in which the story asks them: the first ones support. */
export const HEADS_OF_DELEGATION = [
  'Kenya',
  'Senegal',
  'Nigeria',
  'South Africa',
  'Egypt',
  'Ghana',
  'Cameroon',
  'Uganda',
  'Ethiopia',
  'Rwanda',
  'Zambia',
  'Burkina Faso',
  'Mauritius',
  "Côte d'Ivoire",
  'Benin',
  'Togo',
  'Mali',
  'Morocco',
  'Tunisia',
] as const

export async function forumOf(request: APIRequestContext, kind: 'rto' | 'rpm'): Promise<ForumId> {
  const forums = await callAs(request, 'forums', {})
  return forums.find((forum) => forum.kind === kind)!.id
}

type Start = { readonly title: string; readonly in?: 'rto' | 'rpm'; readonly reasons?: string }

/** A change of the sample resolution; answers its id. */
export async function startFromSample(coordinator: APIRequestContext, start: Start): Promise<string> {
  const texts = await callAs(coordinator, 'texts', {})
  const { id } = await callAs(coordinator, 'startProposal', {
    id: await forumOf(coordinator, start.in ?? 'rto'),
    commandId: randomUUID(),
    title: start.title,
    operator: 'MOD',
    base: texts.find(({ name }) => name === SAMPLE)!.id,
    summary: '',
    reasons: start.reasons ?? 'Pools need trained operators.',
    acceptSuperseded: false,
  })
  return id
}

export const command = (request: APIRequestContext, proposal: string, what: Command) =>
  callAs(request, 'command', { id: proposalId(proposal), commandId: randomUUID(), command: what })

export const viewOf = (request: APIRequestContext, proposal: string) =>
  callAs(request, 'proposal', { id: proposalId(proposal) })

/** On the text as it stands. */
export async function takePosition(request: APIRequestContext, proposal: string, position: Position): Promise<void> {
  const { digest, state } = await viewOf(request, proposal)
  await command(request, proposal, { type: 'take-position', position, digest, textSeq: state.textSeq })
}

export async function lock(chair: APIRequestContext, proposal: string): Promise<void> {
  const { digest } = await viewOf(chair, proposal)
  await command(chair, proposal, { type: 'lock', digest })
}

export async function declare(chair: APIRequestContext, proposal: string): Promise<void> {
  const { digest } = await viewOf(chair, proposal)
  await command(chair, proposal, { type: 'declare', digest })
}
