import { Trans } from '@lingui/react/macro'
import { useEffect, useRef } from 'react'
import type { Document } from '../../../shared/document/blocks.ts'
import { RedlineText } from '../../editor/RedlineText.tsx'
import { PartOfPaper } from './PartOfPaper.tsx'

type Props = { readonly old: Document; readonly next: Document }

/** A redline in a dialog, opened at its first change: a long text may change in one place far below. */
export function RedlinePaper({ old, next }: Props) {
  const paper = useRef<HTMLDivElement>(null)
  useEffect(() => paper.current?.querySelector('[data-changed]')?.scrollIntoView({ block: 'center' }), [old])
  return (
    <div className="paper in-dialog" ref={paper}>
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
