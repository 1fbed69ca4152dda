import { useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import type { ComparedText } from '../../../shared/protocol/compare.ts'
import { ChangeWalk } from './ChangeWalk.tsx'
import type { Comparing } from './compare-address.ts'
import { marked } from './compared-changes.ts'
import { ComparedPaper } from './ComparedPaper.tsx'
import { CompareLegend } from './CompareLegend.tsx'
import { hueOfAuthor, partiesIn } from './parties.ts'
import { useAuthorNames } from './use-author-names.ts'

type Props = {
  readonly compared: ComparedText
  readonly comparing: Comparing
  readonly onChange: (change: Partial<Comparing>) => void
}

/** The paper, and beside it whose changes are marked. */
export function Comparison({ compared, comparing, onChange }: Props) {
  const { t } = useLingui()
  const names = useAuthorNames(compared)
  const by = comparing.by && comparing.by.join(',')
  const drawn = useMemo(() => marked(compared, by === null ? null : by.split(',')), [compared, by])
  const parties = partiesIn(compared, drawn, names)
  const who = comparing.who ? { names, hueOf: hueOfAuthor(compared) } : null
  return (
    <div className="two comparison">
      <section aria-label={t`Redline between the two moments`}>
        <ComparedPaper compared={compared} marked={drawn} who={who} />
      </section>
      <aside className="beside" aria-label={t`About the changes`}>
        <CompareLegend parties={parties} comparing={comparing} onChange={onChange} />
        <ChangeWalk changes={drawn.changes} names={names} who={comparing.who} />
      </aside>
    </div>
  )
}
