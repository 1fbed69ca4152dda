import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { MomentsView } from '../../../shared/protocol/compare.ts'
import { nameOf } from '../../administrations/names.ts'
import { Button } from '../../ui/Button.tsx'
import { isDecision, type ComparePoint } from './compare-points.ts'
import { MomentPerson, MomentTime, MomentWords } from './MomentName.tsx'

type Props = {
  readonly points: readonly ComparePoint[]
  readonly view: MomentsView
  readonly from: number
  readonly to: number
  readonly onChange: (from: number, to: number) => void
}

const ROWS = 60

/** The same moments as on the slider, the newest first, each with a button for either end. */
export function MomentList({ points, view, from, to, onChange }: Props) {
  const { t } = useLingui()
  const [party, setParty] = useState('')
  const [most, setMost] = useState(ROWS)
  const parties = [...new Set(points.flatMap(partiesOf))].sort((a, b) => nameOf(a).localeCompare(nameOf(b)))
  const rows = points
    .map((point, at) => ({ point, at }))
    .filter(({ point, at }) => party === '' || at === from || at === to || partiesOf(point).includes(party))
    .toReversed()
  return (
    <details className="card moment-list">
      <summary>
        <Trans>Choose from the list of moments</Trans>
      </summary>
      <label className="field moments-of">
        <span className="label-of">
          <Trans>Moments of</Trans>
        </span>
        <select className="input" value={party} onChange={(event) => setParty(event.target.value)}>
          <option value="">{t`All administrations`}</option>
          {parties.map((each) => (
            <option key={each} value={each}>
              {nameOf(each)}
            </option>
          ))}
        </select>
      </label>
      <div className="moments-box" tabIndex={0} role="group" aria-label={t`Moments, the newest first`}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">
                <Trans>From</Trans>
              </th>
              <th scope="col">
                <Trans>To</Trans>
              </th>
              <th scope="col">
                <Trans>Moment</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, most).map(({ point, at }) => (
              <tr key={point.name} className={isDecision(point) ? 'decision' : undefined}>
                <td>
                  <input
                    type="radio"
                    name="compare-from"
                    aria-label={t`Compare from ${point.name}`}
                    checked={at === from}
                    onChange={() => onChange(at, Math.max(at, to))}
                  />
                </td>
                <td>
                  <input
                    type="radio"
                    name="compare-to"
                    aria-label={t`Compare to ${point.name}`}
                    checked={at === to}
                    onChange={() => onChange(Math.min(from, at), at)}
                  />
                </td>
                <td className="words">
                  <MomentWords point={point} view={view} />
                  <span className="quiet small block">
                    <MomentPerson point={point} view={view} /> <MomentTime point={point} />
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > most && (
        <Button small onPress={() => setMost(most + 10 * ROWS)}>
          <Trans>Show older moments</Trans>
        </Button>
      )}
    </details>
  )
}

function partiesOf({ what }: ComparePoint): readonly string[] {
  if (typeof what !== 'object') return []
  const states = what.kind === 'decision' ? [what.administration] : what.by.map(({ administration }) => administration)
  return states.filter((state) => state !== null)
}
