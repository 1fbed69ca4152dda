import type { Block } from '../../../shared/document/blocks.ts'
import { RedlineText } from '../../editor/RedlineText.tsx'

type Props = { readonly old: readonly Block[]; readonly next: readonly Block[] }

/** A redline in a dialog, opened at its first change: a long text may change in one place far below. */
export function RedlinePaper({ old, next }: Props) {
  return (
    <div className="paper in-dialog" ref={showFirstChange}>
      <RedlineText old={old} next={next} />
    </div>
  )
}

const showFirstChange = (paper: HTMLDivElement | null) =>
  paper?.querySelector('[data-changed]')?.scrollIntoView({ block: 'center' })
