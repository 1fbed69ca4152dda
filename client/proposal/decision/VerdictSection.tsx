import { Plural, Trans } from '@lingui/react/macro'
import type { AdoptionRule } from '../../../shared/endorsement/adoption-rule.ts'
import { RuleInWords } from '../../forum/AdoptionRuleCard.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { When } from '../../ui/When.tsx'
import { useStanding, useWorkspace } from '../workspace-context.ts'
import { Seats } from './Seats.tsx'
import { useVerdictSentence } from './verdict-sentence.ts'

/** Said in a sentence, then shown. The rule's source and whether it is verified stand beside it every time. */
export function VerdictSection() {
  const { view, state } = useWorkspace()
  const standing = useStanding()
  const say = useVerdictSentence()
  const { rule } = view.forum
  return (
    <section className="panel-section verdict" aria-labelledby="verdict">
      <h2 id="verdict" className="say">
        {say}
      </h2>
      {standing.verdict && <Seats verdict={standing.verdict} stale={standing.tally.stale} />}
      <Stale />
      <Declared />
      {rule ? (
        <RuleNote rule={rule} />
      ) : (
        state.stage !== 'withdrawn' && (
          <p className="quiet small">
            <Trans>Positions can be given from the review on.</Trans>
          </p>
        )
      )}
    </section>
  )
}

function Stale() {
  const { state } = useWorkspace()
  const stale = useStanding().tally.stale.length
  if (stale === 0) return null
  if (state.lock) {
    const given = state.positions.length
    const confirmed = given - stale
    return (
      <p className="small">
        <Trans>
          {confirmed} of {given} positions are on the locked text.
        </Trans>
      </p>
    )
  }
  return (
    <p className="small">
      <Plural
        value={stale}
        one="# position is on an older text and does not count until it is renewed."
        other="# positions are on an older text and do not count until they are renewed."
      />
    </p>
  )
}

function Declared() {
  const { declaration, submission, withdrawal } = useWorkspace().state
  const supporting = declaration?.supporting
  const opposing = declaration?.opposing
  const documentNumber = submission?.documentNumber
  const date = submission?.date
  return (
    <>
      {declaration && (
        <p className="small">
          <Trans>
            Declared on <When at={declaration.time} />: {supporting} in support, {opposing} in opposition.
          </Trans>{' '}
          {declaration.reason && <q>{declaration.reason}</q>}
        </p>
      )}
      {submission && (
        <p className="small">
          <Trans>
            Submitted on {date} as document {documentNumber}.
          </Trans>
        </p>
      )}
      {withdrawal && (
        <p className="small">
          <Trans>
            Withdrawn on <When at={withdrawal.time} />:
          </Trans>{' '}
          <q>{withdrawal.reason}</q>
        </p>
      )}
    </>
  )
}

function RuleNote({ rule }: { readonly rule: AdoptionRule }) {
  const { source, asOf } = rule
  return (
    <>
      <p className="small quiet">
        <RuleInWords rule={rule} /> <Trans>Source: {source}.</Trans>
      </p>
      {!rule.verified && (
        <p className="small row not-verified">
          <Icon name="warn" className="c-stale" />
          {asOf === null ? <Trans>This rule is not verified.</Trans> : <Trans>Rule of {asOf}: not verified.</Trans>}
        </p>
      )}
    </>
  )
}
