import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { Act } from '../../../shared/proposal/acts.ts'
import { Fingerprint } from '../../ui/Fingerprint.tsx'
import { POSITION_NAME } from '../position-words.ts'

/** What an act decided, as a sentence; the reason that was given stands in quotation marks. */
export function ActInWords({ act }: { readonly act: Act }): ReactNode {
  const { t } = useLingui()
  switch (act.type) {
    case 'created':
      return <Created act={act} />
    case 'renamed':
      return (
        <Trans>
          Renamed to <q>{act.title}</q>
        </Trans>
      )
    case 'observers-admitted':
      return act.may ? <Trans>Let observers read</Trans> : <Trans>Stopped observers reading</Trans>
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
    case 'locked':
      return <Locked act={act} />
    case 'unlocked':
      return (
        <Trans>
          Unlocked the text: <q>{act.reason}</q>
        </Trans>
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
      const { date, documentNumber } = act
      return (
        <Trans>
          Submitted on {date} as document {documentNumber}
        </Trans>
      )
    }
    case 'withdrawn':
      return (
        <Trans>
          Withdrew the proposal: <q>{act.reason}</q>
        </Trans>
      )
    case 'deleted':
      return <Trans>Deleted the proposal</Trans>
  }
}

type ActOf<Type extends Act['type']> = { readonly act: Extract<Act, { type: Type }> }

function Created({ act }: ActOf<'created'>) {
  const { operator, title } = act
  const name = act.base?.name
  return (
    <>
      <Trans>
        Started the proposal {operator} <q>{title}</q>
      </Trans>
      {name && (
        <>
          {' '}
          <Trans>from {name}</Trans>
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
          <Trans>Open then: {act.overridden.join(' ')}</Trans>
        </span>
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
