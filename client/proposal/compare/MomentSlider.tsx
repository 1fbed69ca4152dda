import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Label } from 'react-aria-components/Label'
import { Slider, SliderThumb, SliderTrack } from 'react-aria-components/Slider'
import type { MomentsView } from '../../../shared/protocol/compare.ts'
import { isDecision, type ComparePoint } from './compare-points.ts'
import { MomentTime, MomentWords } from './MomentName.tsx'

type Props = {
  readonly points: readonly ComparePoint[]
  readonly view: MomentsView
  readonly from: number
  readonly to: number
  readonly onChange: (from: number, to: number) => void
}

/** Two handles over the moments in their order; ticks show the decisions. The text is asked for when a handle is let go. */
export function MomentSlider({ points, view, from, to, onChange }: Props) {
  const { t } = useLingui()
  const [held, setHeld] = useState<readonly number[] | null>(null)
  const [low, high] = [held?.[0] ?? from, held?.[1] ?? to]
  const last = points.length - 1
  const letGo = (values: readonly number[]) => {
    setHeld(null)
    onChange(values[0]!, values[1]!)
  }
  return (
    <div className="moment-slider">
      <Slider
        minValue={0}
        maxValue={Math.max(1, last)}
        value={[low, high]}
        onChange={(values) => setHeld(values)}
        onChangeEnd={letGo}
        isDisabled={last < 1}
      >
        <Label className="vh">
          <Trans>Moments compared</Trans>
        </Label>
        <SliderTrack className="slider-track">
          <span
            className="slider-span"
            style={{ insetInlineStart: percent(low, last), insetInlineEnd: percent(last - high, last) }}
          />
          {points.map((point, at) =>
            isDecision(point) ? (
              <span key={point.name} className="slider-tick" style={{ insetInlineStart: percent(at, last) }} />
            ) : null,
          )}
          <SliderThumb index={0} className="slider-thumb" aria-label={t`From`} />
          <SliderThumb index={1} className="slider-thumb" aria-label={t`To`} />
        </SliderTrack>
      </Slider>
      <dl className="slider-ends">
        <div>
          <dt>
            <Trans>From</Trans>
          </dt>
          <dd>
            <MomentWords point={points[low]!} view={view} />{' '}
            <span className="quiet">
              <MomentTime point={points[low]!} />
            </span>
          </dd>
        </div>
        <div>
          <dt>
            <Trans>To</Trans>
          </dt>
          <dd>
            <MomentWords point={points[high]!} view={view} />{' '}
            <span className="quiet">
              <MomentTime point={points[high]!} />
            </span>
          </dd>
        </div>
      </dl>
    </div>
  )
}

const percent = (at: number, of: number) => `${of > 0 ? (100 * at) / of : 0}%`
