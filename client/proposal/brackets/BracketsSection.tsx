import { Plural, Trans } from '@lingui/react/macro'
import { useMemo, useState } from 'react'
import { FRAGMENTS, type Document } from '../../../shared/document/blocks.ts'
import { bracketsIn, type Bracket } from '../../../shared/document/brackets.ts'
import { labelsOf, type Labelling } from '../../../shared/document/labels.ts'
import { clauseNames, wordsOfName } from '../../../shared/drafting/clause-names.ts'
import type { BlockId } from '../../../shared/ids.ts'
import { useLabelling } from '../../editor/labelling-context.ts'
import { Button } from '../../ui/Button.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { showClause } from '../outline/clause-place.ts'
import { useCommand } from '../use-command.ts'
import { useMovingText, useWorkspace } from '../workspace-context.ts'
import { AlternativeRow } from './AlternativeRow.tsx'
import { SettleDialog } from './SettleDialog.tsx'
import './brackets.css'

/** What is not agreed: each bracket with its wordings, who wants which, and the way to settle it. */
export function BracketsSection() {
  const { document } = useMovingText()
  const brackets = useMemo(() => openBrackets(document), [document])
  const labelling = useLabelling()
  const placeOf = useMemo(() => placesIn(document, labelling), [document, labelling])
  const [settling, setSettling] = useState<Bracket | null>(null)
  if (brackets.length === 0) return null
  return (
    <section className="panel-section stack" aria-labelledby="brackets">
      <h2 id="brackets">
        <Trans>Not agreed</Trans>{' '}
        <span className="quiet count">
          <Plural value={brackets.length} one="# open bracket" other="# open brackets" />
        </span>
      </h2>
      <ol className="brackets">
        {brackets.map((bracket) => (
          <li key={bracket.id}>
            <BracketCard bracket={bracket} place={placeOf(bracket.block)} onSettle={() => setSettling(bracket)} />
          </li>
        ))}
      </ol>
      {settling && <SettleDialog bracket={settling} onClose={() => setSettling(null)} />}
    </section>
  )
}

const openBrackets = (document: Document) => bracketsIn(FRAGMENTS.flatMap((name) => document[name]))

/** The name of the clause that a bracket stands in; '' where it has none that is worth saying. */
function placesIn({ text }: Document, labelling: Labelling): (block: BlockId) => string {
  const names = clauseNames(text, labelsOf(text, labelling))
  return (block) => {
    const name = names.byId.get(block)
    return name ? wordsOfName(names, name) : ''
  }
}

type Props = { readonly bracket: Bracket; readonly place: string; readonly onSettle: () => void }

function BracketCard({ bracket, place, onSettle }: Props) {
  const { view, may, state } = useWorkspace()
  const command = useCommand(view.id)
  return (
    <>
      <div className="bracket-head">
        <button type="button" className="button as-link" onClick={() => showClause(bracket.block)}>
          {place ? (
            <span>
              <Trans>
                In <bdi>{place}</bdi>
              </Trans>
            </span>
          ) : (
            <Trans>Show in the text</Trans>
          )}
        </button>
        {may('edit-text') && (
          <Button small onPress={onSettle}>
            <Trans>Settle…</Trans>
          </Button>
        )}
      </div>
      <ul className="alternatives">
        {bracket.alternatives.map((alternative) => (
          <AlternativeRow
            key={alternative.number}
            alternative={alternative}
            holdings={state.holdings.filter(
              (each) => each.bracket === bracket.id && each.alternative === alternative.number,
            )}
            isPending={command.isPending}
            onHold={() =>
              command.mutate({
                type: 'hold-alternative',
                bracket: bracket.id,
                alternative: alternative.number,
                words: alternative.words,
              })
            }
            onRelease={() => command.mutate({ type: 'release-alternative', bracket: bracket.id })}
          />
        ))}
      </ul>
      {bracket.broken && (
        <p className="quiet small">
          <Trans>Its words were torn apart. It can still be settled as one.</Trans>
        </p>
      )}
      <Refusal error={command.error} />
    </>
  )
}
