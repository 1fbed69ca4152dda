import { Trans } from '@lingui/react/macro'
import type { AdoptionRule } from '../../shared/endorsement/adoption-rule.ts'
import type { ForumView } from '../../shared/protocol/views.ts'
import { Notice } from '../ui/Notice.tsx'

export function AdoptionRuleCard({ forum }: { readonly forum: ForumView }) {
  return (
    <section className="card pad stack" aria-labelledby="adoption-rule">
      <h2 id="adoption-rule">
        <Trans>When a text is adopted here</Trans>
      </h2>
      {forum.rule ? <Rule rule={forum.rule} /> : <NoRule />}
    </section>
  )
}

function NoRule() {
  return (
    <>
      <p className="strong">
        <Trans>No adoption rule is known for this forum: adoption is not possible yet.</Trans>
      </p>
      <p className="quiet">
        <Trans>Texts can be drafted and positions given all the same.</Trans>
      </p>
    </>
  )
}

function Rule({ rule }: { readonly rule: AdoptionRule }) {
  const { asOf, source } = rule
  return (
    <>
      <p className="strong">
        <RuleInWords rule={rule} />
      </p>
      {rule.guideline && (
        <p>
          <Trans>The limit on opposition is a guideline: the chair may adopt over it, with a reason.</Trans>
        </p>
      )}
      {rule.fallback === 'joint-proposal' && (
        <p>
          <Trans>A text short of support can become a joint proposal.</Trans>
        </p>
      )}
      {rule.fallback === 'multi-country-proposal' && (
        <p>
          <Trans>A text short of support can become a multi-country proposal.</Trans>
        </p>
      )}
      {!rule.verified && (
        <Notice>
          {asOf === null ? (
            <Trans>This rule is not verified.</Trans>
          ) : (
            <Trans>This rule is of {asOf} and not verified.</Trans>
          )}
        </Notice>
      )}
      {rule.notEvaluated.length > 0 && (
        <div className="small">
          <h3>
            <Trans>Not checked by this program</Trans>
          </h3>
          <ul className="bullets">
            {rule.notEvaluated.map((part) => (
              <li key={part}>{part}</li>
            ))}
          </ul>
        </div>
      )}
      <p className="quiet small">
        <Trans>Source: {source}</Trans>
      </p>
    </>
  )
}

export function RuleInWords({ rule: { support, opposition } }: { readonly rule: AdoptionRule }) {
  const { atLeast } = support
  if ('atMost' in opposition) {
    const { atMost } = opposition
    return (
      <Trans>
        At least {atLeast} administrations support it and at most {atMost} oppose it.
      </Trans>
    )
  }
  const share = opposition.atMostShareOfSupport * 100
  return (
    <Trans>
      At least {atLeast} administrations support it and those that oppose it are at most {share} % of those that support
      it.
    </Trans>
  )
}
