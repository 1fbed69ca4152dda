import { Trans, useLingui } from '@lingui/react/macro'
import type { Verdict } from '../../../shared/endorsement/verdict.ts'
import { Icon } from '../../ui/Icon.tsx'
import { mostOpposing } from './verdict-sentence.ts'

type Props = { readonly verdict: Verdict; readonly stale: number }
type Seat = 'filled' | 'stale' | 'free'

/** As many seats as the rule asks for; the opposition has its own, and a stop at the limit. Never a percentage. */
export function Seats({ verdict, stale }: Props) {
  const { t } = useLingui()
  const { supporting, supportNeeded, opposing } = verdict
  const most = mostOpposing(verdict)
  const spare = Math.max(0, supporting - supportNeeded)
  const said = t`${supporting} of ${supportNeeded} seats of support are filled, ${stale} were filled on an older text; ${opposing} oppose, at most ${most} may.`
  return (
    <div role="img" aria-label={said}>
      <div className="seats">
        <span className="seats-name">
          <Trans>Support</Trans>
        </span>
        {supportSeats(verdict, stale).map((seat, index) => (
          <span key={index} className={`seat ${seat}`} />
        ))}
        {spare > 0 && <span className="seats-after">+{spare}</span>}
      </div>
      <div className="seats">
        <span className="seats-name">
          <Trans>Oppose</Trans>
        </span>
        {Array.from({ length: Math.max(most, opposing) }, (_, index) => (
          <OppositionSeat key={index} isFilled={index < opposing} isAfterStop={index === most} />
        ))}
        {opposing <= most && <span className="stop" />}
        <span className="seats-after">
          <Trans>at most {most}</Trans>
        </span>
      </div>
    </div>
  )
}

const OppositionSeat = ({ isFilled, isAfterStop }: { readonly isFilled: boolean; readonly isAfterStop: boolean }) => (
  <>
    {isAfterStop && <span className="stop" />}
    <span className={isFilled ? 'seat opposed' : 'seat'}>{isFilled && <Icon name="close" />}</span>
  </>
)

function supportSeats({ supporting, supportNeeded }: Verdict, stale: number): readonly Seat[] {
  return Array.from({ length: supportNeeded }, (_, index) => {
    if (index < supporting) return 'filled'
    return index < supporting + stale ? 'stale' : 'free'
  })
}
