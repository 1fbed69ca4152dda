import type { Right } from '../../shared/proposal/permissions.ts'
import { isOpen } from '../../shared/proposal/stages.ts'
import type { Welcome } from '../../shared/protocol/sync.ts'
import { SCHEMA_VERSION } from '../../shared/document/ydoc.ts'
import { headOf, type Log } from './log-follower.ts'

/**
 * What the reader may do, by the newer of the server's word and the log: an act that locks the text ends the typing at once,
 * and need not wait for the rights that follow it. A page older than the text's schema only reads.
 */
export function rightsNow(welcome: Welcome | null, log: Log, isFrozen: boolean): readonly Right[] {
  if (welcome === null) return []
  const stage = log.state && headOf(log) >= welcome.head ? log.state.stage : welcome.stage
  const mayType = !isFrozen && isOpen(stage) && welcome.schema === SCHEMA_VERSION
  return mayType ? welcome.rights : welcome.rights.filter((right) => right !== 'edit-text')
}
