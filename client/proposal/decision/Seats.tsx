import { Trans, useLingui } from '@lingui/react/macro'
import type { Position, PositionRecord } from '../../../shared/endorsement/position.ts'
import type { Verdict } from '../../../shared/endorsement/verdict.ts'
import { Icon } from '../../ui/Icon.tsx'
import { mostOpposing } from './verdict-sentence.ts'

type Props = { readonly verdict: Verdict; readonly stale: readonly PositionRecord[] }
type Seat = 'filled' | 'stale' | 'free'

/** As many seats as the rule asks for; the opposition has its own, and a stop at the limit. Never a percentage. */
export function Seats({ verdict, stale }: Props) {
  const { t } = useLingui()
  const { supporting, supportNeeded, opposing } = verdict
  const most = mostOpposing(verdict)
  const spare = Math.max(0, supporting - supportNeeded)
  const supported = countOf('supports', stale)
  const opposed = countOf('opposes', stale)
  const said = t`${supporting} of ${supportNeeded} seats of support are filled, ${supported} were filled on another text; ${opposing} oppose, ${opposed} opposed on another text, at most ${most} may.`
  const opposition = seatsOf(Math.max(most, opposing + opposed), opposing, opposed)
  return (
    <div role="img" aria-label={said}>
      <div className="seats">
        <span className="seats-name">
          <Trans>Support</Trans>
        </span>
        {seatsOf(supportNeeded, supporting, supported).map((seat, index) => (
          <span key={index} className={`seat ${seat}`} />
        ))}
        {spare > 0 && <span className="seats-after">+{spare}</span>}
      </div>
      <div className="seats">
        <span className="seats-name">
          <Trans>Oppose</Trans>
        </span>
        {opposition.map((seat, index) => (
          <OppositionSeat key={index} seat={seat} isAfterStop={index === most} />
        ))}
        {opposition.length <= most && <span className="stop" />}
        <span className="seats-after">
          <Trans>at most {most}</Trans>
        </span>
      </div>
    </div>
  )
}

const OppositionSeat = ({ seat, isAfterStop }: { readonly seat: Seat; readonly isAfterStop: boolean }) => (
  <>
    {isAfterStop && <span className="stop" />}
    <span className={seat === 'filled' ? 'seat opposed' : `seat ${seat}`}>
      {seat !== 'free' && <Icon name="close" />}
    </span>
  </>
)

const countOf = (position: Position, stale: readonly PositionRecord[]) =>
  stale.filter((each) => each.position === position).length

/** Those that count stand first, then those given on another text. */
function seatsOf(seats: number, filled: number, stale: number): readonly Seat[] {
  return Array.from({ length: seats }, (_, index) => {
    if (index < filled) return 'filled'
    return index < filled + stale ? 'stale' : 'free'
  })
}
