import { Trans, useLingui } from '@lingui/react/macro'
import { useRef, useState } from 'react'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import { POSITIONS, type Position, type PositionRecord } from '../../../shared/endorsement/position.ts'
import { existsIn } from '../../../shared/proposal/permissions.ts'
import { nameOf } from '../../administrations/names.ts'
import { Button } from '../../ui/Button.tsx'
import { Fingerprint } from '../../ui/Fingerprint.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { POSITION_COLOUR, POSITION_ICON, POSITION_NAME } from '../position-words.ts'
import { useCommand } from '../use-command.ts'
import { useMovingText, useWorkspace } from '../workspace-context.ts'
import { ChangesDialog } from './ChangesDialog.tsx'
import { useLiveText, type ShownText } from './use-shown-text.ts'
import { useWhyNotOnThisText } from './use-why-not.ts'

/** A position binds to the exact text on the screen, which is named beside it. */
export function MyPosition() {
  const { person, may, state, view } = useWorkspace()
  const { administration } = person
  if (!administration || !existsIn('take-position', state.stage)) return null
  const counts = (view.forum.roster as readonly string[]).includes(administration)
  return (
    <section className="panel-section stack" aria-labelledby="my-position">
      <h2 id="my-position">
        <Trans>Position of {nameOf(administration)}</Trans>
      </h2>
      {counts ? (
        may('take-position') ? (
          <Given administration={administration} />
        ) : (
          <NotMine of={administration} />
        )
      ) : (
        <NotCounted />
      )}
    </section>
  )
}

const NotMine = ({ of }: { readonly of: string }) => (
  <p className="quiet">
    <Trans>Your head of delegation gives the position of {nameOf(of)}.</Trans>
  </p>
)

const NotCounted = () => (
  <p className="quiet">
    <Trans>Your administration is not a member of this forum, so its position is not counted here.</Trans>
  </p>
)

function Given({ administration }: { readonly administration: string }) {
  const { state } = useWorkspace()
  const { countedOn } = useMovingText()
  const own = state.positions.find((record) => record.administration === administration) ?? null
  const isStale = own !== null && own.digest !== countedOn
  return (
    <>
      {own && isStale && <StaleOwn own={own} />}
      <Choice own={own} isStale={isStale} />
    </>
  )
}

function StaleOwn({ own }: { readonly own: PositionRecord }) {
  const { t } = useLingui()
  const { state } = useWorkspace()
  const [open, setOpen] = useState(false)
  const position = t(POSITION_NAME[own.position])
  return (
    <div className="stale-own">
      <p>
        <Icon name="stale" className="c-stale" />{' '}
        <Trans>
          {position} was given on another text, <Fingerprint of={own.digest} />, and does not count on this one.
        </Trans>
      </p>
      <Button look={state.lock ? 'main' : 'plain'} onPress={() => setOpen(true)}>
        {state.lock ? <Trans>See what changed and confirm</Trans> : <Trans>What changed since</Trans>}
      </Button>
      {open && <ChangesDialog records={[own]} own={own} onClose={() => setOpen(false)} />}
    </div>
  )
}

/** A press binds to the text that was on the screen when it started; one that the text moved under is not sent. */
function Choice({ own, isStale }: { readonly own: PositionRecord | null; readonly isStale: boolean }) {
  const { t } = useLingui()
  const { view } = useWorkspace()
  const { countedOn } = useMovingText()
  const command = useCommand(view.id)
  const live = useLiveText()
  const pressedOn = useRef<ShownText | null>(null)
  const [moved, setMoved] = useState(false)
  const whyNot = useWhyNotOnThisText()
  const chosen = own && !isStale ? own.position : null
  const startPress = () => {
    pressedOn.current = live
    setMoved(false)
  }
  const take = (position: Position) => {
    const text = pressedOn.current
    if (!text || text.digest !== live?.digest) return setMoved(true)
    command.mutate({ type: 'take-position', position, digest: text.digest, textSeq: text.textSeq })
  }
  return (
    <>
      <ToggleButtonGroup
        className="segments full"
        aria-labelledby="my-position"
        aria-describedby="my-position-text"
        selectionMode="single"
        disallowEmptySelection
        isDisabled={whyNot !== null || command.isPending}
        selectedKeys={chosen ? [chosen] : []}
        onSelectionChange={(keys) => {
          const position = POSITIONS.find((each) => keys.has(each))
          if (position && position !== chosen) take(position)
        }}
      >
        {POSITIONS.map((position) => (
          <ToggleButton key={position} id={position} className="segment" onPressStart={startPress}>
            <Icon name={POSITION_ICON[position]} className={POSITION_COLOUR[position]} />
            {t(POSITION_NAME[position])}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <p id="my-position-text" className="quiet small my-position-text">
        {whyNot ?? (
          <Trans>
            on text <Fingerprint of={countedOn} />
          </Trans>
        )}
      </p>
      {moved && (
        <Notice live>
          <Trans>The text changed while you pressed, so nothing was sent. Look at it, then press again.</Trans>
        </Notice>
      )}
      <Refusal error={command.error} />
      {own && (
        <div>
          <button
            type="button"
            className="button as-link"
            disabled={command.isPending}
            onClick={() => command.mutate({ type: 'withdraw-position' })}
          >
            <Trans>Take the position back</Trans>
          </button>
        </div>
      )}
    </>
  )
}
