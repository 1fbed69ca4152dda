/** The text of a live proposal as a test reads it, on the browser's side and on the server's, and types into it. */
import type * as Y from 'yjs'
import type { ProposalSession } from '../../client/sync/proposal-session.ts'
import { plainText } from '../../shared/document/blocks.ts'
import { fragmentOf, readDocument } from '../../shared/document/ydoc.ts'
import type { Caller } from './server-app.ts'

export const isSaved = (session: ProposalSession): boolean => session.snapshot().save.state === 'saved'

export const textIn = ({ doc }: Pick<ProposalSession, 'doc'>): string =>
  readDocument(doc).text.map(plainText).join('\n')

export function titleOf(doc: Y.Doc): Y.Text {
  const { id } = readDocument(doc).text.find(({ kind }) => kind === 'title')!
  return fragmentOf(doc, 'text').get(id)!
}

/** At the end of the title. */
export function type({ doc }: Pick<ProposalSession, 'doc'>, words: string): void {
  const title = titleOf(doc)
  title.insert(title.length, words)
}

/** In JSON. */
export async function textOnServer(caller: Caller, proposal: string): Promise<string> {
  const { state } = await caller.view(proposal)
  const { body } = await caller.call<{ document: unknown }>('GET', `/api/proposals/${proposal}/text/${state.textSeq}`)
  return JSON.stringify(body.document)
}
