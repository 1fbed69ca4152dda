/** The adopted proposal as a Word file: made, then recorded as an act with the file's hash, then sent. */
import { Router } from 'express'
import { createHash, randomUUID } from 'node:crypto'
import { proposalId } from '../../shared/ids.ts'
import { may } from '../../shared/proposal/permissions.ts'
import type { Official } from '../store/proposals.ts'
import { proposalToWord } from '../export/word.ts'
import { onlyIds } from './only-ids.ts'
import { sendRefusal } from './calls.ts'
import { commandsInTurns, inTurn } from './costly-questions.ts'
import type { Services } from './handlers.ts'
import { wordInputOf } from './word-input-of.ts'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

type Needs = Pick<Services, 'store' | 'identity' | 'queue' | 'turns'>

export function exportRouter(services: Needs): Router {
  const { store, identity, turns } = services
  const commands = commandsInTurns(services.queue, turns.asking)
  const router = Router()
  router.param('id', onlyIds)
  router.post('/api/proposals/:id/export', inTurn(services), async (request, response) => {
    const person = await identity.personOf(request)
    if (!person) return sendRefusal(response, { code: 'not-signed-in', reason: 'Sign in first.' })
    const id = proposalId(request.params.id)
    const official = await store.official(person, id)
    if (!official.ok) return sendRefusal(response, official.refusal)
    const { state, forum } = official.value.view
    if (!may(forum.roles, 'export', state))
      return sendRefusal(response, {
        code: 'not-permitted',
        reason: 'The secretariat exports a proposal once its outcome is declared.',
      })
    const file = await proposalToWord(wordInputOf(official.value, Date.now()))
    const command = { type: 'export', digest: official.value.view.digest, fileSha256: sha256(file) } as const
    const recorded = await commands.append({
      kind: 'command',
      proposal: id,
      person: person.id,
      commandId: randomUUID(),
      command,
    })
    if (!recorded.ok) return sendRefusal(response, recorded.refusal)
    return response
      .type(DOCX)
      .set('Content-Disposition', `attachment; filename="${fileNameOf(official.value)}"`)
      .set('Cache-Control', 'no-store')
      .send(Buffer.from(file))
  })
  return router
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** "AFCP-XX-3_MOD_draft.docx": the number that ITU allots is not known before the submission. */
const fileNameOf = ({ view }: Official) =>
  `${`${view.label}-${view.state.operator}`.replace(/[^A-Za-z0-9-]+/g, '-').replace(/^-|-$/g, '')}.docx`
