import type { Right } from '../../shared/proposal/permissions.ts'
import { FOLD_VERSION } from '../../shared/proposal/fold.ts'
import { isOpen } from '../../shared/proposal/stages.ts'
import type { Welcome } from '../../shared/protocol/sync.ts'
import { SCHEMA_VERSION } from '../../shared/document/ydoc.ts'
import { headOf, type Log } from './log-follower.ts'

/**
 * What the reader may do, by the newer of the server's word and the log: an act that locks the text ends the typing at once,
 * and need not wait for the rights that follow it. A page that reads texts or logs by other rules than the server only reads.
 */
export function rightsNow(welcome: Welcome | null, log: Log, isFrozen: boolean): readonly Right[] {
  if (welcome === null) return []
  const stage = log && headOf(log) >= welcome.head ? log.stage : welcome.stage
  const mayType = !isFrozen && isOpen(stage) && !isRenewed(welcome)
  return mayType ? welcome.rights : welcome.rights.filter((right) => right !== 'edit-text')
}

/** The program on the server is another one than this page: only a reload makes them one again. */
export const isRenewed = (welcome: Welcome | null): boolean =>
  welcome !== null && (welcome.schema !== SCHEMA_VERSION || welcome.fold !== FOLD_VERSION)
