import type { AccountedFinding } from '../../shared/import/accounted.ts'

/** A finding of the import as it stands now. */
export type Remark = AccountedFinding & { readonly index: number; readonly isMended: boolean }
