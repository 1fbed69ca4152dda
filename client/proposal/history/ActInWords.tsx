import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { Act } from '../../../shared/proposal/acts.ts'
import { operatorName } from '../../../shared/document/operator-sign.ts'
import { wordsIn } from '../../../shared/proposal/flag-steps.ts'
import type { Resolution } from '../../../shared/proposal/review-flag.ts'
import { Fingerprint } from '../../ui/Fingerprint.tsx'
import { FLAG_SENTENCE } from '../review/flag-words.ts'
import { POSITION_NAME } from '../position-words.ts'

/**
 * What an act decided, as a sentence. What people wrote stands outside of `Trans`: it reads tags and braces in a value as its own,
 * and a history must not alter a word.
 */
export function ActInWords({ act }: { readonly act: Act }): ReactNode {
  const { t } = useLingui()
  switch (act.type) {
    case 'created':
      return <Created act={act} />
    case 'renamed':
      return (
        <>
          <Trans>Renamed to</Trans> <q>{act.title}</q>
        </>
      )
    case 'observers-admitted':
      return act.may ? <Trans>Let observers read</Trans> : <Trans>Stopped observers reading</Trans>
    case 'numbering-set':
      return act.numbering === 'keep' ? (
        <Trans>Kept the numbers of the text in force; insertions take bis, ter…</Trans>
      ) : (
        <Trans>Had the clauses numbered anew</Trans>
      )
    case 'review-opened':
      return <Trans>Opened the review</Trans>
    case 'drafting-resumed':
      return <Trans>Went back to drafting</Trans>
    case 'position-taken': {
      const position = t(POSITION_NAME[act.position])
      return (
        <Trans>
          Position: <b>{position}</b>, on text <Fingerprint of={act.digest} />
        </Trans>
      )
    }
    case 'position-withdrawn':
      return <Trans>Took the position back</Trans>
    case 'alternative-held':
      return (
        <>
          <Trans>Wants, in brackets,</Trans> <q>{act.words}</q>
        </>
      )
    case 'alternative-released':
      return <Trans>Let go of an alternative in brackets</Trans>
    case 'bracket-settled':
      return <BracketSettled act={act} />
    case 'review-flag-raised':
      return <FlagRaised act={act} />
    case 'review-flag-settled':
      return <FlagSettled act={act} />
    case 'locked':
      return <Locked act={act} />
    case 'unlocked':
      return (
        <>
          <Trans>Unlocked the text:</Trans> <q>{act.reason}</q>
        </>
      )
    case 'declared':
      return <Declared act={act} />
    case 'exported':
      return (
        <Trans>
          Exported to Word, text <Fingerprint of={act.digest} />
        </Trans>
      )
    case 'submitted': {
      const { date } = act
      return (
        <>
          <Trans>Submitted on {date} as document</Trans> {act.documentNumber}
        </>
      )
    }
    case 'withdrawn':
      return (
        <>
          <Trans>Withdrew the proposal:</Trans> <q>{act.reason}</q>
        </>
      )
    case 'deleted':
      return <Trans>Deleted the proposal</Trans>
  }
}

type ActOf<Type extends Act['type']> = { readonly act: Extract<Act, { type: Type }> }

function Created({ act }: ActOf<'created'>) {
  const operator = operatorName(act.operator)
  const name = act.base?.name
  return (
    <>
      <Trans>Started the proposal {operator}</Trans> <q>{act.title}</q>
      {name && (
        <>
          {' '}
          <Trans>from</Trans> {name}
        </>
      )}
      {act.warnedOfSuperseded && (
        <span className="c-stale">
          {' '}
          <Trans>although that text is superseded</Trans>
        </span>
      )}
    </>
  )
}

function Locked({ act }: ActOf<'locked'>) {
  return (
    <>
      <Trans>
        Locked text <Fingerprint of={act.digest} />
      </Trans>
      {act.reason && (
        <>
          : <q>{act.reason}</q>
        </>
      )}
      {act.overridden.length > 0 && (
        <span className="quiet small">
          {' '}
          <Trans>Open then:</Trans> {act.overridden.join(' ')}
        </span>
      )}
    </>
  )
}

function FlagRaised({ act }: ActOf<'review-flag-raised'>) {
  const { t } = useLingui()
  return (
    <>
      <Trans>Two edits met:</Trans> <q>{wordsIn(act.flag)}</q>.{' '}
      <span className="quiet small">{t(FLAG_SENTENCE[act.flag.kind])}</span>
    </>
  )
}

const SETTLED_SO: Record<Resolution, MessageDescriptor> = {
  keep: msg`the text stays as it is`,
  'put-back': msg`the clause was put back`,
  'delete-copy': msg`the second copy was deleted`,
}

function FlagSettled({ act }: ActOf<'review-flag-settled'>) {
  const { t } = useLingui()
  return (
    <>
      <Trans>Settled the review flag of entry {act.flag}:</Trans> {t(SETTLED_SO[act.resolution])}
      {act.reason && (
        <>
          . <Trans>Reason:</Trans> <q>{act.reason}</q>
        </>
      )}
    </>
  )
}

function Declared({ act }: ActOf<'declared'>) {
  const { supporting, opposing } = act
  const rule = act.rule.id
  return (
    <>
      {act.outcome === 'adopted' ? (
        <Trans>Declared the text adopted</Trans>
      ) : (
        <Trans>Declared the text not carried</Trans>
      )}
      :{' '}
      <Trans>
        {supporting} in support, {opposing} in opposition, under rule {rule}
      </Trans>
      {act.reason && (
        <>
          : <q>{act.reason}</q>
        </>
      )}
    </>
  )
}

function BracketSettled({ act }: { readonly act: Extract<Act, { type: 'bracket-settled' }> }) {
  const kept = act.alternatives.find(({ number }) => number === act.keep)
  return (
    <>
      <Trans>Settled</Trans> <q>{act.alternatives.map(({ words }) => `[${words}]`).join('')}</q>:{' '}
      {kept ? <Trans>these words stay:</Trans> : <Trans>none of the words stays.</Trans>} {kept && <q>{kept.words}</q>}{' '}
      <Trans>Reason:</Trans> <q>{act.reason}</q>
    </>
  )
}
