import { Trans } from '@lingui/react/macro'
import type { Document } from '../../../shared/document/blocks.ts'
import { RedlineText } from '../../editor/RedlineText.tsx'
import { PartOfPaper } from './PartOfPaper.tsx'

type Props = { readonly old: Document; readonly next: Document }

/** A redline in a dialog, opened at its first change: a long text may change in one place far below. */
export function RedlinePaper({ old, next }: Props) {
  return (
    <div className="paper in-dialog" ref={showFirstChange}>
      <PartOfPaper heading={<Trans>Summary</Trans>}>
        <RedlineText old={old.summary} next={next.summary} fragment="summary" />
      </PartOfPaper>
      <RedlineText old={old.text} next={next.text} />
      <PartOfPaper heading={<Trans>Reasons</Trans>}>
        <RedlineText old={old.reasons} next={next.reasons} fragment="reasons" />
      </PartOfPaper>
    </div>
  )
}

/** Answers nothing: a newer browser's `scrollIntoView` answers a promise, which React would call as the ref's cleanup. */
function showFirstChange(paper: HTMLDivElement | null): void {
  paper?.querySelector('[data-changed]')?.scrollIntoView({ block: 'center' })
}
