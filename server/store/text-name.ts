import type { ImportedText } from '../../shared/import/imported-text.ts'

/** "Resolution 31 (Rev. Kigali, 2022)". */
export const textName = ({ number, revision, heldAt }: Pick<ImportedText, 'number' | 'revision' | 'heldAt'>): string =>
  revision || heldAt ? `Resolution ${number} (${revision ?? heldAt})` : `Resolution ${number}`
