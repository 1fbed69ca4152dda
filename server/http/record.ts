/** The record of a proposal as a download. Whoever may read the proposal may have it; nothing is written in the log. */
import { Router, type Response } from 'express'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { proposalId, type ProposalId } from '../../shared/ids.ts'
import type { Person } from '../../shared/protocol/people.ts'
import type { RecordHead } from '../../shared/protocol/record.ts'
import { ACTS_ONLY, EVERYTHING, recordPieces, type RecordRow } from '../export/record.ts'
import type { Store } from '../store/engine-client.ts'
import { onlyIds } from './only-ids.ts'
import { sendRefusal } from './calls.ts'
import { inTurn } from './costly-questions.ts'
import type { Services } from './handlers.ts'

/** `?drafts=withheld` leaves the words of the text out and their hashes in. */
export function recordRouter(services: Pick<Services, 'store' | 'identity' | 'turns'>): Router {
  const { store, identity } = services
  const router = Router()
  router.param('id', onlyIds)
  router.get('/api/proposals/:id/record', inTurn(services), async (request, response) => {
    const person = await identity.personOf(request)
    if (!person) return sendRefusal(response, { code: 'not-signed-in', reason: 'Sign in first.' })
    const id = proposalId(request.params.id)
    const head = await store.recordHead(person, id)
    if (!head.ok) return sendRefusal(response, head.refusal)
    const shown = request.query['drafts'] === 'withheld' ? ACTS_ONLY : EVERYTHING
    const pages = pagesOf(store, { person, id, upTo: head.value.head.seq })
    await send(recordPieces(head.value, pages, { exportedAt: Date.now(), shown }), head.value, response)
  })
  return router
}

/** @throws where the person may not read the proposal any more: the download breaks off, and is no record. */
async function* pagesOf(
  store: Pick<Store, 'recordPage'>,
  { person, id, upTo }: { readonly person: Person; readonly id: ProposalId; readonly upTo: number },
): AsyncGenerator<readonly RecordRow[]> {
  for (let after = 0; after < upTo;) {
    const page = await store.recordPage(person, id, after)
    if (!page.ok) throw new Error(page.refusal.reason)
    const rows = page.value.filter(({ seq }) => seq <= upTo)
    if (rows.length === 0) throw new Error(`the log of ${id} ends after ${after}, before its head ${upTo}`)
    after = rows.at(-1)!.seq
    yield rows
  }
}

/** As fast as the reader takes it. Somebody who goes away in the middle is no fault. */
async function send(pieces: AsyncIterable<string>, head: RecordHead, response: Response): Promise<void> {
  response
    .type('json')
    .set('Content-Disposition', `attachment; filename="${fileNameOf(head)}"`)
    .set('Cache-Control', 'no-store')
  await pipeline(Readable.from(pieces), response).catch((error: unknown) => {
    if ((error as { code?: string }).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
  })
}

/** "AFCP-XX-3_record_12.json": up to entry 12. */
const fileNameOf = ({ label, head }: RecordHead) => `${label.replace(/[^A-Za-z0-9]+/g, '-')}_record_${head.seq}.json`
