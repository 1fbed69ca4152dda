import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useMemo, useState } from 'react'
import { FRAGMENTS, type Document } from '../../../shared/document/blocks.ts'
import { labelsById } from '../../../shared/document/labels.ts'
import { wordsIn } from '../../../shared/proposal/flag-steps.ts'
import type { OpenFlag } from '../../../shared/proposal/review-flag.ts'
import { useLabelling } from '../../editor/labelling-context.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { showClause } from '../outline/clause-place.ts'
import { useCalmDocument } from '../use-calm-document.ts'
import { useWorkspace } from '../workspace-context.ts'
import { FLAG_SENTENCE } from './flag-words.ts'
import { FlagDialog } from './FlagDialog.tsx'
import { useFlagMarks } from './use-flag-marks.ts'
import './review.css'

/** Where edits met that could not know of each other, until somebody has looked at each. */
export function ReviewSection() {
  const { state } = useWorkspace()
  const document = useCalmDocument()
  useFlagMarks(state.flags)
  const [open, setOpen] = useState<number | null>(null)
  const shown = state.flags.find(({ id }) => id === open)
  if (state.flags.length === 0) return null
  return (
    <section className="panel-section stack" aria-labelledby="review-flags">
      <h2 id="review-flags">
        <Trans>To be looked at</Trans>{' '}
        <span className="quiet count">
          <Plural value={state.flags.length} one="# review flag" other="# review flags" />
        </span>
      </h2>
      <ol className="review-flags">
        {state.flags.map((flag) => (
          <li key={flag.id}>
            <FlagCard flag={flag} document={document} onOpen={() => setOpen(flag.id)} />
          </li>
        ))}
      </ol>
      {shown && <FlagDialog flag={shown} onClose={() => setOpen(null)} />}
    </section>
  )
}

type Props = { readonly flag: OpenFlag; readonly document: Document; readonly onOpen: () => void }

function FlagCard({ flag, document, onOpen }: Props) {
  const { t } = useLingui()
  const labelling = useLabelling()
  const label = useMemo(() => labelsById(document.text, labelling).get(flag.block), [document, labelling, flag.block])
  const isStanding = FRAGMENTS.some((name) => document[name].some(({ id }) => id === flag.block))
  return (
    <>
      <p className="row">
        <Icon name="warn" className="c-stale" />
        <q className="flag-words">{wordsIn(flag)}</q>
      </p>
      <p className="quiet small">{t(FLAG_SENTENCE[flag.kind])}</p>
      <div className="flag-actions">
        {isStanding && (
          <button type="button" className="button as-link" onClick={() => showClause(flag.block)}>
            {label ? <Trans>In {label}</Trans> : <Trans>Show in the text</Trans>}
          </button>
        )}
        <Button small onPress={onOpen}>
          <Trans>Look at both…</Trans>
        </Button>
      </div>
    </>
  )
}
