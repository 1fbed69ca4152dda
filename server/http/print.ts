/** A proposal as a page that needs no script. */
import { Router } from 'express'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { Block } from '../../shared/document/blocks.ts'
import { proposalId } from '../../shared/ids.ts'
import type { BaseText } from '../../shared/proposal/acts.ts'
import { labellingOf } from '../../shared/proposal/labelling.ts'
import { supportersOf } from '../../shared/proposal/counted.ts'
import { memberState } from '../../shared/region/member-states.ts'
import type { Official } from '../store/proposals.ts'
import type { PrintView } from '../../shared/document/print-model.ts'
import { inTurn, type Turns } from './costly-questions.ts'
import { onlyIds } from './only-ids.ts'
import type { Identity } from '../auth/identity.ts'
import { conference } from '../../shared/region/conferences.ts'
import { printPage } from '../export/print-page.ts'
import type { Store } from '../store/engine-client.ts'
import { refusalPage } from './refusal-page.ts'

const VIEWS = z.enum(['clean', 'redline', 'in-force']).catch('clean')
const STYLE = readFileSync(fileURLToPath(new URL('../export/print.css', import.meta.url)))

export function printRouter(services: { store: Store; identity: Identity; turns: Turns }): Router {
  const { store, identity } = services
  const router = Router()
  router.param('id', onlyIds)
  router.get('/print.css', (_, response) => void response.type('css').send(STYLE))
  router.get('/proposals/:id/print', inTurn(services), async (request, response) => {
    const person = await identity.personOf(request)
    if (!person)
      return refusalPage(response, { code: 'not-signed-in', reason: 'Sign in first, then open this page again.' })
    const official = await store.official(person, proposalId(request.params.id))
    if (!official.ok) return refusalPage(response, official.refusal)
    const view = VIEWS.parse(request.query['view'])
    response.type('html').set('Cache-Control', 'no-store').send(pageOf(official.value, view))
  })
  return router
}

const STAGE_WORDS: Record<Official['view']['state']['stage'], string> = {
  drafting: 'Drafting',
  review: 'Review',
  locked: 'Locked',
  adopted: 'Adopted',
  'not-carried': 'Not carried',
  submitted: 'Submitted',
  withdrawn: 'Withdrawn',
  deleted: 'Deleted',
}

function pageOf({ view, document }: Official, printView: PrintView): string {
  const { state, forum, digest, base, label } = view
  return printPage({
    proposalLabel: label,
    title: state.title,
    operator: state.operator,
    forumName: forum.name,
    conferenceName: conference(forum.conference)?.name ?? forum.conference,
    stage: STAGE_WORDS[state.stage],
    digest,
    base: state.base ? printedBase(state.base, base) : null,
    view: printView,
    current: document,
    printedAt: new Date().toISOString(),
    supporting: supportingNames(view),
    labelling: labellingOf(state, base),
  })
}

const printedBase = ({ name, title, edition }: BaseText, blocks: readonly Block[]) => ({
  title: `${name}: ${title}`,
  blocks,
  ...(edition.kind === 'superseded' && { supersededBy: edition.by }),
})

const supportingNames = ({ state, digest }: Official['view']): readonly string[] =>
  supportersOf(state, digest)
    .map((administration) => memberState(administration)?.name.en ?? administration)
    .sort((one, other) => one.localeCompare(other, 'en'))
