/** What is sent when an import is accepted, exactly as it is shown. */
import type { Block } from '../../shared/document/blocks.ts'
import type { BlockId } from '../../shared/ids.ts'
import type { AccountedFinding, ReadBlock } from '../../shared/import/accounted.ts'
import type { PostedImport } from '../../shared/protocol/imports.ts'
import type { Draft } from './draft.ts'

export function postedImport(draft: Draft, fileName: string, findings: readonly AccountedFinding[]): PostedImport {
  return {
    fileName,
    edition: draft.edition,
    blocks: postedBlocks(draft.blocks, () => null),
    findings: findings.map((finding) => ({
      line: finding.line,
      code: finding.code,
      message: finding.message.slice(0, 2000),
      mended: isMended(finding, draft),
    })),
    leftOut: draft.leftOut.map(({ line, text, why }) => ({ line, text: clean(text), why })),
  }
}

/** A remark counts as mended when the paragraph that it is about was changed by hand. */
export const isMended = ({ at }: Pick<AccountedFinding, 'at'>, { mended }: Pick<Draft, 'mended'>): boolean =>
  at !== null && mended.includes(at)

export const postedBlocks = (
  blocks: readonly (Block | ReadBlock)[],
  originOf: (id: BlockId) => BlockId | null,
): PostedImport['blocks'] =>
  blocks.map(({ id, kind, level, runs }) => ({
    id,
    kind,
    level,
    origin: originOf(id),
    runs: runs.map((run) =>
      'text' in run
        ? {
            text: clean(run.text),
            ...(run.emphasis && { emphasis: true as const }),
            ...(run.alternative !== undefined && { alternative: run.alternative }),
          }
        : { footnote: run.footnote, ...(run.alternative !== undefined && { alternative: run.alternative }) },
    ),
  }))

/** A tab inside of a paragraph is a space. */
const clean = (text: string) => text.replace(/[\t\n\r]/g, ' ')
