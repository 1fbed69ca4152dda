import { Plural } from '@lingui/react/macro'
import { useMemo } from 'react'
import { useChecked } from '../checks/use-findings.ts'
import { Icon } from '../../ui/Icon.tsx'
import { countWords } from './outline-entries.ts'

/** How much is unfinished, and how long the text is: they come after the typing, not with it. */
export function Remarks({ onGo }: { readonly onGo: (() => void) | undefined }) {
  const { findings, document } = useChecked()
  const blocking = findings.filter((finding) => finding.blocking).length
  const words = useMemo(() => countWords(document.text), [document.text])
  return (
    <div className="outline-foot">
      {/* A press leads to the panel that lists them. */}
      <a className="row" href="#checks" onClick={onGo}>
        <Icon name="warn" className={blocking > 0 ? 'c-stale' : 'c-none'} />
        <Plural value={findings.length} _0="No drafting remarks" one="# drafting remark" other="# drafting remarks" />
      </a>
      <p className="row">
        <Icon name="doc" />
        <Plural value={words} one="# word" other="# words" />
      </p>
    </div>
  )
}
