import { Trans, useLingui } from '@lingui/react/macro'
import { plainText, type FragmentName } from '../../../shared/document/blocks.ts'
import type { ComparedText } from '../../../shared/protocol/compare.ts'
import { PartOfPaper } from '../document/PartOfPaper.tsx'
import type { Marked } from './compared-changes.ts'
import { ComparedRows, type WhoShown } from './ComparedRows.tsx'
import { useFootnoteNumbers } from './use-footnote-numbers.ts'

type Props = { readonly compared: ComparedText; readonly marked: Marked; readonly who: WhoShown | null }

/** Summary, text and reasons on one paper, with what changed between the two moments. */
export function ComparedPaper({ compared, marked, who }: Props) {
  const { t } = useLingui()
  const labels = useFootnoteNumbers(compared)
  const part = (fragment: FragmentName) => (
    <ComparedRows rows={marked.parts[fragment]} labels={labels} fragment={fragment} who={who} />
  )
  const isEmpty = (fragment: FragmentName) =>
    marked.parts[fragment].every(({ block }) => plainText(block).trim() === '')
  const nothing = (
    <span className="not-written">
      <Trans>not written</Trans>
    </span>
  )
  return (
    <article className="paper" aria-label={t`The changes`}>
      <PartOfPaper heading={<Trans>Summary</Trans>} note={isEmpty('summary') && nothing}>
        {part('summary')}
      </PartOfPaper>
      <div className="part-text">{part('text')}</div>
      <PartOfPaper heading={<Trans>Reasons</Trans>} note={isEmpty('reasons') && nothing}>
        {part('reasons')}
      </PartOfPaper>
    </article>
  )
}
