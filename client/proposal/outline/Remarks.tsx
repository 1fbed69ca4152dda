import { Plural } from '@lingui/react/macro'
import { memo, useMemo } from 'react'
import type { Document } from '../../../shared/document/blocks.ts'
import { useFindingsIn } from '../checks/use-findings.ts'
import { Icon } from '../../ui/Icon.tsx'
import { useCalmDocument } from '../use-calm-document.ts'
import { countWords } from './outline-entries.ts'

/** How much is unfinished, and how long the text is: they come after the typing, not with it. */
export function Remarks() {
  return <RemarksOn document={useCalmDocument()} />
}

const RemarksOn = memo(function RemarksOn({ document }: { readonly document: Document }) {
  const findings = useFindingsIn(document)
  const blocking = findings.filter((finding) => finding.blocking).length
  const words = useMemo(() => countWords(document.text), [document.text])
  return (
    <div className="outline-foot">
      {/* A press leads to the panel that lists them. */}
      <a className="row" href="#checks">
        <Icon name="warn" className={blocking > 0 ? 'c-stale' : 'c-none'} />
        <Plural value={findings.length} _0="No drafting remarks" one="# drafting remark" other="# drafting remarks" />
      </a>
      <p className="row">
        <Icon name="doc" />
        <Plural value={words} one="# word" other="# words" />
      </p>
    </div>
  )
})
