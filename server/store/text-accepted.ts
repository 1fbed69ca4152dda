import type { Block } from '../../shared/document/blocks.ts'
import { fragmentDigest } from '../../shared/document/digest.ts'
import { textId, type BlockId } from '../../shared/ids.ts'
import { editionStatus } from '../../shared/library/known-editions.ts'
import { underNewIds } from '../../shared/proposal/start.ts'
import type { AcceptedImport } from '../../shared/protocol/imports.ts'
import type { NewText } from './library.ts'
import { textName } from './text-name.ts'

/** An accepted import as a text of the library. Its ids and its digest are made here, whatever the request says. */
export function textAccepted(accepted: AcceptedImport, newId: () => BlockId): NewText {
  const { edition, fileName, findings, leftOut } = accepted
  const posted: readonly Block[] = accepted.blocks.map((block) => ({ ...block, origin: null }))
  const blocks = underNewIds(posted, newId)
  const digest = fragmentDigest('text', blocks)
  return {
    id: textId(digest.slice(0, 20)),
    name: textName(edition),
    title: edition.title,
    conference: edition.conference,
    edition: editionStatus(edition),
    source: fileName,
    blocks,
    findings,
    leftOut,
    language: edition.language,
    digest,
  }
}
