import { Plural } from '@lingui/react/macro'
import { memo, useMemo } from 'react'
import type { Document } from '../../../shared/document/blocks.ts'
import { draftingFindings, type Finding } from '../../../shared/document/drafting-checks.ts'
import { useLabelling } from '../../editor/labelling-context.ts'
import { Icon } from '../../ui/Icon.tsx'
import { useCalmDocument } from '../use-calm-document.ts'
import { useWorkspace } from '../workspace-context.ts'
import { countWords } from './outline-entries.ts'

type Go = (id: string) => void

/** What is unfinished, and how long the text is: they come after the typing, not with it. */
export function Remarks({ onGo }: { readonly onGo: Go }) {
  return <RemarksOn document={useCalmDocument()} onGo={onGo} />
}

type Props = { readonly document: Document; readonly onGo: Go }

const RemarksOn = memo(function RemarksOn({ document, onGo }: Props) {
  const { view, state } = useWorkspace()
  const labelling = useLabelling()
  const findings = useMemo(
    () => draftingFindings({ operator: state.operator, document, base: view.base, labelling }),
    [state.operator, document, view.base, labelling],
  )
  const words = useMemo(() => countWords(document.text), [document.text])
  return (
    <div className="outline-foot">
      <h3>
        <Plural value={findings.length} _0="No drafting remarks" one="# drafting remark" other="# drafting remarks" />
      </h3>
      <ul>
        {findings.map((finding, index) => (
          <li key={`${index} ${finding.code}`}>
            <FindingLine finding={finding} onGo={onGo} />
          </li>
        ))}
      </ul>
      <p className="row">
        <Icon name="doc" />
        <Plural value={words} one="# word" other="# words" />
      </p>
    </div>
  )
})

export function FindingLine({ finding, onGo }: { readonly finding: Finding; readonly onGo: Go }) {
  const { block, message, blocking } = finding
  return (
    <span className="finding">
      <Icon name="warn" className={blocking ? 'c-stale' : 'c-none'} />
      {block ? (
        <button type="button" className="button as-link" onClick={() => onGo(block)}>
          {message}
        </button>
      ) : (
        <span>{message}</span>
      )}
    </span>
  )
}
